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

// Half as wide and high, every pixel the mean of four: what was rendered at twice the size becomes smooth.
[[nodiscard]] Image halved(const Image& image);

[[nodiscard]] std::vector<std::uint8_t> encodePng(const Image& image);

// Written beside the target and renamed, so a reader never sees half a picture and a failure leaves the old one.
[[nodiscard]] Status writePng(const Image& image, const std::string& path);

} // namespace podscape
