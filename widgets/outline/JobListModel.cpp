#include "widgets/outline/JobListModel.h"

#include "model/base/TimeText.h"
#include "model/base/Units.h"
#include "widgets/common/EntityText.h"
#include "widgets/common/Text.h"

namespace podscape {

namespace {

Nanoseconds lengthOf(const Job& job, const Trace& trace)
{
    return job.start ? job.end.value_or(trace.duration) - *job.start : Nanoseconds{0};
}

std::uint32_t sizeOf(const Job& job, const Trace& trace)
{
    if (job.chipCount > 0)
        return job.chipCount;
    std::uint32_t units = 0;
    for (const IndexRange range : trace.rangesOf(job))
        units += range.size();
    return units;
}

} // namespace

void JobListModel::setTrace(std::shared_ptr<const Trace> trace)
{
    beginResetModel();
    m_trace = std::move(trace);
    endResetModel();
}

QModelIndex JobListModel::indexOf(JobId job) const
{
    return index(static_cast<int>(job.value), Name);
}

int JobListModel::rowCount(const QModelIndex& parent) const
{
    return m_trace && !parent.isValid() ? static_cast<int>(m_trace->jobs.size()) : 0;
}

int JobListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(kColumnCount);
}

QVariant JobListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Job& job = m_trace->jobs[index.row()];
    if (role == Qt::DisplayRole)
        return text(job, index.column());
    if (role == kSortRole)
        return sortKey(job, index.column());
    if (role == Qt::ToolTipRole)
        return toolTip(job);
    if (role == Qt::TextAlignmentRole && index.column() != Name && index.column() != State)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant JobListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Job");
    case Start: return tr("Start");
    case Length: return tr("Length");
    case Size: return tr("Size");
    default: return tr("State");
    }
}

QString JobListModel::text(const Job& job, int column) const
{
    switch (column) {
    case Name: return toQString(job.name.empty() ? job.id : job.id + ' ' + job.name);
    case Start: return job.start ? clockText(*job.start) : QStringLiteral("–");
    case Length: return job.start ? toQString(formatDuration(lengthOf(job, *m_trace))) : QStringLiteral("–");
    case Size: return toQString(formatCount(sizeOf(job, *m_trace)));
    default: return toQString(toText(job.state)).toLower();
    }
}

QVariant JobListModel::sortKey(const Job& job, int column) const
{
    switch (column) {
    case Name: return toQString(job.id);
    case Start: return QVariant::fromValue<qlonglong>(job.start ? job.start->value : std::numeric_limits<qlonglong>::max());
    case Length: return QVariant::fromValue<qlonglong>(lengthOf(job, *m_trace).value);
    case Size: return sizeOf(job, *m_trace);
    default: return text(job, column);
    }
}

QString JobListModel::toolTip(const Job& job) const
{
    if (!job.start)
        return tr("%1, never started").arg(text(job, Name));
    return tr("%1, %2, from %3 for %4").arg(text(job, Name), text(job, State), momentText(*m_trace, *job.start), text(job, Length));
}

} // namespace podscape
