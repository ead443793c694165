#include "widgets/inspect/FactSheet.h"

#include "widgets/common/EntityText.h"
#include "widgets/common/Text.h"
#include "widgets/inspect/ClusterFacts.h"
#include "widgets/inspect/FabricFacts.h"
#include "widgets/inspect/TraceFacts.h"
#include "widgets/inspect/UnitFacts.h"

#include <QStringList>

namespace podscape {

namespace {

struct Sections
{
    const ViewValues& values;
    FactSheet& sheet;

    void operator()(UnitRef unit) const
    {
        if (unit == UnitTree::root())
            addClusterSections(values, sheet);
        else
            addUnitSections(values, unit, sheet);
    }
    void operator()(JobId job) const { addJobSections(values, job, sheet); }
    void operator()(EventId event) const { addEventSections(values, event, sheet); }
    void operator()(LinkRef link) const { addLinkSections(values, link, sheet); }
    void operator()(SwitchRef ref) const { addSwitchSections(values, ref, sheet); }
};

QString word(const QString& part)
{
    if (!part.isEmpty() && part.back().isDigit())
        return part.toUpper();   // fp8, bf16
    QString spaced;
    for (const QChar c : part) {
        if (c.isUpper())
            spaced += QLatin1Char(' ');
        spaced += c.toLower();
    }
    return spaced;
}

} // namespace

void FactSheet::add(FactSection section)
{
    if (!section.rows.empty())
        sections.push_back(std::move(section));
}

FactSheet factSheetOf(const ViewValues& values)
{
    FactSheet sheet;
    if (!values.dataset)
        return sheet;
    const EntityRef entity = values.selection.empty() ? EntityRef(UnitTree::root()) : values.selection.back();
    sheet.kind = kindOf(entity, *values.dataset);
    sheet.title = titleOf(entity, *values.dataset);
    sheet.detail = detailOf(entity, *values.dataset);
    std::visit(Sections{values, sheet}, entity);
    return sheet;
}

QString factLabel(std::string_view key)
{
    QStringList words;
    for (const QString& part : toQString(key).split(QLatin1Char('.')))
        words << word(part);
    QString label = words.join(QLatin1Char(' '));
    if (!label.isEmpty())
        label[0] = label[0].toUpper();
    return label;
}

} // namespace podscape
