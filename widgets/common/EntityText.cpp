#include "widgets/common/EntityText.h"

#include "model/base/Nouns.h"
#include "model/base/TimeText.h"
#include "model/base/Units.h"
#include "widgets/common/Text.h"

#include <QCoreApplication>
#include <QStringList>

namespace podscape {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("EntityText", text);
}

struct Title
{
    const Dataset& dataset;

    QString operator()(UnitRef unit) const { return toQString(dataset.cluster->tree.name(unit)); }
    QString operator()(JobId id) const
    {
        const Job& job = dataset.trace->jobs[id.value];
        return toQString(job.name.empty() ? job.id : job.id + ' ' + job.name);
    }
    QString operator()(EventId id) const
    {
        const Event& event = dataset.trace->events[id.value];
        return toQString(event.kind.empty() ? event.text : event.kind);
    }
    QString operator()(LinkRef ref) const
    {
        const Fabric& fabric = dataset.cluster->fabrics[ref.fabric.value];
        return fabricNodeText(*dataset.cluster, fabric, fabric.linkA()[ref.link.value]) + QStringLiteral(" – ")
            + fabricNodeText(*dataset.cluster, fabric, fabric.linkB()[ref.link.value]);
    }
    QString operator()(SwitchRef ref) const { return toQString(dataset.cluster->fabrics[ref.fabric.value].switches()[ref.index].name); }
};

struct Kind
{
    const Dataset& dataset;

    QString operator()(UnitRef unit) const { return toQString(dataset.cluster->tree.levelName(unit.level)); }
    QString operator()(JobId) const { return tr("job"); }
    QString operator()(EventId) const { return tr("event"); }
    QString operator()(LinkRef) const { return tr("link"); }
    QString operator()(SwitchRef) const { return tr("switch"); }
};

struct Detail
{
    const Dataset& dataset;

    QString operator()(UnitRef unit) const { return toQString(dataset.cluster->tree.path(unit)); }
    QString operator()(JobId id) const
    {
        const Job& job = dataset.trace->jobs[id.value];
        return job.start ? momentText(*dataset.trace, *job.start) : tr("never started");
    }
    QString operator()(EventId id) const { return momentText(*dataset.trace, dataset.trace->events[id.value].span.begin); }
    QString operator()(LinkRef ref) const { return toQString(dataset.cluster->fabrics[ref.fabric.value].name()); }
    QString operator()(SwitchRef ref) const { return toQString(dataset.cluster->fabrics[ref.fabric.value].name()); }
};

struct Url
{
    QString operator()(UnitRef unit) const { return QStringLiteral("unit:%1:%2").arg(unit.level).arg(unit.index); }
    QString operator()(JobId id) const { return QStringLiteral("job:%1").arg(id.value); }
    QString operator()(EventId id) const { return QStringLiteral("event:%1").arg(id.value); }
    QString operator()(LinkRef ref) const { return QStringLiteral("link:%1:%2").arg(ref.fabric.value).arg(ref.link.value); }
    QString operator()(SwitchRef ref) const { return QStringLiteral("switch:%1:%2").arg(ref.fabric.value).arg(ref.index); }
};

} // namespace

QString titleOf(const EntityRef& entity, const Dataset& dataset)
{
    return std::visit(Title{dataset}, entity);
}

QString kindOf(const EntityRef& entity, const Dataset& dataset)
{
    return std::visit(Kind{dataset}, entity);
}

QString detailOf(const EntityRef& entity, const Dataset& dataset)
{
    return std::visit(Detail{dataset}, entity);
}

QString fabricNodeText(const Cluster& cluster, const Fabric& fabric, std::uint32_t node)
{
    if (fabric.isSwitch(node))
        return toQString(fabric.switchOf(node).name);
    return toQString(cluster.tree.path({static_cast<std::uint16_t>(fabric.endpointLevel()), node}));
}

EntityRef fabricNodeEntity(FabricId fabricId, const Fabric& fabric, std::uint32_t node)
{
    if (fabric.isSwitch(node))
        return SwitchRef{fabricId, node - fabric.endpointCount()};
    return UnitRef{static_cast<std::uint16_t>(fabric.endpointLevel()), node};
}

QString momentText(const Trace& trace, Nanoseconds time)
{
    if (!trace.hasDate)
        return clockText(time);
    constexpr std::int64_t kSecond = 1'000'000'000;
    const std::int64_t wholeSeconds = time.value - (time.value % kSecond);   // the trace's own start may have decimals; nobody reads them here
    QString text = toQString(formatTime({(trace.start.value + wholeSeconds) / kSecond * kSecond}));
    return text.replace(QLatin1Char('T'), QLatin1Char(' ')).remove(QLatin1Char('Z'));
}

QString clockText(Nanoseconds time)
{
    constexpr std::int64_t kSecond = 1'000'000'000;
    return toQString(formatClock({time.value / kSecond * kSecond}));
}

QString countText(std::uint32_t count, const std::string& levelName)
{
    return toQString(counted(count, levelName)).replace(QLatin1Char(' '), QChar(0x00A0));
}

QString toUrl(const EntityRef& entity)
{
    return std::visit(Url{}, entity);
}

std::optional<EntityRef> entityFromUrl(const QString& url)
{
    const QStringList parts = url.split(QLatin1Char(':'));
    bool firstOk = false, secondOk = true;
    const std::uint32_t first = parts.value(1).toUInt(&firstOk);
    const std::uint32_t second = parts.size() > 2 ? parts[2].toUInt(&secondOk) : 0;
    if (!firstOk || !secondOk)
        return std::nullopt;
    if (parts[0] == QLatin1String("unit"))
        return UnitRef{static_cast<std::uint16_t>(first), second};
    if (parts[0] == QLatin1String("job"))
        return JobId{first};
    if (parts[0] == QLatin1String("event"))
        return EventId{first};
    if (parts[0] == QLatin1String("link"))
        return LinkRef{{first}, {second}};
    if (parts[0] == QLatin1String("switch"))
        return SwitchRef{{first}, second};
    return std::nullopt;
}

} // namespace podscape
