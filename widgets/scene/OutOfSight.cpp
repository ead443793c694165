#include "widgets/scene/OutOfSight.h"

namespace podscape {

namespace {

bool isSeen(UnitRef unit, const Layout& layout, const UnitTree& tree, const UnitBoxes& boxes, const Projector& projector)
{
    if (!projector.sees(boxes.of(unit)))
        return false;
    if (unit.level == layout.blockLevel)
        return true;
    const IndexRange children = tree.children(unit);
    for (std::uint32_t child = children.begin; child < children.end; ++child)
        if (isSeen({static_cast<std::uint16_t>(unit.level + 1), child}, layout, tree, boxes, projector))
            return true;   // the first will do, so a frame that shows something costs a walk down the tree
    return false;
}

} // namespace

bool isOutOfSight(const Layout& layout, const UnitTree& tree, const UnitBoxes& boxes, const Projector& projector)
{
    return !isSeen(UnitTree::root(), layout, tree, boxes, projector);
}

} // namespace podscape
