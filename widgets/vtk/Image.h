#pragma once

#include "model/base/Result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace podscape {

// A finished picture: 8-bit sRGB, three bytes a pixel, top row first.
struct Image
{
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb;

    [[nodiscard]] bool isEmpty() const { return rgb.empty(); }
};

// A `factor`-th as wide and high, every pixel the mean of factor²: what was rendered larger becomes smooth.
[[nodiscard]] Image reduced(Image image, int factor);

// See PngWriter for what a reader sees meanwhile. The image is not empty.
[[nodiscard]] Status writePng(const Image& image, const std::string& path);

} // namespace podscape
