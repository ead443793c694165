#include "widgets/common/Selecting.h"

#include "model/base/Nouns.h"
#include "model/trace/MetricText.h"
#include "widgets/common/EntityText.h"
#include "widgets/common/Text.h"
#include "widgets/state/ViewState.h"

#include <QCoreApplication>
#include <QMenu>

#include <algorithm>
#include <map>

namespace podscape {

namespace {

constexpr int kMostJobs = 3;        // running on one unit at one moment
constexpr double kHigh = 0.9, kLow = 0.1;   // of the colour scale: its bright and its dark end

QString tr(const char* text) { return QCoreApplication::translate("Selecting", text); }

QString pluralOf(const UnitTree& tree, int level) { return toQString(plural(tree.levelName(level))); }

Query simple(Query::Kind kind, std::optional<int> level = std::nullopt) { return {kind, level, {}, {}, {}}; }

// Collects entries of one menu; each selects the answer to its question as it was when the menu opened.
class Entries
{
public:
    Entries(QMenu& menu, ViewState& state, std::vector<UnitRef> asked) : m_menu(menu), m_state(state), m_asked(std::move(asked)) {}

    void add(const QString& text, const Query& query)
    {
        const auto answer = answerFor(query, m_state.values(), m_asked);
        if (!answer || answer->units.empty() || answer->units == m_asked)
            return;
        QAction* action = m_menu.addAction(QStringLiteral("%1\t%2").arg(text, choiceText(*answer, m_state.values().dataset->cluster->tree)));
        QObject::connect(action, &QAction::triggered, &m_state, [&state = m_state, units = answer->units] { state.select({units.begin(), units.end()}); });
    }

    void addSeparator() { m_menu.addSeparator(); }

private:
    QMenu& m_menu;
    ViewState& m_state;
    std::vector<UnitRef> m_asked;
};

std::vector<JobId> jobsAt(const ViewValues& values, std::span<const UnitRef> units)
{
    std::vector<JobId> jobs;
    if (!values.dataset->trace)
        return jobs;
    const Trace& trace = *values.dataset->trace;
    const ChipSet chips = ChipSet::of(values.dataset->cluster->tree, units);
    for (const JobId job : trace.jobsRunningAt(values.time))
        if (jobs.size() < kMostJobs && std::ranges::any_of(trace.rangesOf(trace.jobs[job.value]), [&](IndexRange range) { return chips.meets(range); }))
            jobs.push_back(job);
    return jobs;
}

void addJob(Entries& entries, const ViewValues& values, JobId job)
{
    const Cluster& cluster = *values.dataset->cluster;
    const std::string& id = values.dataset->trace->jobs[job.value].id;
    Query query{Query::Kind::Job, cluster.floor.blockLevel, id, {}, {}};
    entries.add(tr("All %1 of job %2").arg(pluralOf(cluster.tree, cluster.floor.blockLevel), toQString(id)), query);
    query.level.reset();
    entries.add(tr("The %1 of job %2").arg(pluralOf(cluster.tree, cluster.tree.leafLevel()), toQString(id)), query);
}

void addPlaces(Entries& entries, const Cluster& cluster, UnitRef unit)
{
    const UnitTree& tree = cluster.tree;
    if (unit.level > 0) {
        const UnitRef above = tree.parent(unit);
        entries.add(tr("Same position in every %1").arg(toQString(tree.levelName(levelForSamePosition(cluster, unit)))), simple(Query::Kind::SamePosition));
        entries.add(tr("All %1 of %2").arg(pluralOf(tree, unit.level), toQString(tree.name(above))), simple(Query::Kind::Siblings));
        entries.add(tr("The whole %1").arg(toQString(tree.levelName(above.level))), simple(Query::Kind::Parents));
    }
    if (unit.level < tree.leafLevel())
        entries.add(tr("Its %1").arg(pluralOf(tree, unit.level + 1)), simple(Query::Kind::Children));
    entries.add(tr("Neighbours by links"), simple(Query::Kind::Neighbours));
}

void addValues(Entries& entries, const ViewValues& values)
{
    const Metric* metric = values.shownMetric();
    if (!metric)
        return;
    const Cluster& cluster = *values.dataset->cluster;
    const auto limit = [&](double share) { return static_cast<float>(values.scale.low + share * (values.scale.high - values.scale.low)); };
    const auto add = [&](const QString& text, ValueTest test, int level) {
        const QString figure = toQString(metricText(test.limit, metric->info()));
        entries.add(text.arg(pluralOf(cluster.tree, level), figure), {Query::Kind::Value, level, {}, test, {}});
    };
    for (const int level : {cluster.floor.blockLevel, cluster.tree.leafLevel()}) {
        add(tr("All %1 above %2"), {ValueTest::Kind::Above, limit(kHigh)}, level);
        add(tr("All %1 below %2"), {ValueTest::Kind::Below, limit(kLow)}, level);
        if (cluster.floor.blockLevel == cluster.tree.leafLevel())
            break;
    }
    entries.add(tr("All without a sample"), {Query::Kind::Value, std::nullopt, {}, {ValueTest::Kind::Missing, 0}, {}});
}

} // namespace

Result<UnitChoice> answerFor(const Query& query, const ViewValues& values)
{
    return answerFor(query, values, values.selectedUnits());
}

Result<UnitChoice> answerFor(const Query& query, const ViewValues& values, std::span<const UnitRef> asked)
{
    const Metric* metric = values.shownMetric();
    return answer(query, {*values.dataset->cluster, values.dataset->trace.get(), metric, metric ? metric->sampleAt(values.time) : std::nullopt, values.fabric, asked});
}

QString choiceText(const UnitChoice& choice, const UnitTree& tree)
{
    std::map<int, std::uint32_t> byLevel;
    for (const UnitRef unit : choice.units)
        ++byLevel[unit.level];
    QStringList parts;
    for (const auto& [level, count] : byLevel)
        parts << countText(count, tree.levelName(level));
    if (choice.coarsenedTo)
        return tr("%1, shown as the %2 they are in").arg(countText(choice.chipCount, tree.levelName(tree.leafLevel())), parts.join(QStringLiteral(", ")));
    if (parts.size() < 2)
        return parts.isEmpty() ? tr("nothing") : parts.front();
    const QString last = parts.takeLast();
    return tr("%1 and %2").arg(parts.join(QStringLiteral(", ")), last);
}

UnitRef commonUnit(const UnitTree& tree, std::span<const UnitRef> units)
{
    if (units.empty())
        return UnitTree::root();
    UnitRef common = units.front();
    for (const UnitRef unit : units) {
        const IndexRange chips = tree.chips(unit);
        while (tree.chips(common).begin > chips.begin || tree.chips(common).end < chips.end)
            common = tree.parent(common);
    }
    return common;
}

void addSelectEntries(QMenu& menu, ViewState& state, const EntityRef& about)
{
    const ViewValues& values = state.values();
    ViewValues only;
    only.dataset = values.dataset;
    only.selection = {about};
    const bool isSelected = std::ranges::find(values.selection, about) != values.selection.end();
    const std::vector<UnitRef> asked = isSelected ? values.selectedUnits() : only.selectedUnits();
    Entries entries(menu, state, asked);
    if (const auto* job = std::get_if<JobId>(&about)) {
        addJob(entries, values, *job);
    } else {
        for (const JobId running : jobsAt(values, asked))
            addJob(entries, values, running);
    }
    entries.addSeparator();
    if (const auto* unit = std::get_if<UnitRef>(&about))
        addPlaces(entries, *values.dataset->cluster, *unit);
    entries.addSeparator();
    addValues(entries, values);
    entries.addSeparator();
    if (!values.selection.empty())
        entries.add(tr("All but the selection"), simple(Query::Kind::Invert));
    QAction* fade = menu.addAction(tr("Fade all but the selection\tShift+F"));
    fade->setCheckable(true);
    fade->setChecked(values.fadeUnselected);
    QObject::connect(fade, &QAction::triggered, &state, &ViewState::setFadeUnselected);
}

} // namespace podscape
