#include "widgets/scene/NearUnit.h"

#include <algorithm>

namespace podscape {

namespace {

constexpr double kShareOfFrame = 0.5;

bool isUnder(const Box& box, const Eigen::Vector3d& point)
{
    return point.x() >= box.min().x() && point.x() <= box.max().x() && point.y() >= box.min().y() && point.y() <= box.max().y();
}

} // namespace

std::optional<UnitRef> nearUnit(const UnitTree& tree, const UnitBoxes& boxes, int blockLevel, const CameraPose& pose, const Projector& projector)
{
    UnitRef unit = UnitTree::root();
    while (unit.level + 1 < blockLevel) {
        const IndexRange children = tree.children(unit);
        std::optional<UnitRef> next;
        for (std::uint32_t i = children.begin; i < children.end && !next; ++i)
            if (const UnitRef child{static_cast<std::uint16_t>(unit.level + 1), i}; isUnder(boxes.of(child), pose.target))
                next = child;
        if (!next)
            break;
        const Box& box = boxes.of(*next);
        const double sizePx = box.sizes().head<2>().maxCoeff() * projector.pixelsPerUnit(box.center().cast<double>());
        if (sizePx < kShareOfFrame * std::min(projector.widthPx(), projector.heightPx()))
            break;
        unit = *next;
    }
    return unit.level > 0 ? std::optional(unit) : std::nullopt;
}

} // namespace podscape
