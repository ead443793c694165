#include "widgets/scene/HoverText.h"

#include "model/base/Units.h"
#include "model/trace/MetricText.h"
#include "model/trace/Rollup.h"
#include "widgets/common/EntityText.h"
#include "widgets/common/Text.h"

#include <QCoreApplication>

namespace podscape {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("HoverText", text); }

QString withUnit(float value, const Metric& metric)
{
    return toQString(metricText(value, metric.info()));
}

} // namespace

QString HoverText::of(const EntityRef& entity, const ViewValues& values, const QString& device)
{
    const auto* unit = std::get_if<UnitRef>(&entity);
    QString tip = detailOf(entity, *values.dataset);
    if (!unit)
        tip = tr("%1, %2").arg(titleOf(entity, *values.dataset), tip);   // a switch, and its fabric
    if (!device.isEmpty())
        tip = tr("%1 of %2").arg(device, tip);
    const QString figures = unit ? figuresOf(*unit, values) : QString();
    return figures.isEmpty() ? tip : tip + QLatin1Char('\n') + figures;
}

QString HoverText::figuresOf(UnitRef unit, const ViewValues& values)
{
    const UnitTree& tree = values.dataset->cluster->tree;
    const Metric* metric = values.shownMetric();
    const auto sample = metric ? metric->sampleAt(values.time) : std::nullopt;
    const auto level = metric ? levelOf(metric->info(), tree) : std::nullopt;
    if (!sample || !level || metric->columns() != tree.unitCount(*level))
        return {};
    const UnitFigures figures = m_figures.of(unit, *metric, *sample, tree, *level);
    const QString name = toQString(metric->info().name);
    if (figures.known == 0)
        return tr("%1: no sample").arg(name);
    if (unit.level == *level)
        return QStringLiteral("%1: %2").arg(name, withUnit(figures.mean, *metric));
    if (unit.level > *level)
        return tr("%1 of its %2: %3").arg(name, toQString(tree.levelName(*level)), withUnit(figures.mean, *metric));
    const QString counted = countText(figures.known + figures.missing, tree.levelName(*level));
    const QString range = tr("%1: mean %2, from %3 to %4").arg(name, withUnit(figures.mean, *metric), toQString(formatNumber(figures.min)), withUnit(figures.max, *metric));
    return range + QLatin1Char('\n') + (figures.missing ? tr("%1, %2 without a sample").arg(counted, toQString(formatCount(figures.missing))) : counted);
}

UnitRef unitShownAt(std::uint32_t chip, const Layout& layout, const UnitTree& tree, const Projector& projector)
{
    const double scale = projector.pixelsPerUnit(layout.centreOfChip(chip, tree).cast<double>());
    for (int level = tree.leafLevel(); level > layout.blockLevel; --level)
        if (const UnitRef unit = tree.unitOfChip(chip, level); apparentSide(layout.boxOf(unit, tree).sizes()) * scale >= kTellsApartPx)
            return unit;
    UnitRef unit = tree.unitOfChip(chip, layout.blockLevel);
    Box box = layout.boxOf(unit, tree);
    while (unit.level > 1 && apparentSide(box.sizes()) * scale < kTellsApartPx) {
        unit = tree.parent(unit);
        box = layout.boxOf(unit, tree);
    }
    return unit;
}

} // namespace podscape
