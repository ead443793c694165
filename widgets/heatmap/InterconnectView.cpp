#include "widgets/heatmap/InterconnectView.h"

#include "widgets/heatmap/HeatmapView.h"
#include "widgets/view/ViewInfo.h"

namespace podscape {

InterconnectView::InterconnectView(ViewState& state, QWidget* parent) : QTabWidget(parent)
{
    setDocumentMode(true);
    setAccessibleName(tr("Interconnect"));
    addTab(new HeatmapView(state, HeatmapForm::Matrix, this), tr("Matrix"));
    addTab(new HeatmapView(state, HeatmapForm::LinkGroups, this), tr("Links"));
}

ViewInfo heatmapView()
{
    return {QStringLiteral("heatmap"), InterconnectView::tr("Interconnect"), IconName::Heatmap, InterconnectView::tr("Who talks to whom, and how full the links are"),
            ViewPlace::Bottom, [](ViewState& state, QWidget* parent) -> QWidget* { return new InterconnectView(state, parent); }};
}

} // namespace podscape
