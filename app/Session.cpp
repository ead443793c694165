#include "app/Session.h"

#include "widgets/common/Text.h"
#include "widgets/state/ViewState.h"

#include <QStringList>

#include <algorithm>

namespace podscape {

namespace {

struct ToText
{
    const Dataset& dataset;

    QString operator()(UnitRef unit) const { return QStringLiteral("unit ") + toQString(dataset.cluster->tree.path(unit)); }
    QString operator()(JobId job) const { return QStringLiteral("job ") + toQString(dataset.trace->jobs[job.value].id); }
    QString operator()(EventId event) const { return QStringLiteral("event %1").arg(event.value); }
    QString operator()(LinkRef link) const { return QStringLiteral("link %1 %2").arg(link.fabric.value).arg(link.link.value); }
    QString operator()(SwitchRef ref) const { return QStringLiteral("switch %1 %2").arg(ref.fabric.value).arg(ref.index); }
};

std::optional<EntityRef> entityFromText(const QString& text, const Dataset& dataset)
{
    const QString kind = text.section(QLatin1Char(' '), 0, 0), rest = text.section(QLatin1Char(' '), 1);
    const std::uint32_t first = rest.section(QLatin1Char(' '), 0, 0).toUInt(), second = rest.section(QLatin1Char(' '), 1).toUInt();
    if (kind == QLatin1String("unit")) {
        const auto unit = dataset.cluster->tree.find(rest.toStdString());
        return unit ? std::optional<EntityRef>(*unit) : std::nullopt;
    }
    if (kind == QLatin1String("job") && dataset.trace) {
        const auto& jobs = dataset.trace->jobs;
        const auto job = std::find_if(jobs.begin(), jobs.end(), [&](const Job& j) { return toQString(j.id) == rest; });
        return job == jobs.end() ? std::nullopt : std::optional<EntityRef>(JobId{static_cast<std::uint32_t>(job - jobs.begin())});
    }
    if (kind == QLatin1String("event"))
        return EventId{first};
    if (kind == QLatin1String("link"))
        return LinkRef{{first}, {second}};
    if (kind == QLatin1String("switch"))
        return SwitchRef{{first}, second};
    return std::nullopt;
}

QVariantList toList(TimeRange range)
{
    return {QVariant::fromValue<qlonglong>(range.begin.value), QVariant::fromValue<qlonglong>(range.end.value)};
}

std::optional<TimeRange> toRange(const QVariant& value)
{
    const QVariantList list = value.toList();
    if (list.size() != 2)
        return std::nullopt;
    return TimeRange{{list[0].toLongLong()}, {list[1].toLongLong()}};
}

void restoreScale(const QVariantMap& session, ViewState& state)
{
    const ViewValues& values = state.values();
    if (!values.dataset->trace)
        return;
    const auto& metrics = values.dataset->trace->metrics;
    for (std::uint32_t i = 0; i < metrics.size(); ++i) {
        if (toQString(metrics[i].info().name) != session[QStringLiteral("metric")].toString())
            continue;
        state.setMetric(MetricId{i});
        const QVariantList limits = session[QStringLiteral("limits")].toList();
        if (limits.size() == 2)
            state.setScaleLimits(limits[0].toDouble(), limits[1].toDouble());
        return;
    }
}

void restoreCutaway(const QVariantMap& session, ViewState& state)
{
    const auto text = [&](const char* key) { return session[QLatin1String(key)].toString().toStdString(); };
    Cutaway cutaway{parseClip(text("clip")), parseSlice(text("slice")), parseExplode(text("explode"))};
    if (cutaway.clip)
        cutaway.clip->through = state.values().dataset->cluster->tree.find(text("clipThrough"));
    state.setCutaway(cutaway);
}

} // namespace

QVariantMap saveSession(const ViewState& state)
{
    const ViewValues& values = state.values();
    if (!values.dataset)
        return {};
    QVariantMap session;
    QStringList files, selection;
    for (const std::string& file : values.dataset->files)
        files << toQString(file);
    for (const EntityRef& entity : values.selection)
        selection << std::visit(ToText{*values.dataset}, entity);
    session[QStringLiteral("files")] = files;
    session[QStringLiteral("arrangement")] = toQString(toText(values.arrangement));
    session[QStringLiteral("selection")] = selection;
    session[QStringLiteral("time")] = QVariant::fromValue<qlonglong>(values.time.value);
    session[QStringLiteral("visible")] = toList(values.visible);
    if (values.brush)
        session[QStringLiteral("brush")] = toList(*values.brush);
    if (const Metric* metric = values.shownMetric()) {
        session[QStringLiteral("metric")] = toQString(metric->info().name);
        session[QStringLiteral("limits")] = QVariantList{values.scale.low, values.scale.high};
    }
    session[QStringLiteral("colorMap")] = toQString(values.scale.map);
    session[QStringLiteral("fabric")] = values.fabric.value;
    if (const auto& clip = values.cutaway.clip) {
        session[QStringLiteral("clip")] = toQString(toText(*clip));
        if (clip->through)
            session[QStringLiteral("clipThrough")] = toQString(values.dataset->cluster->tree.path(*clip->through));
    }
    if (values.cutaway.slice)
        session[QStringLiteral("slice")] = toQString(toText(*values.cutaway.slice));
    if (values.cutaway.explode)
        session[QStringLiteral("explode")] = toQString(toText(*values.cutaway.explode));
    session[QStringLiteral("fade")] = values.fadeUnselected;
    return session;
}

void restoreSession(const QVariantMap& session, ViewState& state)
{
    if (!state.values().dataset)
        return;
    if (const auto arrangement = parseArrangement(session[QStringLiteral("arrangement")].toString().toStdString()))
        state.setArrangement(*arrangement);
    state.setColorMap(session[QStringLiteral("colorMap")].toString().toStdString());
    restoreScale(session, state);
    state.setFabric(FabricId{session[QStringLiteral("fabric")].toUInt()});
    state.setFadeUnselected(session[QStringLiteral("fade")].toBool());
    restoreCutaway(session, state);
    if (const auto visible = toRange(session[QStringLiteral("visible")]))
        state.setVisible(*visible);
    state.setBrush(toRange(session[QStringLiteral("brush")]));
    state.setTime({session[QStringLiteral("time")].toLongLong()});
    std::vector<EntityRef> selection;
    for (const QString& text : session[QStringLiteral("selection")].toStringList()) {
        if (const auto entity = entityFromText(text, *state.values().dataset))
            selection.push_back(*entity);
    }
    state.select(std::move(selection));
}

QStringList sessionFiles(const QVariantMap& session)
{
    return session[QStringLiteral("files")].toStringList();
}

} // namespace podscape
