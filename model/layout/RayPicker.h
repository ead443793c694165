#pragma once

#include "model/layout/Layout.h"

namespace podscape {

struct Ray
{
    Eigen::Vector3f origin;
    Eigen::Vector3f direction;  // need not be of length 1
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

    [[nodiscard]] std::optional<PickHit> pick(const Ray& ray) const;

private:
    struct Node { Box box; std::uint32_t first = 0, count = 0, right = 0; };

    std::uint32_t buildNode(std::uint32_t first, std::uint32_t count);

    std::shared_ptr<const Layout> m_layout;
    std::vector<Node> m_nodes;
    std::vector<std::uint32_t> m_order;
};

} // namespace podscape
