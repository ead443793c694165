#pragma once

#include "model/layout/Layout.h"

namespace podscape {

// Turns parts of a layout by 90 degrees, counter-clockwise seen from above: a rectangle with its least corner at `corner` and this depth
// keeps that corner, and its depth becomes its width. Tables of cells stay as they are.
void quarterTurn(Layout& layout, std::span<const std::uint32_t> blocks, std::size_t firstBody, std::size_t firstAisle, const Eigen::Vector3d& corner, double depth);

} // namespace podscape
