#include "model/base/NearestWord.h"
#include "model/io/clusterfile/ClusterFileKeys.h"
#include "model/io/clusterfile/Sections.h"

#include <algorithm>
#include <limits>

namespace podscape::clusterfile {

namespace {

// "*" matches any run of characters.
bool matches(std::string_view pattern, std::string_view name)
{
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos)
        return pattern == name;
    if (!name.starts_with(pattern.substr(0, star)))
        return false;
    const std::string_view rest = pattern.substr(star + 1);
    for (std::size_t skip = star; skip <= name.size(); ++skip)
        if (matches(rest, name.substr(skip)))
            return true;
    return false;
}

void addMatches(std::string_view path, UnitRef unit, const UnitTree& tree, std::vector<UnitRef>& found)
{
    const std::size_t slash = path.find('/');
    const IndexRange children = tree.children(unit);
    for (std::uint32_t i = children.begin; i < children.end; ++i) {
        const UnitRef child{static_cast<std::uint16_t>(unit.level + 1), i};
        if (!matches(path.substr(0, slash), tree.name(child)))
            continue;
        if (slash == std::string_view::npos)
            found.push_back(child);
        else
            addMatches(path.substr(slash + 1), child, tree, found);
    }
}

} // namespace

std::vector<UnitRef> readUnits(const JsonCursor& paths, const UnitTree& tree)
{
    std::vector<UnitRef> found;
    const auto add = [&](const JsonCursor& path) {
        const std::string text = path.text();
        const std::size_t before = found.size();
        addMatches(text, UnitTree::root(), tree, found);
        if (found.size() == before && !path.reading().failed())
            path.fail(ErrorCode::Reference, "the path of a unit, such as \"" + tree.path({1, 0}) + '"', '"' + text + '"', "Names are separated by slashes; * stands for any of them.");
    };
    if (!paths.isList())
        add(paths);
    else
        for (std::size_t i = 0; i < paths.size() && !paths.reading().failed(); ++i)
            add(paths.item(i));
    return found;
}

bool fabricFits(const JsonCursor& part, std::uint64_t links, std::uint64_t switches)
{
    const auto check = [&](std::uint64_t count, std::uint64_t most, const char* what) {
        if (count > most)
            part.fail(ErrorCode::Limit, "at most " + formatCount(static_cast<long long>(most)) + ' ' + what + " in a fabric",
                      formatCount(static_cast<long long>(std::min<std::uint64_t>(count, std::numeric_limits<long long>::max()))), {});
    };
    check(links, kMaxLinks, "links");
    check(switches, kMaxSwitches, "switches");
    return !part.reading().failed();
}

std::optional<Fabric> accept(const JsonCursor& part, Result<Fabric> fabric)
{
    if (fabric)
        return std::move(fabric).value();
    failAt(part, fabric.error());
    return std::nullopt;
}

Provenance readProvenance(const JsonCursor& part)
{
    Provenance provenance;
    if (const auto status = part.find("status"))
        provenance.status = static_cast<FactStatus>(status->oneOf(kStatusWords));
    provenance.source = part.textOr("source", {});
    provenance.note = part.textOr("note", {});
    return provenance;
}

int readLevel(const JsonCursor& name, const UnitTree& tree)
{
    const std::string word = name.text();
    if (const auto level = tree.levelNamed(word))
        return *level;
    std::vector<std::string_view> known;
    for (int level = 0; level < tree.levelCount(); ++level)
        known.push_back(tree.levelName(level));
    name.fail(ErrorCode::Reference, "the name of a level", nearestWordHint(word, known));
    return 0;
}

void failAt(const JsonCursor& part, const Error& builderError)
{
    Error error = builderError;
    error.place = part.pointer() + (error.place.empty() ? "" : '/' + error.place);
    part.reading().fail(std::move(error));
}

} // namespace podscape::clusterfile
