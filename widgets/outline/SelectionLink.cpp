#include "widgets/outline/SelectionLink.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QItemSelection>
#include <QKeyEvent>
#include <QScopedValueRollback>

namespace podscape {

namespace {

// Marking more rows than this one by one would be slower than it is useful; the first ones show where the selection is.
constexpr std::size_t kMostMarkedRows = 2'000;

} // namespace

SelectionLink::SelectionLink(QAbstractItemView& view, ViewState& state, Mapping mapping)
    : QObject(&view), m_view(view), m_state(state), m_mapping(std::move(mapping))
{
    m_view.setMouseTracking(true);
    m_view.viewport()->installEventFilter(this);
    connect(m_view.selectionModel(), &QItemSelectionModel::selectionChanged, this, &SelectionLink::takeFromView);
    connect(&m_state, &ViewState::selectionChanged, this, &SelectionLink::showInView);
    connect(&m_state, &ViewState::datasetChanged, this, &SelectionLink::showInView);
    connect(&m_view, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        if (const auto entity = m_mapping.entityAt(index))
            m_state.requestFlyTo(*entity);
    });
    connect(&m_view, &QAbstractItemView::entered, this, [this](const QModelIndex& index) { m_state.setHover(m_mapping.entityAt(index)); });
    connect(&m_view, &QAbstractItemView::viewportEntered, this, &SelectionLink::clearHover);
}

bool SelectionLink::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Leave)
        clearHover();
    return QObject::eventFilter(watched, event);
}

void SelectionLink::takeFromView()
{
    if (m_busy)
        return;
    const QScopedValueRollback busy(m_busy, true);
    std::vector<EntityRef> entities;
    for (const QModelIndex& index : m_view.selectionModel()->selectedRows()) {
        if (const auto entity = m_mapping.entityAt(index))
            entities.push_back(*entity);
    }
    m_state.select(std::move(entities));
}

void SelectionLink::showInView()
{
    if (m_busy)
        return;
    const QScopedValueRollback busy(m_busy, true);
    QItemSelection rows;
    QModelIndex last;
    for (const EntityRef& entity : m_state.values().selection) {
        const QModelIndex index = m_mapping.indexOf(entity);
        if (!index.isValid())
            continue;
        rows.select(index, index);
        last = index;
        if (static_cast<std::size_t>(rows.size()) >= kMostMarkedRows)
            break;
    }
    m_view.selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (last.isValid()) {
        m_view.selectionModel()->setCurrentIndex(last, QItemSelectionModel::NoUpdate);
        m_view.scrollTo(last);   // opens the branches above it
    }
}

void SelectionLink::clearHover()
{
    m_state.setHover(std::nullopt);
}

} // namespace podscape
