#include "widgets/inspect/FactSheet.h"

#include "model/analysis/DerivedFigure.h"
#include "model/base/Units.h"
#include "widgets/common/EntityText.h"
#include "widgets/common/Selecting.h"
#include "widgets/common/Text.h"
#include "widgets/inspect/ClusterFacts.h"
#include "widgets/inspect/FabricFacts.h"
#include "widgets/inspect/SwitchFacts.h"
#include "widgets/inspect/TraceFacts.h"
#include "widgets/inspect/UnitFacts.h"

#include <QCoreApplication>

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

// "7,848 racks"; of jobs, links and the like among them only how many.
QString selectionText(const ViewValues& values)
{
    std::vector<UnitRef> units;
    for (const EntityRef& entity : values.selection)
        if (const auto* unit = std::get_if<UnitRef>(&entity))
            units.push_back(*unit);
    if (units.size() < values.selection.size())
        return toQString(formatCount(static_cast<long long>(values.selection.size())));
    return choiceText({std::move(units), 0, {}}, values.dataset->cluster->tree);
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
    if (values.selection.size() > 1)
        sheet.kind = QCoreApplication::translate("FactSheet", "%1, the last of %2 selected").arg(sheet.kind, selectionText(values));
    sheet.title = titleOf(entity, *values.dataset);
    sheet.detail = detailOf(entity, *values.dataset);
    std::visit(Sections{values, sheet}, entity);
    return sheet;
}

QString factLabel(std::string_view key)
{
    QString label = toQString(keyWords(key));
    if (!label.isEmpty())
        label[0] = label[0].toUpper();
    return label;
}

} // namespace podscape
