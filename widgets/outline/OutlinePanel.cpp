#include "widgets/outline/OutlinePanel.h"

#include "model/base/Units.h"
#include "widgets/common/Icons.h"
#include "widgets/common/Selecting.h"
#include "widgets/common/Text.h"
#include "widgets/outline/EventListModel.h"
#include "widgets/outline/JobListModel.h"
#include "widgets/outline/SelectionLink.h"
#include "widgets/outline/UnitTreeModel.h"
#include "widgets/view/ViewInfo.h"

#include <QHeaderView>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QTreeView>

namespace podscape {

namespace {

constexpr int kNarrowestPx = 250;   // a rack's name beside what it holds, and three tabs

QTableView* makeTable(QAbstractItemModel* model, const QString& name, QWidget* parent)
{
    auto* table = new QTableView(parent);
    table->setModel(model);
    table->setAccessibleName(name);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(26);
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return table;
}

} // namespace

OutlinePanel::OutlinePanel(ViewState& state, QWidget* parent) : QTabWidget(parent), m_state(state)
{
    setDocumentMode(true);
    setAccessibleName(tr("Outline"));
    setMinimumWidth(kNarrowestPx);
    createUnits();
    createJobs();
    createEvents();
    showDataset();
    connect(&m_state, &ViewState::datasetChanged, this, &OutlinePanel::showDataset);
}

// What has to do with the row under the mouse or, by the menu key, with the current one.
void OutlinePanel::addMenu(QAbstractItemView* view, std::function<std::optional<EntityRef>(const QModelIndex&)> entityAt)
{
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view, &QWidget::customContextMenuRequested, this, [this, view, entityAt](QPoint at) {
        const QModelIndex index = view->indexAt(at);
        const auto entity = index.isValid() ? entityAt(index) : std::nullopt;
        if (!entity)
            return;
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        addSelectEntries(*menu, m_state, *entity);
        menu->popup(view->viewport()->mapToGlobal(at));
    });
}

void OutlinePanel::createUnits()
{
    m_units = new UnitTreeModel(this);
    m_unitView = new QTreeView(this);
    m_unitView->setModel(m_units);
    m_unitView->setAccessibleName(tr("Units"));
    m_unitView->setObjectName(QStringLiteral("units"));
    m_unitView->setUniformRowHeights(true);   // without it a level of a million rows is measured row by row
    m_unitView->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_unitView->setExpandsOnDoubleClick(false);
    m_unitView->setIndentation(16);
    m_unitView->header()->setStretchLastSection(false);
    m_unitView->header()->setSectionResizeMode(UnitTreeModel::Name, QHeaderView::Stretch);
    m_unitView->header()->setSectionResizeMode(UnitTreeModel::Content, QHeaderView::Fixed);
    m_unitView->header()->resizeSection(UnitTreeModel::Content, 92);
    m_unitView->header()->hide();
    addTab(m_unitView, tr("Units"));
    new SelectionLink(*m_unitView, m_state,
                      {[this](const QModelIndex& index) -> std::optional<EntityRef> { return m_units->unitAt(index); },
                       [this](const EntityRef& entity) {
                           const auto* unit = std::get_if<UnitRef>(&entity);
                           return unit ? m_units->indexOf(*unit) : QModelIndex();
                       }});
    addMenu(m_unitView, [this](const QModelIndex& index) -> std::optional<EntityRef> { return m_units->unitAt(index); });
}

void OutlinePanel::createJobs()
{
    m_jobs = new JobListModel(this);
    m_sortedJobs = new QSortFilterProxyModel(this);
    m_sortedJobs->setSourceModel(m_jobs);
    m_sortedJobs->setSortRole(JobListModel::kSortRole);
    m_jobView = makeTable(m_sortedJobs, tr("Jobs"), this);
    m_jobView->setObjectName(QStringLiteral("jobs"));
    m_jobView->setSortingEnabled(true);
    m_jobView->sortByColumn(JobListModel::Start, Qt::AscendingOrder);
    m_jobView->setColumnWidth(JobListModel::Name, 120);
    m_jobView->setColumnWidth(JobListModel::Start, 68);
    m_jobView->setColumnWidth(JobListModel::Length, 64);
    m_jobView->setColumnWidth(JobListModel::Size, 52);
    m_jobView->horizontalHeader()->setStretchLastSection(true);
    addTab(m_jobView, tr("Jobs"));
    new SelectionLink(*m_jobView, m_state,
                      {[this](const QModelIndex& index) -> std::optional<EntityRef> { return m_jobs->jobAt(m_sortedJobs->mapToSource(index)); },
                       [this](const EntityRef& entity) {
                           const auto* job = std::get_if<JobId>(&entity);
                           return job ? m_sortedJobs->mapFromSource(m_jobs->indexOf(*job)) : QModelIndex();
                       }});
    addMenu(m_jobView, [this](const QModelIndex& index) -> std::optional<EntityRef> { return m_jobs->jobAt(m_sortedJobs->mapToSource(index)); });
}

void OutlinePanel::createEvents()
{
    m_events = new EventListModel(this);
    m_eventView = makeTable(m_events, tr("Events"), this);
    m_eventView->setObjectName(QStringLiteral("events"));
    m_eventView->setColumnWidth(EventListModel::Moment, 92);
    m_eventView->setColumnWidth(EventListModel::Kind, 96);
    m_eventView->horizontalHeader()->setStretchLastSection(true);
    addTab(m_eventView, tr("Events"));
    new SelectionLink(*m_eventView, m_state,
                      {[this](const QModelIndex& index) -> std::optional<EntityRef> { return m_events->eventAt(index); },
                       [this](const EntityRef& entity) {
                           const auto* event = std::get_if<EventId>(&entity);
                           return event ? m_events->indexOf(*event) : QModelIndex();
                       }});
    connect(m_eventView, &QAbstractItemView::clicked, this,
            [this](const QModelIndex& index) { m_state.setTime(m_state.values().dataset->trace->events[m_events->eventAt(index).value].span.begin); });
}

void OutlinePanel::showDataset()
{
    const auto& dataset = m_state.values().dataset;
    m_units->setDataset(dataset);
    m_jobs->setTrace(dataset ? dataset->trace : nullptr);
    m_events->setTrace(dataset ? dataset->trace : nullptr);
    m_unitView->expand(m_units->index(0, 0));
    labelTabs();
}

void OutlinePanel::labelTabs()
{
    const auto& dataset = m_state.values().dataset;
    const bool hasTrace = dataset && dataset->trace;
    setTabText(1, hasTrace ? tr("Jobs %1").arg(toQString(formatCount(static_cast<long long>(dataset->trace->jobs.size())))) : tr("Jobs"));
    setTabText(2, hasTrace ? tr("Events %1").arg(toQString(formatCount(static_cast<long long>(dataset->trace->events.size())))) : tr("Events"));
    setTabEnabled(1, hasTrace);
    setTabEnabled(2, hasTrace);
}

ViewInfo outlineView()
{
    return {QStringLiteral("outline"), OutlinePanel::tr("Outline"), IconName::Outline, OutlinePanel::tr("Everything that is in the data: units, jobs, events"),
            ViewPlace::Left, [](ViewState& state, QWidget* parent) -> QWidget* { return new OutlinePanel(state, parent); }};
}

} // namespace podscape
