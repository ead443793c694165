#pragma once

#include "model/base/Result.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace podscape {

// Writes a picture row by row, so that one of any size needs no more memory than the rows at hand: PNG, 8-bit sRGB. The file is written beside
// its place and renamed by finish(), so a reader never sees half a picture and a failure leaves the old one.
class PngWriter
{
public:
    [[nodiscard]] static Result<std::unique_ptr<PngWriter>> create(const std::string& path, int width, int height);
    ~PngWriter();   // unfinished: nothing is left behind

    // Whole rows, three bytes a pixel, from the top down.
    [[nodiscard]] Status addRows(std::span<const std::uint8_t> rgb);
    [[nodiscard]] Status finish();   // after the last row

private:
    struct Private;
    explicit PngWriter(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace podscape
