#include "model/analysis/FabricText.h"

#include "model/analysis/Throughput.h"
#include "model/base/Units.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <span>

namespace podscape {

std::uint32_t switchesOfTier(const Fabric& fabric, std::size_t tier)
{
    return static_cast<std::uint32_t>(std::ranges::count_if(fabric.switches(), [&](const FabricSwitch& s) { return s.tier == tier && s.kind == FabricSwitch::Kind::Switch; }));
}

std::uint32_t realSwitches(const Fabric& fabric)
{
    return isCloud(fabric) ? 0 : fabric.switchCount();
}

std::string shapeText(const Fabric& fabric)
{
    std::string text((fabric.torus() && fabric.torus()->isTwisted() ? "twisted " : "") + std::string(toText(fabric.kind())));
    if (fabric.torus())
        for (int axis = 0; axis < fabric.torus()->dimensions; ++axis)
            text += (axis == 0 ? " " : "×") + std::to_string(fabric.torus()->size[static_cast<std::size_t>(axis)]);
    return text;
}

std::string switchesText(const Fabric& fabric)
{
    if (isCloud(fabric))
        return "inside not known";
    if (realSwitches(fabric) == 0)
        return "no switches";
    if (fabric.circuitSwitchCount() == fabric.switchCount())
        return formatCount(fabric.circuitSwitchCount()) + " optical circuit switches";
    std::string tiers;
    for (std::size_t tier = 0; tier < fabric.tierNames().size(); ++tier)
        if (const std::uint32_t count = switchesOfTier(fabric, tier))
            tiers += (tiers.empty() ? "" : " + ") + formatCount(count) + ' ' + fabric.tierNames()[tier];
    return formatCount(realSwitches(fabric)) + " switches" + (fabric.tierNames().size() < 2 ? "" : " (" + tiers + ')');
}

namespace {

using ByteCounts = std::array<std::uint32_t, 256>;

// In one go over the millions, and four counters for each value: one alone would wait for itself.
template <class Byte>
ByteCounts countsOf(std::span<const Byte> bytes)
{
    static_assert(sizeof(Byte) == 1);
    std::array<ByteCounts, 4> lanes{};
    std::size_t lane = 0;
    for (const Byte byte : bytes)
        ++lanes[lane++ & 3][static_cast<std::uint8_t>(byte)];
    for (std::size_t other = 1; other < lanes.size(); ++other)
        std::ranges::transform(lanes[0], lanes[other], lanes[0].begin(), std::plus());
    return lanes[0];
}

} // namespace

std::string linksText(const Fabric& fabric)
{
    const ByteCounts ofGroup = countsOf(fabric.linkGroup()), ofMedium = countsOf(fabric.linkMedium());
    std::string groups;
    for (std::size_t group = 0; group < fabric.groups().size() && fabric.groups().size() > 1; ++group)
        groups += (groups.empty() ? " (" : ", ") + formatCount(ofGroup[group]) + ' ' + fabric.groups()[group].name;
    std::string media;
    for (const Medium medium : {Medium::Board, Medium::Copper, Medium::Optical})
        if (const std::uint32_t links = ofMedium[static_cast<std::uint8_t>(medium)])
            media += (media.empty() ? "; " : ", ") + formatCount(links) + ' ' + std::string(toText(medium));
    return formatCount(fabric.linkCount()) + " links" + groups + (groups.empty() ? "" : ")") + media;
}

std::string ratesText(const Fabric& fabric)
{
    const auto [least, most] = std::ranges::minmax_element(fabric.linkBandwidth());
    if (least == fabric.linkBandwidth().end() || *most == 0)
        return "not known";
    const auto text = [](float rate) { return formatQuantity(decimalOf(rate), Dimension::DataRate); };
    return (*least == *most ? text(*least) : *least == 0 ? "up to " + text(*most) : text(*least) + " to " + text(*most)) + " per link and direction";
}

} // namespace podscape
