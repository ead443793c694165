#include "model/io/clusterfile/ClusterFileKeys.h"
#include "model/io/clusterfile/Sections.h"

#include <algorithm>
#include <cctype>
#include <limits>
#include <numeric>
#include <set>

namespace podscape::clusterfile {

namespace {

constexpr std::uint32_t kMostLevels = 16;

// Text with one "%d" or "%03d": nothing else of printf is understood, and nothing else should be taken for it.
bool isPattern(std::string_view text)
{
    const std::size_t percent = text.find('%');
    if (percent == std::string_view::npos)
        return false;
    std::size_t end = percent + 1;
    while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])))
        ++end;
    const bool widthFits = end - percent - 1 <= 2 && (end == percent + 1 || text[percent + 1] == '0');
    return widthFits && end < text.size() && text[end] == 'd' && text.find('%', end) == std::string_view::npos;
}

std::string readPattern(const JsonCursor& level)
{
    const auto pattern = level.find("pattern");
    if (!pattern)
        return {};
    const std::string text = pattern->text();
    if (!pattern->reading().failed() && !isPattern(text))
        pattern->fail(ErrorCode::Value, "one number such as %d or %03d in the pattern", "For example \"" + level.textOr("name", "unit") + "-%03d\".");
    if (text.find('/') != std::string::npos)
        pattern->fail(ErrorCode::Value, "a pattern without '/'", "A slash separates the names in a path.");
    return text;
}

// Names are what paths are made of: no slash, none empty, and none twice in one parent.
void checkNames(const JsonCursor& column, const std::vector<std::string>& names, const std::vector<std::uint32_t>& counts)
{
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i].empty() || names[i].find('/') != std::string::npos)
            return column.item(i).fail(ErrorCode::Value, "a name without '/'", "A slash separates the names in a path.");
    std::size_t next = 0;
    for (const std::uint32_t count : counts) {
        std::set<std::string_view> inParent;
        for (const std::size_t end = std::min<std::size_t>(names.size(), next + count); next < end; ++next)
            if (!inParent.insert(names[next]).second)
                column.reading().findings.add(Severity::Info, "repeated-name", "two units below the same parent have one name; a path finds the first.",
                                              column.pointer() + '/' + std::to_string(next), "Number them.");
    }
}

// A list of counts; [549, 8] stands for 549 times 8, so that a thousand nodes of five kinds take one line.
std::vector<std::uint32_t> readCounts(const JsonCursor& counts, std::uint64_t parents)
{
    std::vector<std::uint32_t> each;
    for (std::size_t i = 0; i < counts.size() && !counts.reading().failed(); ++i) {
        const JsonCursor item = counts.item(i);
        if (!item.isList()) {
            each.push_back(item.whole(1, UnitTree::kMaxChips));
            continue;
        }
        if (item.size() != 2)
            item.fail(ErrorCode::Schema, "how many times and how many, such as [549, 8]", {});
        const std::uint32_t times = item.item(0).whole(1, UnitTree::kMaxChips);
        if (each.size() + times > parents) {
            item.fail(ErrorCode::Value, "counts for the " + formatCount(static_cast<long long>(parents)) + " units above", "more", "The first number of every pair says for how many of them it holds.");
            break;
        }
        each.insert(each.end(), times, item.item(1).whole(1, UnitTree::kMaxChips));
    }
    return each;
}

// Adds the level and returns how many units it has, 0 after an error.
std::uint64_t addLevel(const JsonCursor& level, std::uint64_t parents, UnitTreeBuilder& builder)
{
    level.expectKeys(kLevelKeys);
    const std::string name = level.at("name").text();
    const std::string pattern = readPattern(level);
    const std::uint32_t first = level.wholeOr("first", 0, 1'000'000'000, 0);
    const auto counts = level.find("counts");
    const auto names = level.find("names");
    if (counts && level.has("count"))
        level.fail(ErrorCode::Schema, "either \"count\" or \"counts\"", "both", "Use \"count\" when every parent has as many, else \"counts\".");
    if (names && level.has("pattern"))
        level.fail(ErrorCode::Schema, "either \"pattern\" or \"names\"", "both", "Remove the pattern: the names say it all.");

    if (counts || names) {
        const std::vector<std::uint32_t> each = counts ? readCounts(*counts, parents)
                                                       : std::vector<std::uint32_t>(parents, level.at("count").whole(1, UnitTree::kMaxChips));
        std::vector<std::string> list = names ? names->texts() : std::vector<std::string>();
        if (level.reading().failed())
            return 0;
        if (names)
            checkNames(*names, list, each);
        builder.addExplicit(name, each, std::move(list), pattern, first);
        return std::accumulate(each.begin(), each.end(), std::uint64_t(0));
    }
    const std::uint32_t count = level.at("count").whole(1, UnitTree::kMaxChips);
    builder.addUniform(name, count, pattern, first);
    return parents * count;
}

} // namespace

UnitTree readTree(const JsonCursor& file)
{
    const std::string root = file.textOr("root", "cluster");
    UnitTreeBuilder builder(root, file.textOr("rootName", root));
    const JsonCursor levels = file.at("levels");
    if (levels.size() > kMostLevels)
        levels.fail(ErrorCode::Limit, "at most " + std::to_string(kMostLevels) + " levels");
    std::uint64_t units = 1;
    for (std::size_t i = 0; i < levels.size() && !levels.reading().failed(); ++i) {
        units = addLevel(levels.item(i), units, builder);
        if (units > UnitTree::kMaxChips)
            levels.item(i).fail(ErrorCode::Limit, "at most " + formatCount(UnitTree::kMaxChips) + " units in a level", formatCount(static_cast<long long>(std::min<std::uint64_t>(units, std::numeric_limits<long long>::max()))),
                                "Reduce a count: a cluster may have up to 2^26 chips.");
    }
    if (levels.reading().failed())
        return {};
    Result<UnitTree> tree = builder.build();
    if (!tree) {
        failAt(levels, tree.error());
        return {};
    }
    return std::move(tree).value();
}

std::vector<Provenance> readLevelProvenance(const JsonCursor& file)
{
    std::vector<Provenance> list(1);
    const JsonCursor levels = file.at("levels");
    for (std::size_t i = 0; i < levels.size() && !levels.reading().failed(); ++i)
        list.push_back(readProvenance(levels.item(i)));
    return list;
}

} // namespace podscape::clusterfile
