#pragma once

#include "widgets/heatmap/LinkGroupsDrawList.h"
#include "widgets/heatmap/MatrixDrawList.h"
#include "widgets/vtk/FlatScene.h"

#include <memory>

namespace podscape {

enum class HeatmapForm { Matrix, LinkGroups };

// The interconnect heatmap as a scene, in either form; keeps the last pictures so that a view can ask what is under the mouse.
class HeatmapScene : public FlatScene
{
public:
    HeatmapScene();
    ~HeatmapScene() override;

    void show(const ViewValues& values);
    void setForm(HeatmapForm form);
    void setOptions(const MatrixOptions& options);
    [[nodiscard]] HeatmapForm form() const;
    [[nodiscard]] const MatrixOptions& options() const;
    [[nodiscard]] const MatrixDrawList& matrix() const;        // of the last prepared frame
    [[nodiscard]] const LinkGroupsDrawList& linkGroups() const;
    [[nodiscard]] const DrawList& drawList() const;            // of the form that is shown

private:
    struct State;
    explicit HeatmapScene(std::shared_ptr<State> state);
    std::shared_ptr<State> m_state;                             // shared with the builder that FlatScene holds
};

} // namespace podscape
