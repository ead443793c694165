#include "model/select/ValueQueries.h"

#include "model/trace/Rollup.h"


namespace podscape {

namespace {

bool passes(float value, const ValueTest& test)
{
    switch (test.kind) {
    case ValueTest::Kind::Above: return value > test.limit;
    case ValueTest::Kind::AtLeast: return value >= test.limit;
    case ValueTest::Kind::Below: return value < test.limit;
    case ValueTest::Kind::AtMost: return value <= test.limit;
    case ValueTest::Kind::Missing: return isMissing(value);
    }
    return false;
}

float meanOf(const std::vector<float>& frame, IndexRange columns)
{
    double sum = 0;
    std::uint32_t known = 0;
    for (std::uint32_t i = columns.begin; i < columns.end; ++i) {
        const bool isKnown = !isMissing(frame[i]);
        sum += isKnown ? frame[i] : 0.f;
        known += isKnown;
    }
    return known ? static_cast<float>(sum / known) : kMissing;
}

// Calls `found` with the index of each unit of `level` that passes, ascending.
template <class Found>
void forEachWhere(const Metric& metric, std::size_t sample, const UnitTree& tree, int level, const ValueTest& test, Found found)
{
    const auto metricLevel = levelOf(metric.info(), tree);
    if (!metricLevel || metric.columns() != tree.unitCount(*metricLevel))
        return;
    std::vector<float> frame(metric.columns());
    metric.frame(sample, frame);
    const auto at = static_cast<std::uint16_t>(level);
    for (std::uint32_t i = 0; i < tree.unitCount(level); ++i) {
        const UnitRef unit{at, i};
        const float value = level == *metricLevel ? frame[i]
                            : level > *metricLevel ? frame[tree.ancestor(unit, *metricLevel).index]
                                                   : meanOf(frame, tree.unitsWithin(unit, *metricLevel));
        if (passes(value, test))
            found(unit);
    }
}

} // namespace

std::vector<UnitRef> unitsWhere(const Metric& metric, std::size_t sample, const UnitTree& tree, int level, const ValueTest& test)
{
    std::vector<UnitRef> units;
    forEachWhere(metric, sample, tree, level, test, [&](UnitRef unit) { units.push_back(unit); });
    return units;
}

ChipSet chipsWhere(const Metric& metric, std::size_t sample, const UnitTree& tree, int level, const ValueTest& test)
{
    ChipSet chips;
    forEachWhere(metric, sample, tree, level, test, [&](UnitRef unit) { chips.append(tree.chips(unit)); });
    return chips;
}

} // namespace podscape
