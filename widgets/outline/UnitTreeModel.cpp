#include "widgets/outline/UnitTreeModel.h"

#include "widgets/common/EntityText.h"
#include "widgets/common/Text.h"

namespace podscape {

namespace {

static_assert(sizeof(quintptr) == 8, "an index holds a 16-bit level and a 32-bit unit");

quintptr packed(UnitRef unit)
{
    return (static_cast<quintptr>(unit.level) << 32) | unit.index;
}

} // namespace

UnitTreeModel::UnitTreeModel(QObject* parent) : QAbstractItemModel(parent) {}

void UnitTreeModel::setDataset(std::shared_ptr<const Dataset> dataset)
{
    beginResetModel();
    m_dataset = std::move(dataset);
    endResetModel();
}

const UnitTree* UnitTreeModel::tree() const
{
    return m_dataset && m_dataset->cluster->tree.levelCount() > 0 ? &m_dataset->cluster->tree : nullptr;
}

QModelIndex UnitTreeModel::indexOf(UnitRef unit, int column) const
{
    if (!tree() || !tree()->contains(unit))
        return {};
    const int row = unit.level == 0 ? 0 : static_cast<int>(unit.index - tree()->children(tree()->parent(unit)).begin);
    return createIndex(row, column, packed(unit));
}

UnitRef UnitTreeModel::unitAt(const QModelIndex& index) const
{
    return {static_cast<std::uint16_t>(index.internalId() >> 32), static_cast<std::uint32_t>(index.internalId())};
}

QModelIndex UnitTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column, packed(UnitTree::root()));
    const UnitRef above = unitAt(parent);
    const std::uint32_t first = tree()->children(above).begin;
    return createIndex(row, column, packed({static_cast<std::uint16_t>(above.level + 1), first + static_cast<std::uint32_t>(row)}));
}

QModelIndex UnitTreeModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || unitAt(child).level == 0)
        return {};
    return indexOf(tree()->parent(unitAt(child)));
}

int UnitTreeModel::rowCount(const QModelIndex& parent) const
{
    if (!tree() || parent.column() > 0)
        return 0;
    if (!parent.isValid())
        return 1;
    const UnitRef unit = unitAt(parent);
    return unit.level == tree()->leafLevel() ? 0 : static_cast<int>(tree()->children(unit).size());
}

int UnitTreeModel::columnCount(const QModelIndex&) const
{
    return kColumnCount;
}

bool UnitTreeModel::hasChildren(const QModelIndex& parent) const
{
    return rowCount(parent) > 0;
}

QVariant UnitTreeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const UnitRef unit = unitAt(index);
    if (role == Qt::DisplayRole)
        return index.column() == Name ? toQString(tree()->name(unit)) : contentText(unit);
    if (role == Qt::ToolTipRole)
        return toQString(tree()->path(unit));
    if (role == Qt::AccessibleTextRole)
        return tr("%1 %2").arg(toQString(tree()->levelName(unit.level)), toQString(tree()->path(unit)));
    if (role == Qt::TextAlignmentRole && index.column() == Content)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant UnitTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Unit") : tr("Holds");
}

QString UnitTreeModel::contentText(UnitRef unit) const
{
    if (unit.level == tree()->leafLevel())
        return {};
    return countText(tree()->children(unit).size(), tree()->levelName(unit.level + 1));
}

} // namespace podscape
