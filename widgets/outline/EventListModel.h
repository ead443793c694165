#pragma once

#include "model/io/Dataset.h"

#include <QAbstractTableModel>

#include <memory>

namespace podscape {

// The events of a trace in the order of time, one a row.
class EventListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Moment, Kind, Text, kColumnCount };

    explicit EventListModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void setTrace(std::shared_ptr<const Trace> trace);
    [[nodiscard]] QModelIndex indexOf(EventId event) const;
    [[nodiscard]] EventId eventAt(const QModelIndex& index) const { return {static_cast<std::uint32_t>(index.row())}; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::shared_ptr<const Trace> m_trace;
};

} // namespace podscape
