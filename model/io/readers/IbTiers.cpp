#include "model/io/readers/IbTiers.h"

#include "model/io/TextInput.h"

#include <algorithm>
#include <array>

namespace podscape {
namespace {

constexpr std::array<std::string_view, 3> kTierNames{"leaf", "spine", "core"};
constexpr std::uint8_t kNoTier = 0xFF;

std::vector<std::vector<std::uint32_t>> neighbours(const IbScan& scan)
{
    std::vector<std::vector<std::uint32_t>> of(scan.devices.size());
    for (const IbCable& cable : scan.cables) {
        of[cable.a.device].push_back(cable.b.device);
        of[cable.b.device].push_back(cable.a.device);
    }
    return of;
}

// Words that people put into switch names. A name with several of them says nothing.
std::optional<std::uint8_t> tierInName(std::string_view name)
{
    std::optional<std::uint8_t> tier;
    for (std::uint8_t t = 0; t < kTierNames.size(); ++t)
        if (containsIgnoringCase(name, kTierNames[t])) {
            if (tier)
                return std::nullopt;
            tier = t;
        }
    return tier;
}

void compareWithNames(const IbScan& scan, const std::vector<std::uint8_t>& tiers, Report& findings)
{
    for (std::size_t i = 0; i < scan.devices.size(); ++i) {
        const IbDevice& device = scan.devices[i];
        const auto named = roleOf(device) == IbRole::Switch ? tierInName(switchNameOf(device)) : std::nullopt;
        if (named && *named != tiers[i])
            findings.add(Severity::Info, "tier-name", "a switch is named as of another tier than its cables say; the cables win.",
                         std::string(switchNameOf(device)) + ": " + tierName(tiers[i]));
    }
}

} // namespace

IbRole roleOf(const IbDevice& device)
{
    if (!device.isAdapter())
        return IbRole::Switch;
    const std::string_view text = device.description;
    if (containsIgnoringCase(text, "Aggregation Node"))
        return IbRole::Aggregation;
    // A description that was never set is the chip's: "MT4129 ConnectX7   Mellanox Technologies".
    const bool isChipName = text.size() > 2 && text.starts_with("MT") && text[2] >= '0' && text[2] <= '9' && containsIgnoringCase(text, "Mellanox");
    return text.empty() || isChipName ? IbRole::UnnamedAdapter : IbRole::NamedAdapter;
}

std::string_view hostOf(const IbDevice& device)
{
    return device.description.substr(0, device.description.find_first_of(" \t"));
}

std::string_view switchNameOf(const IbDevice& device)
{
    std::string_view name = device.description;
    if (const std::size_t semicolon = name.find(';'); semicolon != std::string_view::npos)
        name.remove_prefix(semicolon + 1);
    name = trimmed(name.substr(0, name.find(':')));
    return name.empty() ? device.guid : name;
}

std::string tierName(std::uint8_t tier)
{
    return tier < kTierNames.size() ? std::string(kTierNames[tier]) : "tier " + std::to_string(tier + 1);
}

std::vector<std::uint8_t> deriveTiers(const IbScan& scan, Report& findings)
{
    const auto next = neighbours(scan);
    std::vector<std::uint8_t> tiers(scan.devices.size(), kNoTier);
    std::vector<std::uint32_t> front;
    for (std::uint32_t i = 0; i < scan.devices.size(); ++i) {
        if (roleOf(scan.devices[i]) != IbRole::Switch)
            tiers[i] = 0;
        else if (std::ranges::any_of(next[i], [&](std::uint32_t peer) {
                     const IbRole role = roleOf(scan.devices[peer]);
                     return role == IbRole::NamedAdapter || role == IbRole::UnnamedAdapter;
                 })) {
            tiers[i] = 0;
            front.push_back(i);
        }
    }
    for (std::uint8_t tier = 1; !front.empty(); tier = std::min<std::uint8_t>(tier + 1, kMostTiers - 1)) {
        std::vector<std::uint32_t> reached;
        for (const std::uint32_t from : front)
            for (const std::uint32_t peer : next[from])
                if (tiers[peer] == kNoTier) {
                    tiers[peer] = tier;
                    reached.push_back(peer);
                }
        front = std::move(reached);
    }
    for (std::uint32_t i = 0; i < scan.devices.size(); ++i)
        if (tiers[i] == kNoTier) {
            tiers[i] = 0;
            findings.add(Severity::Info, "lone-switch", "no host can be reached from a switch; it is shown as a leaf.", std::string(switchNameOf(scan.devices[i])));
        }
    compareWithNames(scan, tiers, findings);
    return tiers;
}

} // namespace podscape
