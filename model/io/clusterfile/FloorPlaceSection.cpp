// Units whose place is known, relative to the corner of their parent:
//   "places": [{"unit": "building-2", "at": ["120 m", "0 m"], "turn": 90}]
#include "model/io/clusterfile/ClusterFileKeys.h"
#include "model/io/clusterfile/FloorParts.h"

#include "model/base/NearestWord.h"

#include <map>
#include <set>
#include <unordered_map>

namespace podscape::clusterfile {

namespace {

// Finds units by path, each step in a table made once: a plan may place thousands of racks of one hall.
class PathFinder
{
public:
    explicit PathFinder(const UnitTree& tree) : m_tree(tree) {}

    std::optional<UnitRef> find(const JsonCursor& place, const std::string& path)
    {
        UnitRef unit = UnitTree::root();
        for (std::string_view rest = path; !rest.empty();) {
            const std::string_view step = rest.substr(0, rest.find('/'));
            const auto& below = childrenOf(unit);
            const auto found = below.find(std::string(step));
            if (found == below.end())
                return fallBack(place, path, unit, step);
            unit = found->second;
            rest.remove_prefix(std::min(rest.size(), step.size() + 1));
        }
        return unit;
    }

private:
    using Names = std::unordered_map<std::string, UnitRef>;

    const Names& childrenOf(UnitRef unit)
    {
        const auto [entry, isNew] = m_children.try_emplace(unit);
        if (isNew) {
            const IndexRange below = m_tree.children(unit);
            for (std::uint32_t i = below.begin; i < below.end; ++i)
                entry->second.emplace(m_tree.name({static_cast<std::uint16_t>(unit.level + 1), i}), UnitRef{static_cast<std::uint16_t>(unit.level + 1), i});
        }
        return entry->second;
    }

    // A name without its path counts when only one unit bears it.
    std::optional<UnitRef> fallBack(const JsonCursor& place, const std::string& path, UnitRef parent, std::string_view step)
    {
        if (const auto only = m_tree.find(path))
            return only;
        constexpr std::uint32_t kNamesToCompare = 2'000;
        std::vector<std::string> names;
        const IndexRange below = m_tree.children(parent);
        for (std::uint32_t i = below.begin; i < below.end && names.size() < kNamesToCompare; ++i)
            names.push_back(m_tree.name({static_cast<std::uint16_t>(parent.level + 1), i}));
        const std::vector<std::string_view> known(names.begin(), names.end());
        const auto near = nearestWord(step, known);
        const std::string range = names.empty() ? std::string() : "They are called \"" + names.front() + "\" to \"" + m_tree.name({static_cast<std::uint16_t>(parent.level + 1), below.end - 1}) + "\".";
        place.fail(ErrorCode::Reference, "the path of a unit", '"' + path + '"', near ? "Did you mean \"" + std::string(*near) + "\"?" : range);
        return std::nullopt;
    }

    const UnitTree& m_tree;
    std::map<UnitRef, Names> m_children;
};

void readPlace(const JsonCursor& part, const UnitTree& tree, int blockLevel, PathFinder& finder, GivenPlace& place)
{
    part.expectKeys(kPlaceKeys);
    const JsonCursor path = part.at("unit");
    const std::string words = path.text();
    const JsonCursor at = part.at("at");
    if (part.reading().failed())
        return;
    const auto unit = finder.find(path, words);
    if (!unit)
        return;
    place.unit = *unit;
    if (unit->level == 0 || unit->level > blockLevel)
        return path.fail(ErrorCode::Value, "a \"" + tree.levelName(blockLevel) + "\" or what holds some", "Only these have a place on the floor.");
    if (at.size() != 2)
        return at.fail(ErrorCode::Schema, "two lengths, along and across the rows", "For example [\"120 m\", \"0 m\"].");
    place.atMetres = {readMetres(at.item(0), 0), readMetres(at.item(1), 0)};
    if (const auto turn = part.find("turn")) {
        const std::uint32_t degrees = turn->whole(0, 270);
        if (degrees % 90 != 0)
            turn->fail(ErrorCode::Value, "0, 90, 180 or 270 degrees", "Counter-clockwise, seen from above.");
        place.quarterTurns = static_cast<std::uint8_t>(degrees / 90);
    }
}

} // namespace

void readPlaces(const JsonCursor& floor, const UnitTree& tree, FloorPlan& plan)
{
    const auto list = floor.find("places");
    if (!list)
        return;
    PathFinder finder(tree);
    std::set<UnitRef> placed;
    for (std::size_t i = 0; i < list->size() && !list->reading().failed(); ++i) {
        GivenPlace place;
        readPlace(list->item(i), tree, plan.blockLevel, finder, place);
        if (list->reading().failed())
            return;
        if (!placed.insert(place.unit).second)
            return list->item(i).at("unit").fail(ErrorCode::Schema, "a unit that is placed once", "Remove one of the two places.");
        plan.places.push_back(place);
    }
}

} // namespace podscape::clusterfile
