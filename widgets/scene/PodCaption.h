#pragma once

#include "widgets/draw/LabelFit.h"
#include "widgets/scene/PodOverlay.h"

#include <string>
#include <vector>

namespace podscape {

struct CaptionLine
{
    std::string text;
    float fontPx = 13;
    TextWeight weight = TextWeight::Regular;
};

// What a picture shows, in words: the cluster and the part that one looks at, its size, how it is arranged, whose links there are, the moment and the metric. What does not fit into
// `widthPx` goes on in the next line, between two of its parts.
[[nodiscard]] std::vector<CaptionLine> captionLines(const PodOverlay& overlay, float widthPx);

} // namespace podscape
