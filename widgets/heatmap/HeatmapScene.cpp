#include "widgets/heatmap/HeatmapScene.h"

namespace podscape {

struct HeatmapScene::State
{
    ViewValues values;
    HeatmapForm form = HeatmapForm::Matrix;
    MatrixOptions options;
    MatrixCache matrixCache;
    LinkGroupsCache linksCache;
    MatrixDrawList matrix;
    LinkGroupsDrawList links;

    const DrawList& build(SizePx size, const TextMeasure& measure)
    {
        if (form == HeatmapForm::Matrix)
            matrix = MatrixDrawList::build(values, size, measure, options, &matrixCache);
        else
            links = LinkGroupsDrawList::build(values, size, measure, &linksCache);
        return drawList();
    }
    [[nodiscard]] const DrawList& drawList() const { return form == HeatmapForm::Matrix ? matrix.list() : links.list(); }
};

HeatmapScene::HeatmapScene() : HeatmapScene(std::make_shared<State>()) {}

HeatmapScene::HeatmapScene(std::shared_ptr<State> state)
    : FlatScene([state](SizePx size, const TextMeasure& measure) { return state->build(size, measure); }, Theme::of(ThemeName::Dark).background), m_state(state)
{
}

HeatmapScene::~HeatmapScene() = default;

void HeatmapScene::show(const ViewValues& values)
{
    m_state->values = values;
    setBackground(Theme::of(values.theme).background);
    invalidate();
}

void HeatmapScene::setForm(HeatmapForm form)
{
    m_state->form = form;
    invalidate();
}

void HeatmapScene::setOptions(const MatrixOptions& options)
{
    m_state->options = options;
    invalidate();
}

HeatmapForm HeatmapScene::form() const { return m_state->form; }
const MatrixOptions& HeatmapScene::options() const { return m_state->options; }
const MatrixDrawList& HeatmapScene::matrix() const { return m_state->matrix; }
const LinkGroupsDrawList& HeatmapScene::linkGroups() const { return m_state->links; }
const DrawList& HeatmapScene::drawList() const { return m_state->drawList(); }

} // namespace podscape
