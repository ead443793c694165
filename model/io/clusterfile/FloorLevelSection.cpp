// How units above the racks stand, by the name of their level:
//   "spacing": {"building": "40 m"}, "columns": {"building": 4}, "margins": {"hall": "2 m"}, "stack": {"level": "floor", "height": "6 m"}
#include "model/io/clusterfile/ClusterFileKeys.h"
#include "model/io/clusterfile/FloorParts.h"

#include "model/base/NearestWord.h"

namespace podscape::clusterfile {

namespace {

// Levels of things that hold racks; the root too where it may have a wall of its own, but it has no neighbours.
std::optional<int> readHolder(const JsonCursor& place, std::string_view word, const UnitTree& tree, const FloorPlan& plan, bool mayBeRoot)
{
    std::vector<std::string_view> known;
    for (int level = mayBeRoot ? 0 : 1; level < plan.blockLevel; ++level) {
        if (tree.levelName(level) == word)
            return level;
        known.push_back(tree.levelName(level));
    }
    const std::string block = tree.levelName(plan.blockLevel);
    place.fail(ErrorCode::Reference, "the name of a level that holds \"" + block + "\"s" + (mayBeRoot ? "" : ", below the topmost"), '"' + std::string(word) + '"',
               known.empty() ? "This cluster has none." : nearestWordHint(word, known));
    return std::nullopt;
}

template <typename Set>
void readByLevel(const JsonCursor& floor, std::string_view key, const UnitTree& tree, FloorPlan& plan, bool mayBeRoot, Set set)
{
    const auto object = floor.find(key);
    if (!object)
        return;
    if (!object->isObject())
        return object->fail(ErrorCode::Schema, "an object with the names of levels");
    for (const std::string& word : object->keys()) {
        const JsonCursor value = object->at(word);
        if (const auto level = readHolder(value, word, tree, plan, mayBeRoot))
            set(value, *level, plan.addLevelPlan(*level));
        if (object->reading().failed())
            return;
    }
}

} // namespace

void readLevelPlans(const JsonCursor& floor, const UnitTree& tree, FloorPlan& plan)
{
    readByLevel(floor, "spacing", tree, plan, false, [](const JsonCursor& value, int, LevelPlan& level) { level.spacingMetres = readMetres(value, 0); });
    readByLevel(floor, "margins", tree, plan, true, [](const JsonCursor& value, int, LevelPlan& level) { level.marginMetres = readMetres(value, 0); });
    readByLevel(floor, "columns", tree, plan, false, [&](const JsonCursor& value, int number, LevelPlan& level) {
        const std::uint32_t most = mostUnitsWithin(tree, number - 1, number);
        level.columns = value.whole(1, UnitTree::kMaxChips);
        if (!value.reading().failed() && level.columns > most)
            value.fail(ErrorCode::Value, "at most the " + formatCount(most) + ' ' + tree.levelName(number) + "s that the largest " + tree.levelName(number - 1) + " has");
    });
    if (const auto stack = floor.find("stack")) {
        stack->expectKeys(kStackKeys);
        const JsonCursor level = stack->at("level");
        const std::string word = level.text();
        const double height = readMetres(stack->at("height"), plan.blockSizeMetres[2]);
        if (floor.reading().failed())
            return;
        if (const auto number = readHolder(level, word, tree, plan, false))
            plan.stack = StackPlan{*number, height};
    }
}

} // namespace podscape::clusterfile
