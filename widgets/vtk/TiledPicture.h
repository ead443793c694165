#pragma once

#include "model/base/Result.h"
#include "widgets/draw/DrawList.h"

#include <cstdint>
#include <functional>
#include <span>

namespace podscape {

class OffscreenCanvas;
class Scene;

// A picture of any size: drawn part by part in a frame of limited size and handed over in rows, so that memory does not grow with the
// picture's height. Each pixel is the mean of samples × samples drawn ones.
struct TiledPicture
{
    SizePx size;                  // logical; size × pixelRatio are the pixels of the result
    float pixelRatio = 1;
    int samples = 1;              // along a side of a pixel, 1…8
    int marginPx = 0;             // drawn around each part and cut off, for what looks at the pixels next to it
    int longestFramePx = 4096;    // side of the frame that parts are drawn in

    [[nodiscard]] int widthPx() const;
    [[nodiscard]] int heightPx() const;

    // Attaches the scene; after this it can be told what to show.
    [[nodiscard]] Status open(OffscreenCanvas& canvas, Scene& scene) const;

    // Whole rows from the top down, three bytes a pixel; several rows a call. Stops at the sink's first error.
    using RowSink = std::function<Status(std::span<const std::uint8_t> rgb)>;
    [[nodiscard]] Status render(OffscreenCanvas& canvas, Scene& scene, const RowSink& sink) const;

private:
    struct Grid;
    [[nodiscard]] Grid gridFor(const OffscreenCanvas& canvas) const;
};

} // namespace podscape
