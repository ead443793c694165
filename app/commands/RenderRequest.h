#pragma once

#include "app/CommandLine.h"

#include "model/io/Dataset.h"
#include "widgets/scene/CameraPose.h"
#include "widgets/state/ViewValues.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace podscape {

// How much a picture may cost: one drawn pixel a pixel, 2 × 2, or 4 × 4 with light that does not reach into corners.
enum class StillQuality { Draft, Good, Best };

// What a rendering command was asked for, checked against the dataset.
struct RenderRequest
{
    std::vector<std::string> views;
    ViewValues values;
    std::optional<CameraPose> camera;   // angles only
    double zoom = 1;
    std::optional<UnitRef> frame;
    SizePx size{1920, 1080};
    float pixelRatio = 1;
    StillQuality quality = StillQuality::Good;
    bool links = true, labels = true;
    bool plain = false;
    std::string output;
};

// "1920x1080", from 64x64 to 16384x16384.
[[nodiscard]] Result<SizePx> parsePictureSize(const std::string& text);

// Errors have the option as place.
[[nodiscard]] Result<RenderRequest> renderRequest(const CommandLine& line, std::shared_ptr<const Dataset> dataset);

} // namespace podscape
