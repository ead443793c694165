#pragma once

#include <QTabWidget>

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
