#include "model/layout/FloorTurn.h"

namespace podscape {

void quarterTurn(Layout& layout, std::span<const std::uint32_t> blocks, std::size_t firstBody, std::size_t firstAisle, const Eigen::Vector3d& corner, double depth)
{
    // A point (x, y) from the corner goes to (depth − y, x).
    const auto turned = [&](const Eigen::Vector3f& min, const Eigen::Vector3f& size) {
        return Eigen::Vector3f(float(corner.x() + depth - (min.y() - corner.y()) - size.y()), float(corner.y() + min.x() - corner.x()), min.z());
    };
    const auto turnBox = [&](Box& box) {
        const Eigen::Vector3f size = box.sizes(), min = turned(box.min(), size);
        box = Box(min, min + Eigen::Vector3f(size.y(), size.x(), size.z()));
    };
    for (const std::uint32_t index : blocks) {
        LatticeBlock& block = layout.blocks[index];
        block.min = turned(block.min, block.size);
        std::swap(block.size.x(), block.size.y());
    }
    for (std::size_t i = firstBody; i < layout.bodies.size(); ++i)
        turnBox(layout.bodies[i].box);
    for (std::size_t i = firstAisle; i < layout.aisles.size(); ++i)
        turnBox(layout.aisles[i].box);
}

} // namespace podscape
