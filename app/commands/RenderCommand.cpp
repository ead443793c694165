// podscape render CLUSTER [TRACE] --view scene|heatmap|timeline|all -o FILE: the pictures of the window, with no display.
#include "app/Command.h"
#include "app/commands/RenderRequest.h"

#include "model/io/Dataset.h"
#include "widgets/heatmap/HeatmapScene.h"
#include "widgets/scene/PodScene.h"
#include "widgets/timeline/TimelineScene.h"
#include "widgets/vtk/OffscreenCanvas.h"
#include "widgets/vtk/PngWriter.h"
#include "widgets/vtk/TiledPicture.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <ostream>

namespace podscape {

namespace {

// Drawn pixels along a side of a pixel: edges of blocks and lines without steps. What is written grows with them, and beyond eight device
// pixels a pixel it no longer fits where texts are kept.
int samplesOf(const RenderRequest& request)
{
    const int wanted = request.quality == StillQuality::Draft ? 1 : request.quality == StillQuality::Good ? 2 : 4;
    return std::clamp(static_cast<int>(8 / request.pixelRatio), 1, wanted);
}

std::string pathFor(const RenderRequest& request, const std::string& view)
{
    if (request.views.size() == 1)
        return request.output;
    const std::filesystem::path path(request.output);
    return (path.parent_path() / (path.stem().string() + '-' + view + (path.has_extension() ? path.extension().string() : ".png"))).string();
}

Status writeStill(const TiledPicture& still, Scene& scene, OffscreenCanvas& canvas, const std::string& path)
{
    auto writer = PngWriter::create(path, still.widthPx(), still.heightPx());
    if (!writer)
        return writer.error();
    if (const Status drawn = still.render(canvas, scene, [&](std::span<const std::uint8_t> rows) { return (*writer)->addRows(rows); }); !drawn)
        return drawn;
    return (*writer)->finish();
}

template <class FlatPicture>
Status drawFlat(const RenderRequest& request, OffscreenCanvas& canvas, const std::string& path)
{
    FlatPicture scene;
    const TiledPicture still{request.size, request.pixelRatio};
    if (const Status opened = still.open(canvas, scene); !opened)
        return opened;
    scene.show(request.values);
    const Status written = writeStill(still, scene, canvas, path);
    canvas.close();
    return written;
}

Status drawScene(const RenderRequest& request, OffscreenCanvas& canvas, const std::string& path)
{
    PodScene scene;
    scene.setLinksVisible(request.links);
    scene.setLabelsVisible(request.labels);
    scene.setOverlayVisible(!request.plain);
    const bool isBest = request.quality == StillQuality::Best;
    scene.setShaded(isBest);
    const int margin = isBest ? static_cast<int>(std::ceil(PodScene::kShadePx * request.pixelRatio)) + 1 : 0;
    const TiledPicture still{request.size, request.pixelRatio, samplesOf(request), margin};
    if (const Status opened = still.open(canvas, scene); !opened)
        return opened;
    scene.show(request.values);
    if (request.camera)
        scene.setCamera(*request.camera);
    scene.frameAll();
    if (request.frame) {
        scene.flyTo(*request.frame, request.camera.has_value());
        scene.finishAnimations();
    }
    if (request.zoom != 1)
        scene.zoomAt(request.zoom, request.size.width / 2, request.size.height / 2);
    const Status written = writeStill(still, scene, canvas, path);
    canvas.close();
    return written;
}

Status draw(const RenderRequest& request, const std::string& view, OffscreenCanvas& canvas)
{
    const std::string path = pathFor(request, view);
    return view == "timeline" ? drawFlat<TimelineScene>(request, canvas, path) : view == "heatmap" ? drawFlat<HeatmapScene>(request, canvas, path) : drawScene(request, canvas, path);
}

class RenderCommand : public Command
{
public:
    const CommandSyntax& syntax() const override
    {
        static const CommandSyntax s{
            "render",
            "CLUSTER [TRACE]",
            "draw the pictures of the window into PNG files, with no display",
            1,
            2,
            {{"--output", "-o", "FILE", "the picture; several views get their name added: FILE-scene.png", true},
             {"--view", "", "VIEW", "scene (default), heatmap, timeline or all"},
             {"--arrange", "", "HOW", "physical (default), lattice or fabric"},
             {"--at", "", "TIME", "moment of the trace: date and time, HH:MM:SS or '2.5 h' from its start, or 50% (default)"},
             {"--metric", "", "NAME", "what colours mean; the first metric by default"},
             {"--colors", "", "MAP", "viridis (default), cividis, inferno or coolwarm"},
             {"--fabric", "", "NAME", "whose links are shown; the first fabric by default"},
             {"--select", "", "PATH", "select a unit (rack-003/tray-11), a job by its id or a switch of the fabric (spine-03)"},
             {"--fade", "", "", "draw what is not selected faintly"},
             {"--clip", "", "A:SHARE", "cut the scene open along x, y or z: x:0.4 leaves away the first 40%; z cuts from above; :low or :high says what stays"},
             {"--slice", "", "A=N", "only the chips with this torus coordinate: z=7"},
             {"--explode", "", "A:FACTOR", "pull units apart along x, y or z: x:1.5 adds half a unit between two"},
             {"--frame", "", "PATH", "point the camera at a unit"},
             {"--camera", "", "A,E[,Z]", "azimuth and elevation in degrees and zoom, for example -32,30,1.5"},
             {"--size", "", "WxH", "in pixels before --pixel-ratio; 1920x1080"},
             {"--quality", "", "HOW", "of the scene: draft, good (default) or best, which takes its time"},
             {"--pixel-ratio", "", "R", "device pixels per pixel, 0.5 to 4: text and lines grow with it"},
             {"--theme", "", "NAME", "dark (default) or light"},
             {"--assumptions", "", "", "light up what rests on assumptions instead of showing a metric"},
             {"--no-links", "", "", "leave links out of the scene"},
             {"--no-labels", "", "", "leave unit names out of the scene"},
             {"--plain", "", "", "the scene alone: no title, legend, scale bar, compass or names"}}};
        return s;
    }

    int run(const CommandLine& line, Console& console) const override
    {
        Progress progress;
        auto dataset = openFiles(line.files(), progress);
        if (!dataset)
            return fail(console, dataset.error(), kFailed);
        const auto request = renderRequest(line, std::move(dataset).value());
        if (!request)
            return fail(console, request.error(), kMisused);
        const auto canvas = OffscreenCanvas::create();
        if (!canvas)
            return fail(console, canvas.error(), kFailed);
        for (const std::string& view : request->views) {
            if (const Status drawn = draw(*request, view, **canvas); !drawn)
                return fail(console, drawn.error(), kFailed);
            console.out << pathFor(*request, view) << '\n';
        }
        return kFine;
    }

private:
    static int fail(Console& console, const Error& error, int code)
    {
        console.err << toText(error) << '\n';
        return code;
    }
};

} // namespace

std::unique_ptr<Command> createRenderCommand()
{
    return std::make_unique<RenderCommand>();
}

} // namespace podscape
