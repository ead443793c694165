#include "model/cluster/FabricBuilder.h"
#include "model/io/clusterfile/ClusterFileKeys.h"
#include "model/io/clusterfile/Sections.h"

#include <algorithm>
#include <map>

namespace podscape::clusterfile {

namespace {

constexpr std::uint32_t kMostGroups = 255;

// Reads one column: a list with `count` entries, or one value that holds for all, or `fallback` when the key is absent.
template <class T, class Read>
std::vector<T> readColumn(const JsonCursor& table, std::string_view key, std::size_t count, T fallback, Read read)
{
    const auto column = table.find(key);
    if (!column)
        return std::vector<T>(count, fallback);
    if (!column->isList())
        return std::vector<T>(count, read(*column));
    std::vector<T> values;
    if (column->size() != count)
        column->fail(ErrorCode::Schema, "a column of " + formatCount(static_cast<long long>(count)) + " values, or one value for all", "Columns of one table are equally long.");
    values.reserve(column->size());
    for (std::size_t i = 0; i < column->size() && !column->reading().failed(); ++i)
        values.push_back(read(column->item(i)));
    return values;
}

// ["node", 17]: the level's name and the number of the unit in it.
std::optional<UnitRef> readUnit(const JsonCursor& value, const UnitTree& tree)
{
    if (value.isNull())
        return std::nullopt;
    if (value.size() != 2) {
        value.fail(ErrorCode::Schema, "a level and a number, such as [\"rack\", 17]", {});
        return std::nullopt;
    }
    const int level = readLevel(value.item(0), tree);
    return UnitRef{static_cast<std::uint16_t>(level), value.item(1).whole(0, tree.unitCount(level) - 1)};
}

void addSwitches(const JsonCursor& part, const UnitTree& tree, std::uint32_t tierCount, FabricBuilder& builder)
{
    const auto table = part.find("switches");
    if (!table)
        return;
    table->expectKeys(kSwitchColumnKeys);
    const std::vector<std::string> names = table->at("name").texts();
    if (names.size() > kMaxSwitches)
        table->fail(ErrorCode::Limit, "at most " + formatCount(kMaxSwitches) + " switches in a fabric", formatCount(static_cast<long long>(names.size())), {});
    const auto tiers = readColumn<std::uint32_t>(*table, "tier", names.size(), 0, [&](const JsonCursor& c) { return c.whole(0, std::max(tierCount, 1u) - 1); });
    const auto kinds = readColumn<std::size_t>(*table, "kind", names.size(), 0, [](const JsonCursor& c) { return c.oneOf(kSwitchKindWords); });
    std::vector<std::optional<UnitRef>> units(names.size());
    if (const auto column = table->find("unit")) {
        if (column->size() != names.size())
            column->fail(ErrorCode::Schema, "a column of " + formatCount(static_cast<long long>(names.size())) + " values", "Write null for a switch that stands in no unit.");
        for (std::size_t i = 0; i < units.size() && !part.reading().failed(); ++i)
            units[i] = readUnit(column->item(i), tree);
    }
    if (part.reading().failed())
        return;
    for (std::size_t i = 0; i < names.size(); ++i)
        builder.addSwitch({names[i], static_cast<std::uint8_t>(tiers[i]), units[i], static_cast<FabricSwitch::Kind>(kinds[i])});
}

// Quantities are few and links are many: each text is understood once.
class RateReader
{
public:
    double operator()(const JsonCursor& value)
    {
        if (value.isNull())
            return 0;   // unknown
        if (!value.isText())
            return value.quantity(Dimension::DataRate);
        const std::string text = value.text();
        if (const auto known = m_known.find(text); known != m_known.end())
            return known->second;
        return m_known[text] = value.quantity(Dimension::DataRate);
    }

private:
    std::map<std::string, double> m_known;
};

void addLinks(const JsonCursor& part, std::uint32_t nodeCount, std::uint32_t groupCount, FabricBuilder& builder)
{
    const JsonCursor table = part.at("links");
    table.expectKeys(kLinkColumnKeys);
    const std::vector<std::uint32_t> a = table.at("a").wholes(0, nodeCount - 1);
    const std::vector<std::uint32_t> b = table.at("b").wholes(0, nodeCount - 1);
    if (part.reading().failed())
        return;
    if (a.size() != b.size())
        return table.at("b").fail(ErrorCode::Schema, "a column of " + formatCount(static_cast<long long>(a.size())) + " values, like \"a\"", "Columns of one table are equally long.");
    const auto rates = readColumn<double>(table, "bandwidth", a.size(), 0, RateReader());
    const auto groups = readColumn<std::uint32_t>(table, "group", a.size(), 0, [&](const JsonCursor& c) { return c.whole(0, groupCount - 1); });
    const auto media = readColumn<std::size_t>(table, "medium", a.size(), 0, [](const JsonCursor& c) { return c.oneOf(kMediumWords); });
    if (part.reading().failed())
        return;
    builder.reserveLinks(a.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        builder.addLink(a[i], b[i], {rates[i]}, static_cast<std::uint8_t>(groups[i]), static_cast<Medium>(media[i]));
}

// Where each endpoint of a torus whose links are listed lies.
TorusShape readTorusShape(const JsonCursor& part, const UnitTree& tree)
{
    part.expectKeys(kTorusColumnKeys);
    TorusShape torus;
    if (const auto instance = part.find("instance"))
        torus.instanceLevel = readLevel(*instance, tree);
    const std::vector<std::uint32_t> shape = part.at("shape").wholes(1, 65'535);
    if (!part.reading().failed() && (shape.empty() || shape.size() > 3))
        part.at("shape").fail(ErrorCode::Schema, "one to three lengths", {});
    if (part.reading().failed())
        return torus;
    torus.dimensions = static_cast<int>(shape.size());
    std::ranges::copy(shape, torus.size.begin());
    if (const auto wraps = part.find("wraps"))
        for (std::size_t i = 0; i < std::min(wraps->size(), shape.size()); ++i)
            torus.wraps[i] = wraps->item(i).flag();

    const std::uint64_t cells = std::uint64_t(torus.size[0]) * torus.size[1] * torus.size[2];
    for (std::uint32_t i = 0; i < tree.unitCount(torus.instanceLevel); ++i)
        if (tree.chips({static_cast<std::uint16_t>(torus.instanceLevel), i}).size() != cells) {
            part.at("shape").fail(ErrorCode::Value, "lengths that multiply to the " + tree.levelName(tree.leafLevel()) + "s of each " + tree.levelName(torus.instanceLevel),
                                  formatCount(static_cast<long long>(cells)) + " places", {});
            return torus;
        }
    const JsonCursor coordinates = part.at("coordinates");
    const std::vector<std::uint32_t> places = coordinates.wholes(0, static_cast<std::uint32_t>(cells - 1));
    if (!part.reading().failed() && places.size() != cells)
        coordinates.fail(ErrorCode::Schema, "one place for each of " + formatCount(static_cast<long long>(cells)) + " endpoints", "A place is x + width · (y + depth · z).");
    torus.endpointAt.assign(places.size(), static_cast<std::uint32_t>(cells));
    for (std::uint32_t i = 0; i < places.size() && !part.reading().failed(); ++i) {
        if (torus.endpointAt[places[i]] != cells)
            coordinates.item(i).fail(ErrorCode::Value, "a place that no other endpoint has", {});
        torus.endpointAt[places[i]] = i;
        const std::uint32_t row = places[i] / torus.size[0];
        torus.coordinates.push_back({static_cast<std::uint16_t>(places[i] % torus.size[0]), static_cast<std::uint16_t>(row % torus.size[1]), static_cast<std::uint16_t>(row / torus.size[1])});
    }
    return torus;
}

} // namespace

std::optional<Fabric> readExplicitFabric(const JsonCursor& part, const UnitTree& tree)
{
    part.expectKeys(kExplicitKeys);
    const auto kind = static_cast<FabricKind>(part.at("kind").oneOf(kKindWords));
    const std::string name = part.at("name").text();
    const auto endpoints = part.find("endpoints");
    const int level = endpoints ? readLevel(*endpoints, tree) : tree.leafLevel();
    FabricBuilder builder(name, kind, tree, level);
    builder.setProvenance(readProvenance(part));

    const auto tiers = part.find("tiers");
    std::vector<std::string> tierNames = tiers ? tiers->texts() : std::vector<std::string>();
    const auto groups = part.find("groups");
    const std::vector<std::string> groupNames = groups ? groups->texts() : std::vector<std::string>{"links"};
    if (groupNames.empty() || groupNames.size() > kMostGroups)
        part.at("groups").fail(ErrorCode::Limit, "1 to " + std::to_string(kMostGroups) + " groups", formatCount(static_cast<long long>(groupNames.size())), {});
    if (tierNames.size() > kMostGroups)
        part.at("tiers").fail(ErrorCode::Limit, "at most " + std::to_string(kMostGroups) + " tiers", formatCount(static_cast<long long>(tierNames.size())), {});
    for (const std::string& group : groupNames)
        builder.addGroup(group);
    addSwitches(part, tree, static_cast<std::uint32_t>(tierNames.size()), builder);
    builder.setTierNames(std::move(tierNames));

    std::uint32_t switchCount = 0;
    if (const auto table = part.find("switches"); table && !part.reading().failed())
        switchCount = static_cast<std::uint32_t>(table->at("name").size());
    addLinks(part, tree.unitCount(level) + switchCount, static_cast<std::uint32_t>(groupNames.size()), builder);
    if (const auto torus = part.find("torus"); torus && !part.reading().failed())
        builder.setTorus(readTorusShape(*torus, tree));
    if (part.reading().failed())
        return std::nullopt;
    Result<Fabric> fabric = builder.build();
    if (fabric)
        return std::move(fabric).value();
    failAt(part, fabric.error());
    return std::nullopt;
}

} // namespace podscape::clusterfile
