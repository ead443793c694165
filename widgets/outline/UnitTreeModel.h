#pragma once

#include "model/io/Dataset.h"

#include <QAbstractItemModel>

#include <memory>

namespace podscape {

// The unit tree as Qt sees it. An index carries {level, unit} in its internal id and every question is answered from the tree's own
// arrays: a million chips cost no item here, and names are made for the rows that are on screen.
class UnitTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Content, kColumnCount };

    explicit UnitTreeModel(QObject* parent = nullptr);

    void setDataset(std::shared_ptr<const Dataset> dataset);

    [[nodiscard]] QModelIndex indexOf(UnitRef unit, int column = Name) const;   // invalid for a unit that does not exist
    [[nodiscard]] UnitRef unitAt(const QModelIndex& index) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] const UnitTree* tree() const;
    [[nodiscard]] QString contentText(UnitRef unit) const;

    std::shared_ptr<const Dataset> m_dataset;
};

} // namespace podscape
