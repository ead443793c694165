#include "model/trace/NameIndex.h"

#include <algorithm>
#include <cctype>

namespace podscape {

namespace {

constexpr std::uint32_t kSeveral = 0xFFFFFFFF;

std::string folded(std::string_view name)
{
    std::string result(name);
    for (char& c : result)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return result;
}

// "n1.example.org" → "n1"; an address such as "10.0.0.1" stays whole.
std::string withoutDomain(std::string_view name)
{
    const bool isAddress = std::ranges::all_of(name, [](unsigned char c) { return std::isdigit(c) || c == '.' || c == ':'; });
    return folded(isAddress ? name : name.substr(0, name.find('.')));
}

} // namespace

NameIndex::NameIndex(const UnitTree& tree, int level)
{
    const std::uint32_t count = tree.unitCount(level);
    m_exact.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        const UnitRef unit{static_cast<std::uint16_t>(level), i};
        const std::string name = tree.name(unit);
        insert(m_exact, name, i);
        insert(m_folded, folded(name), i);
        insert(m_short, withoutDomain(name), i);
        if (std::string path = tree.path(unit); path != name) {
            insert(m_folded, folded(path), i);
            insert(m_exact, std::move(path), i);
        }
    }
}

void NameIndex::insert(Map& map, std::string key, std::uint32_t index)
{
    const auto [at, isNew] = map.emplace(std::move(key), index);
    if (!isNew && at->second != index)
        at->second = kSeveral;
}

std::optional<std::uint32_t> NameIndex::find(std::string_view name) const
{
    for (const auto& [map, key] : {std::pair(&m_exact, std::string(name)), std::pair(&m_folded, folded(name)), std::pair(&m_short, withoutDomain(name))})
        if (const auto at = map->find(key); at != map->end() && at->second != kSeveral)
            return at->second;
    return std::nullopt;
}

bool NameIndex::isAmbiguous(std::string_view name) const
{
    const auto at = m_short.find(withoutDomain(name));
    return !find(name) && at != m_short.end() && at->second == kSeveral;
}

} // namespace podscape
