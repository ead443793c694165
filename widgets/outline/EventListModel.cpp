#include "widgets/outline/EventListModel.h"

#include "widgets/common/EntityText.h"
#include "widgets/common/Icons.h"
#include "widgets/common/Text.h"

namespace podscape {

namespace {

QVariant iconOf(Event::Level level)
{
    switch (level) {
    case Event::Level::Info: return icon(IconName::Event);
    case Event::Level::Warning: return icon(IconName::Warning);
    case Event::Level::Failure: return icon(IconName::Failure);
    }
    return {};
}

} // namespace

void EventListModel::setTrace(std::shared_ptr<const Trace> trace)
{
    beginResetModel();
    m_trace = std::move(trace);
    endResetModel();
}

QModelIndex EventListModel::indexOf(EventId event) const
{
    return index(static_cast<int>(event.value), Moment);
}

int EventListModel::rowCount(const QModelIndex& parent) const
{
    return m_trace && !parent.isValid() ? static_cast<int>(m_trace->events.size()) : 0;
}

int EventListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(kColumnCount);
}

QVariant EventListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Event& event = m_trace->events[index.row()];
    if (role == Qt::DisplayRole) {
        switch (index.column()) {
        case Moment: return clockText(event.span.begin);
        case Kind: return toQString(event.kind);
        default: return toQString(event.text);
        }
    }
    if (role == Qt::DecorationRole && index.column() == Moment)
        return iconOf(event.level);
    if (role == Qt::ToolTipRole)
        return tr("%1, %2: %3").arg(momentText(*m_trace, event.span.begin), toQString(toText(event.level)), toQString(event.text));
    return {};
}

QVariant EventListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Moment ? tr("Time") : section == Kind ? tr("Event") : tr("What happened");
}

} // namespace podscape
