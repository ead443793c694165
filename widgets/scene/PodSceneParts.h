#pragma once

#include "model/layout/Explode.h"
#include "model/layout/RayPicker.h"
#include "widgets/lattice/LatticeActors.h"
#include "widgets/scene/CameraMotion.h"
#include "widgets/scene/ChipColors.h"
#include "widgets/scene/ChipMask.h"
#include "widgets/scene/FaceActor.h"
#include "widgets/scene/FloorGrid.h"
#include "widgets/lines/LineActor.h"
#include "widgets/scene/LinkLayer.h"
#include "widgets/scene/Pace.h"
#include "widgets/scene/PodScene.h"
#include "widgets/vtk/DrawListActor.h"
#include "widgets/vtk/ScenePass.h"

#include <vtkNew.h>
#include <vtkRenderer.h>

#include <algorithm>
#include <memory>
#include <optional>

class vtkCamera;
class vtkRenderWindow;

namespace podscape {

// What the pod scene is made of, and how each part follows the values. PodScene itself is the camera, the animations and the order of work.
struct PodScene::Parts
{
    static constexpr double kMoveSeconds = 0.9;    // between two arrangements

    ViewValues values;
    std::shared_ptr<const Layout> layout;          // of the arrangement that is shown or moved to
    std::shared_ptr<const Layout> moveFrom;        // while blocks slide
    double moveProgress = 1;
    std::optional<RayPicker> picker;
    UnitBoxes boxes;

    CameraPose pose;
    CameraMotion motion;
    std::optional<CameraPose> beforeFabric;        // from where the user looked before the fabric arrangement took its own angle

    vtkRenderWindow* window = nullptr;
    vtkNew<vtkRenderer> renderer;
    vtkNew<ScenePass> pass;
    LatticeActors lattice;
    LineActor floor, bodies, selection, hover;
    FaceActor rooms, aisles, walls;
    GridPatch gridShown;
    LinkLayer links;
    SwitchPlaces places;                           // of the shown fabric over `layout`
    ChipColors colors;
    ChipMask mask;
    DrawListActor overlay;
    TextMeasure measure;                           // of `pixelRatio`; remembers what it measured
    std::optional<RubberBand> band;                // while a region is drawn
    LabelMemory labels;
    std::vector<UnitRef> alarms;                   // at the shown moment
    std::optional<Nanoseconds> alarmsAt;
    SizePx size{1280, 720};
    float pixelRatio = 1;
    PicturePart part;                              // what of the picture the frame shows; all of it but in stills of many frames
    double detail = 1;                             // share of the frame's pixels along a side that 3D is drawn with
    bool hurried = false;
    double laterMs = 0;                            // see PodScene
    Pace loadsPace;                                // of new link loads while hurried
    std::optional<std::size_t> shownSample;
    FrameKind frameKind = FrameKind::Whole;
    int sample = 0;                                // of the picture at rest: how many frames it is the mean of
    bool shaded = false;
    bool linksVisible = true;
    bool labelsVisible = true;
    bool overlayVisible = true;
    bool chipsStale = true, linksStale = true, choiceStale = true, loadsStale = true, overlayStale = true, linesStale = true, maskStale = true, hoverStale = true;
    bool roomsStale = true;                        // floors, walls and outlines, which hover and selection leave alone

    [[nodiscard]] const Cluster& cluster() const { return *values.dataset->cluster; }
    [[nodiscard]] double aspect() const { return size.height > 0 ? double(size.width) / size.height : 1; }
    [[nodiscard]] double captionShare() const { return !overlayVisible ? 0 : std::min(0.2, 76.0 / std::max(1.f, size.height)); }
    [[nodiscard]] Projector projector() const { return {pose, size.width, size.height, backOff()}; }
    [[nodiscard]] bool isMoving() const { return moveProgress < 1; }

    [[nodiscard]] CameraPose poseOfAll(const CameraPose& angles) const;
    [[nodiscard]] CameraHold holdAt(double xPx, double yPx) const;
    [[nodiscard]] CameraHold heldOrMiddle() const;
    [[nodiscard]] double farthest() const;         // half of the frame's height, at most
    [[nodiscard]] double backOff() const;
    void flyOver(const CameraPose& destination);   // the blocks
    [[nodiscard]] CameraPose backedOut(const CameraPose& zoomed) const;
    void moveByHand(const CameraPose& next);       // keeps what is grabbed

    [[nodiscard]] std::shared_ptr<const Layout> arranged(Arrangement arrangement) const;   // pulled apart as the values say
    void takeLayout(std::shared_ptr<const Layout> next, bool animated);
    void takeCutaway(const Cutaway& before);
    void takeClip();
    void updateMask();
    [[nodiscard]] std::optional<SwitchPlaces::Hit> pickSwitch(const Ray& ray) const;

    void takeDataset();
    void takeArrangement(Arrangement arrangement, bool animated);
    void takeFabric();
    [[nodiscard]] CameraPose poseFor(Arrangement arrangement);
    void applyTheme();
    void showPart(const PicturePart& shown);
    void applyFrameKind();
    void applyCamera();
    void applyPart(vtkCamera* camera) const;
    [[nodiscard]] Eigen::Vector2d sampleOffset() const;   // pixels, y down
    void applyLineWidths();
    void drawLines();
    void drawHover();
    [[nodiscard]] std::vector<Line> outlinesOf(std::span<const EntityRef> entities, Rgba color) const;
    void clearLines();
    void drawFloor();                              // grid and aisles, which follow the camera
    void drawOverlay();
    [[nodiscard]] Box boxOf(const EntityRef& entity) const;
    [[nodiscard]] Box boxOfSwitch(const EntityRef& entity) const;   // empty when it is no switch of the shown fabric
    [[nodiscard]] Box everything() const;
    [[nodiscard]] std::vector<Box> surroundingsOf(const EntityRef& entity) const;
    [[nodiscard]] Box withNeighbours(const Box& box) const;
};

} // namespace podscape
