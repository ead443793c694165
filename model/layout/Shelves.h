#pragma once

#include <Eigen/Core>

#include <span>
#include <vector>

namespace podscape {

// Rectangles side by side on shelves, in their order: from left to right, then a shelf further back. Lengths in any one unit.
struct Shelves
{
    std::vector<Eigen::Vector2f> corner;   // of each rectangle
    Eigen::Vector2f size{0, 0};            // of all together
};

// Chooses how many stand on a shelf so that the whole is about `aspect` times as wide as deep, and prefers full shelves: 16 things read
// better as 8 + 8 than as 6 + 6 + 4.
[[nodiscard]] Shelves shelve(std::span<const Eigen::Vector2f> sizes, float gap, float aspect);

// The same choice for `count` equal things of one width and depth: how many of them on a shelf.
[[nodiscard]] std::uint32_t shelfWidth(std::uint32_t count, float width, float depth, float aspect);

} // namespace podscape
