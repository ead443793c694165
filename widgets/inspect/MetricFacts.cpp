#include "widgets/inspect/MetricFacts.h"

#include "widgets/common/EntityText.h"
#include "widgets/common/Text.h"
#include "widgets/inspect/FigureRow.h"

#include <QCoreApplication>

#include <algorithm>

namespace podscape {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("MetricFacts", text);
}

QString valueText(float value, const Metric::Info& info)
{
    if (isMissing(value))
        return tr("no sample");
    const QString number = toQString(formatNumber(value));
    return info.unit.empty() ? number : number + QChar(0x00A0) + toQString(info.unit);
}

// One column of the metric over a range, straight from the samples: a chip needs no rollup.
Band bandOfColumn(const Metric& metric, TimeRange range, std::uint32_t column)
{
    Band band;
    double sum = 0;
    std::size_t known = 0;
    const std::size_t first = metric.sampleAt(range.begin).value_or(0);
    for (std::size_t sample = first; sample < metric.sampleCount() && metric.times()[sample] < range.end; ++sample) {
        const float value = metric.value(sample, column);
        if (isMissing(value))
            continue;
        band.min = known == 0 ? value : std::min(band.min, value);
        band.max = known == 0 ? value : std::max(band.max, value);
        sum += value;
        ++known;
    }
    if (known > 0)
        band.mean = static_cast<float>(sum / static_cast<double>(known));
    return band;
}

const UnitTree& tree(const ViewValues& values) { return values.dataset->cluster->tree; }

struct Bands
{
    Band now, overRange;
};

std::optional<Bands> bandsOf(const ViewValues& values, const Metric& metric, UnitRef unit, TimeRange range)
{
    const UnitTree& tree = values.dataset->cluster->tree;
    const int metricLevel = metric.info().level.empty() ? tree.leafLevel() : tree.levelNamed(metric.info().level).value_or(tree.leafLevel());
    const auto sample = metric.sampleAt(values.time);
    if (unit.level >= metricLevel) {
        const std::uint32_t column = tree.ancestor(unit, metricLevel).index;
        const float value = sample ? metric.value(*sample, column) : kMissing;
        return Bands{{value, value, value}, bandOfColumn(metric, range, column)};
    }
    const auto rollup = values.dataset->rollups ? values.dataset->rollups->rollup(*values.metric, unit.level) : nullptr;
    if (!rollup)
        return std::nullopt;
    return Bands{sample ? rollup->at(0, *sample, unit.index) : Band{}, rollup->over(range, unit.index)};
}

} // namespace

FactSection metricSection(const ViewValues& values, UnitRef unit)
{
    const Metric* metric = values.shownMetric();
    if (!metric || metric->info().subject != MetricSubject::Units)
        return {};
    const Metric::Info& info = metric->info();
    const TimeRange range = values.brush.value_or(TimeRange{Nanoseconds{0}, values.dataset->trace->duration + Nanoseconds{1}});
    const auto bands = bandsOf(values, *metric, unit, range);
    if (!bands)
        return {};
    FactSection section{factLabel(info.name), {}};
    const auto add = [&](const QString& label, const QString& value, const QString& note, const QString& suffix = {}) {
        section.rows.push_back(tracedRow(label, value, info.origin, *values.dataset->trace, note));
        section.rows.back().suffix = suffix;
    };
    const QString parts = unit.level < tree(values).leafLevel() ? tr("mean over %1").arg(countText(tree(values).chips(unit).size(), values.dataset->cluster->leafName())) : tr("the sample at the playhead");
    add(tr("Now"), valueText(bands->now.mean, info), parts);
    if (bands->now.min != bands->now.max)
        add(tr("Now, least to most"), tr("%1 to %2").arg(valueText(bands->now.min, info), valueText(bands->now.max, info)), parts);
    const QString over = values.brush ? tr("in %1 to %2").arg(clockText(range.begin), clockText(range.end)) : tr("over the whole trace");
    const QString samples = tr("%1 samples in the trace").arg(toQString(formatCount(static_cast<long long>(metric->sampleCount()))));
    add(tr("Least"), valueText(bands->overRange.min, info), samples, over);
    add(tr("Mean"), valueText(bands->overRange.mean, info), samples, over);
    add(tr("Most"), valueText(bands->overRange.max, info), samples, over);
    return section;
}

} // namespace podscape
