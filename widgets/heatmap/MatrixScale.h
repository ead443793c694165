#pragma once

#include "widgets/draw/LegendDrawList.h"

#include <cstdint>
#include <span>
#include <string>

namespace podscape {

// From bytes per second to a colour, linear from zero or logarithmic, whichever lets more of the values be told apart.
struct MatrixScale
{
    bool isLogarithmic = false;
    double low = 0, high = 1;          // B/s at the ends

    [[nodiscard]] static MatrixScale of(std::span<const float> values);   // zeros and missing values do not count
    [[nodiscard]] double position(float value) const;                      // 0…1, clamped
    [[nodiscard]] Legend legend(const std::string& map) const;
};

} // namespace podscape
