#pragma once

#include "widgets/state/EntityRef.h"

#include <QTabWidget>

#include <functional>
#include <optional>

class QAbstractItemView;
class QModelIndex;
class QSortFilterProxyModel;
class QTableView;
class QTreeView;

namespace podscape {

class EventListModel;
class JobListModel;
class UnitTreeModel;
class ViewState;

// What is in the data: units as a tree, jobs and events as lists.
class OutlinePanel : public QTabWidget
{
    Q_OBJECT

public:
    explicit OutlinePanel(ViewState& state, QWidget* parent = nullptr);

private:
    void createUnits();
    void createJobs();
    void createEvents();
    void addMenu(QAbstractItemView* view, std::function<std::optional<EntityRef>(const QModelIndex&)> entityAt);
    void showDataset();
    void labelTabs();

    ViewState& m_state;
    UnitTreeModel* m_units = nullptr;
    JobListModel* m_jobs = nullptr;
    QSortFilterProxyModel* m_sortedJobs = nullptr;
    EventListModel* m_events = nullptr;
    QTreeView* m_unitView = nullptr;
    QTableView* m_jobView = nullptr;
    QTableView* m_eventView = nullptr;
};

} // namespace podscape
