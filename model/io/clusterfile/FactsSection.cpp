#include "model/io/clusterfile/ClusterFileKeys.h"
#include "model/io/clusterfile/Sections.h"

#include <algorithm>

namespace podscape::clusterfile {

namespace {

// Keys that the program computes with have one dimension; any other key may measure anything.
std::optional<Dimension> dimensionOfKey(std::string_view key)
{
    struct Known { std::string_view key; Dimension dimension; };
    static constexpr auto kKnown = std::to_array<Known>({{"power", Dimension::Power}, {"memory", Dimension::Data}, {"memoryBandwidth", Dimension::DataRate},
        {"depth", Dimension::Length}, {"width", Dimension::Length}, {"height", Dimension::Length}, {"area", Dimension::Area}});
    if (key.starts_with("peak."))
        return Dimension::ComputeRate;
    const auto found = std::ranges::find(kKnown, key, &Known::key);
    return found == kKnown.end() ? std::nullopt : std::optional(found->dimension);
}

// The dimension whose units the text uses. No unit belongs to two of them.
std::optional<Dimension> dimensionOfText(const std::string& text)
{
    for (int d = static_cast<int>(Dimension::Count); d <= static_cast<int>(Dimension::Temperature); ++d)
        if (parseQuantity(text, static_cast<Dimension>(d)).ok())
            return static_cast<Dimension>(d);
    return std::nullopt;
}

Fact readFact(const JsonCursor& part, const UnitTree& tree)
{
    part.expectKeys(kFactKeys);
    Fact fact;
    fact.key = part.at("key").text();
    fact.level = readLevel(part.at("level"), tree);
    const JsonCursor value = part.at("value");
    auto dimension = dimensionOfKey(fact.key);
    if (!dimension && value.isText())
        dimension = dimensionOfText(value.text());
    if (!dimension && value.isText())
        value.fail(ErrorCode::Value, "a number with a unit that is known, such as \"10.2 kW\" or \"80 GB\"", {});
    fact.dimension = dimension.value_or(Dimension::Count);
    fact.value = value.quantity(fact.dimension);
    if (const auto within = part.find("within")) {
        for (const UnitRef unit : readUnits(*within, tree))
            fact.chips.push_back(tree.chips(unit));
        fact.within = within->isList() ? within->texts() : std::vector{within->text()};
    }
    fact.provenance = readProvenance(part);
    return fact;
}

} // namespace

std::vector<Fact> readFacts(const JsonCursor& facts, const UnitTree& tree)
{
    std::vector<Fact> list;
    for (std::size_t i = 0; i < facts.size() && !facts.reading().failed(); ++i) {
        Fact fact = readFact(facts.item(i), tree);
        const auto same = [&](const Fact& f) { return f.key == fact.key && f.level == fact.level && f.within == fact.within; };
        if (std::ranges::any_of(list, same))
            facts.item(i).fail(ErrorCode::Schema, "one fact \"" + fact.key + "\" of a level", "a second one", "Keep the better of the two, and say the other in its note.");
        list.push_back(std::move(fact));
    }
    return list;
}

} // namespace podscape::clusterfile
