#include "widgets/vtk/TiledPicture.h"

#include "widgets/vtk/OffscreenCanvas.h"
#include "widgets/vtk/Scene.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace podscape {

// How the picture is cut, in pixels of the result; the frame is samples times as large.
struct TiledPicture::Grid
{
    int partWidth = 1, partHeight = 1;   // without margins
    int margin = 0;
};

int TiledPicture::widthPx() const { return static_cast<int>(std::lround(size.width * pixelRatio)); }
int TiledPicture::heightPx() const { return static_cast<int>(std::lround(size.height * pixelRatio)); }

TiledPicture::Grid TiledPicture::gridFor(const OffscreenCanvas& canvas) const
{
    const int longest = std::min(longestFramePx, canvas.largestSidePx()) / samples;
    const int whole = longest - 2 * marginPx;
    const bool isOne = widthPx() <= longest && heightPx() <= longest;   // one part has no seams and needs no margins
    return isOne ? Grid{widthPx(), heightPx(), 0} : Grid{std::clamp(widthPx(), 1, whole), std::clamp(heightPx(), 1, whole), marginPx};
}

Status TiledPicture::open(OffscreenCanvas& canvas, Scene& scene) const
{
    const Grid grid = gridFor(canvas);
    return canvas.openFrame(scene, size, pixelRatio * static_cast<float>(samples), (grid.partWidth + 2 * grid.margin) * samples, (grid.partHeight + 2 * grid.margin) * samples);
}

Status TiledPicture::render(OffscreenCanvas& canvas, Scene& scene, const RowSink& sink) const
{
    const Grid grid = gridFor(canvas);
    const std::size_t rowBytes = static_cast<std::size_t>(widthPx()) * 3;
    std::vector<std::uint8_t> rows(rowBytes * static_cast<std::size_t>(grid.partHeight));
    for (int y = 0; y < heightPx(); y += grid.partHeight) {
        const int high = std::min(grid.partHeight, heightPx() - y);
        for (int x = 0; x < widthPx(); x += grid.partWidth) {
            // The last ones reach beyond the picture, so that all parts have the size of the frame.
            scene.showPart({(x - grid.margin) * samples, (y - grid.margin) * samples, (grid.partWidth + 2 * grid.margin) * samples, (grid.partHeight + 2 * grid.margin) * samples});
            canvas.renderFrame();
            const Image part = reduced(canvas.grab(), samples);
            const std::size_t bytes = static_cast<std::size_t>(std::min(grid.partWidth, widthPx() - x)) * 3;
            for (int line = 0; line < high; ++line)
                std::copy_n(part.rgb.begin() + (std::ptrdiff_t(line + grid.margin) * part.width + grid.margin) * 3, bytes, rows.begin() + std::ptrdiff_t(line) * std::ptrdiff_t(rowBytes) + std::ptrdiff_t(x) * 3);
        }
        if (const Status taken = sink(std::span(rows).first(rowBytes * static_cast<std::size_t>(high))); !taken)
            return taken;
    }
    return Done{};
}

} // namespace podscape
