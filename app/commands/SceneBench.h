#pragma once

#include "model/base/Result.h"
#include "model/io/Dataset.h"
#include "widgets/draw/DrawList.h"
#include "widgets/vtk/FrameCounters.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace podscape {

// What `podscape bench` does and finds. Times are milliseconds until the pixels are done.
struct SceneBench
{
    std::vector<std::string> zooms{"all", "pod", "rack", "chip"};   // a pod: what holds racks; campus: the largest units
    Arrangement arrangement = Arrangement::Physical;
    SizePx size{1920, 1080};
    int frames = 60;
    bool orbits = true, replays = true;    // what changes from frame to frame: the camera, every chip's value
    bool everyPixel = false;               // as on a machine that affords it; otherwise frames keep to their budget, as in the window
    bool links = false;

    struct Times
    {
        double min = 0, median = 0, p95 = 0;
    };
    struct Zoom
    {
        std::string name;
        double first = 0;                  // from nothing, or from the zoom before, to the first picture
        Times moving;
        double scale = 1;                  // share of the frame's sides that moving frames were drawn with, median
        double processor = 0;              // time of all cores a moving frame, which other programs do not lengthen as much
        double still = 0;                  // a frame with every pixel, median
        FrameCounters counters;            // of a sharp frame with new values
    };
    struct Report
    {
        std::uint32_t chips = 0;
        std::string renderer;
        std::vector<Zoom> zooms;
        double pick = 0;
        std::uint64_t residentBytes = 0;
    };

    [[nodiscard]] static bool isZoom(const std::string& word);
    [[nodiscard]] Result<Report> run(std::shared_ptr<const Dataset> dataset) const;   // the dataset has a metric to show

    // Draws for so long, through all zooms in turns, and tells how it stands every five seconds: what leaks shows after minutes, not frames.
    struct Standing { double seconds = 0; std::uint64_t frames = 0, residentBytes = 0; };
    [[nodiscard]] Status soak(std::shared_ptr<const Dataset> dataset, double seconds, const std::function<void(const Standing&)>& tell) const;
};

// Resident memory as the kernel counts it; 0 where there is no /proc.
[[nodiscard]] std::uint64_t residentBytes();

// A value for every chip in each of a few samples, all different from one sample to the next, so that nothing can be reused.
[[nodiscard]] Trace movingTrace(std::uint32_t chips);

} // namespace podscape
