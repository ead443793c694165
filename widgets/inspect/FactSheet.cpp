#include "widgets/inspect/FactSheet.h"

#include "model/analysis/DerivedFigure.h"
#include "widgets/common/EntityText.h"
#include "widgets/common/Text.h"
#include "widgets/inspect/ClusterFacts.h"
#include "widgets/inspect/FabricFacts.h"
#include "widgets/inspect/SwitchFacts.h"
#include "widgets/inspect/TraceFacts.h"
#include "widgets/inspect/UnitFacts.h"

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
    QString label = toQString(keyWords(key));
    if (!label.isEmpty())
        label[0] = label[0].toUpper();
    return label;
}

} // namespace podscape
