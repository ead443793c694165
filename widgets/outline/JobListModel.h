#pragma once

#include "model/io/Dataset.h"

#include <QAbstractTableModel>

#include <memory>

namespace podscape {

// The jobs of a trace, one a row in the order of the trace. SortRole gives numbers where columns are numbers.
class JobListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Start, Length, Size, State, kColumnCount };
    static constexpr int kSortRole = Qt::UserRole;

    explicit JobListModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void setTrace(std::shared_ptr<const Trace> trace);
    [[nodiscard]] QModelIndex indexOf(JobId job) const;
    [[nodiscard]] JobId jobAt(const QModelIndex& index) const { return {static_cast<std::uint32_t>(index.row())}; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString text(const Job& job, int column) const;
    [[nodiscard]] QVariant sortKey(const Job& job, int column) const;
    [[nodiscard]] QString toolTip(const Job& job) const;

    std::shared_ptr<const Trace> m_trace;
};

} // namespace podscape
