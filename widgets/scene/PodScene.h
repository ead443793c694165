#pragma once

#include "widgets/scene/CameraPose.h"
#include "widgets/scene/FlyMove.h"
#include "widgets/scene/RegionPick.h"
#include "widgets/scene/RubberBand.h"
#include "widgets/state/ViewValues.h"
#include "widgets/vtk/FrameCounters.h"
#include "widgets/vtk/Scene.h"

#include <Eigen/Core>

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace podscape {

enum class StandardView { Front, Right, Top, Isometric, Back, Left, Bottom, OppositeCorner };

// The 3D picture: lattice blocks, bodies, floor, links, labels, legend. VTK only, no QWidget; renders in a window or without one.
// Holds no state of its own but the camera and the animation between two arrangements.
class PodScene : public Scene
{
public:
    PodScene();
    ~PodScene() override;

    void attach(vtkRenderWindow* window) override;
    void resize(SizePx logicalSize, float pixelRatio) override;
    void showPart(const PicturePart& part) override;
    void setFrameKind(FrameKind kind) override;
    [[nodiscard]] int fineness() const override;           // 1…kFinest after Finer frames
    void prepareFrame() override;
    void detach() override;

    [[nodiscard]] FrameCounters counters() const;          // of the lattice blocks in the last frame; the device counts the rest

    // Takes over what changed since the last call; cheap when only time, hover or selection did.
    void show(const ViewValues& values);

    // Camera. Positions are logical pixels from the top left.
    void frameAll();
    void frame(const EntityRef& entity);                   // sets the camera at once
    void flyTo(const EntityRef& entity, bool keepsAngles = false);   // animated, see advance(); looks from higher up where something is in the way
    void flyToFrame(std::span<const EntityRef> entities);  // so that they fill the frame; everything when there are none
    void lookFrom(StandardView view);                      // animated, too
    void setParallel(bool parallel);
    [[nodiscard]] bool isParallel() const;
    void grab(double xPx, double yPx);                     // what is under that pixel stays there in orbit() and pan(), until
    void letGo();                                          // what is in the middle of the picture does
    void orbit(double dxPx, double dyPx);
    void pan(double dxPx, double dyPx);
    void zoomAt(double factor, double xPx, double yPx);    // factor > 1 goes nearer to what is under the pixel, which stays there
    void zoomSmoothly(double factor, double xPx, double yPx);   // the same, animated; several add up
    void fly(const FlyMove& keys);                         // from now on, in advance(), until other keys are held
    [[nodiscard]] CameraPose camera() const;
    void setCamera(const CameraPose& pose);

    // Moves running animations (arrangement change, fly-to) forward; true while there is more to come.
    bool advance(std::chrono::milliseconds elapsed);
    void finishAnimations();

    // The chip (as leaf UnitRef) or, where there is none, the block's unit under a pixel; a switch of the shown fabric, or the region of the
    // switches that one box stands for. Arithmetic on the layout, no rendering.
    [[nodiscard]] std::optional<EntityRef> pick(double xPx, double yPx) const;

    // The same, but where a pixel shows many chips the smallest unit that it tells from its neighbours.
    [[nodiscard]] std::optional<EntityRef> shownAt(double xPx, double yPx) const;

    // What is in a region of the frame, see RegionPick; nothing while blocks move.
    [[nodiscard]] RegionPick pickRegion(const PixelRegion& region) const;
    void setRubberBand(std::optional<RubberBand> band);    // drawn over all else; without one no region is being drawn

    // What a rack or a slot without chips under a pixel is called; empty over chips and nothing. The pick there is the unit it belongs to.
    [[nodiscard]] std::string deviceAt(double xPx, double yPx) const;

    // Where the centre of a unit is on screen, for tests and tooltips; nullopt behind the camera.
    [[nodiscard]] std::optional<Eigen::Vector2d> project(UnitRef unit) const;
    [[nodiscard]] std::optional<Eigen::Vector2d> project(SwitchRef fabricSwitch) const;   // nullopt where it is not drawn, too

    void setLinksVisible(bool visible);
    void setLabelsVisible(bool visible);
    // Share of the frame's width and height that the 3D picture is drawn with (0.25…1) and then brought up; what is written over it stays sharp.
    // A graphics card always draws all of it.
    void setDetail(double scale);
    // While much moves, links may show a moment that chips have left already: where their loads take long to find they follow some times a second.
    void setHurried(bool hurried);
    [[nodiscard]] double laterMs() const;                  // of the last frame: what it did that not every hurried one does
    [[nodiscard]] double detail() const;
    void setShaded(bool shaded);            // less light in corners in every frame; otherwise in Finer ones alone
    static constexpr int kFinest = 4;
    static constexpr float kShadePx = 18;   // how far light is kept from corners, logical pixels
    void setOverlayVisible(bool visible);   // everything written or drawn over the picture: title, legend, scale bar, compass, labels

private:
    struct Parts;
    std::unique_ptr<Parts> m;
};

} // namespace podscape
