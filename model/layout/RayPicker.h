#pragma once

#include "model/layout/Layout.h"

namespace podscape {

struct Ray
{
    Eigen::Vector3f origin;
    Eigen::Vector3f direction;  // need not be of length 1
};

// What a ray passes on its way: all that is outside a box, and chips with a 0 in the mask, one byte a chip (empty: none). Where a solid block is cut by
// the box, its inside shows.
struct PickLimits
{
    static constexpr float kFar = 1e30f;

    Box clip{Eigen::Vector3f::Constant(-kFar), Eigen::Vector3f::Constant(kFar)};
    std::span<const std::uint8_t> mask;

    [[nodiscard]] bool isHidden(std::int64_t chip) const { return !mask.empty() && mask[static_cast<std::size_t>(chip)] == 0; }
};

struct PickHit
{
    std::uint32_t block = 0;
    std::int32_t content = kCellBlank;   // chip number in the cluster when ≥ 0, else a CellContent
    float distance = 0;                  // along ray.direction
};

// Finds the first filled cell that a ray meets: a bounding-box tree over the blocks, then a walk through the cells. Exact
// arithmetic on the layout, no pixels. The gap between cells lets a ray through, as it does on screen; a solid block is hit all the
// same, with content kCellBlank.
class RayPicker
{
public:
    explicit RayPicker(std::shared_ptr<const Layout> layout);

    [[nodiscard]] std::optional<PickHit> pick(const Ray& ray) const { return pick(ray, m_limits); }
    [[nodiscard]] std::optional<PickHit> pick(const Ray& ray, const PickLimits& limits) const;

    // What pick() obeys from now on. The mask is borrowed.
    void setLimits(const PickLimits& limits) { m_limits = limits; }
    [[nodiscard]] const PickLimits& limits() const { return m_limits; }

private:
    struct Node { Box box; std::uint32_t first = 0, count = 0, right = 0; };

    std::uint32_t buildNode(std::uint32_t first, std::uint32_t count);

    std::shared_ptr<const Layout> m_layout;
    PickLimits m_limits;
    std::vector<Node> m_nodes;
    std::vector<std::uint32_t> m_order;
};

} // namespace podscape
