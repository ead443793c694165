#include "widgets/scene/RegionPick.h"

#include <algorithm>

namespace podscape {

namespace {

// Around the projections of a box's corners, so around those of all that is in it; empty when all is behind the eye.
struct Seen
{
    PixelRegion::Rect rect;
    bool isWhole = true;   // no corner is behind the eye
};

Seen seen(const Box& box, const Projector& projector)
{
    Seen result;
    for (int corner = 0; corner < 8; ++corner) {
        const auto at = projector.toPixel(box.corner(static_cast<Box::CornerType>(corner)).cast<double>());
        if (at)
            result.rect.extend(*at);
        else
            result.isWhole = false;
    }
    return result;
}

double cellPx(const LatticeBlock& block, const Projector& projector)
{
    const Eigen::Vector3f cell = block.size.cwiseQuotient(Eigen::Vector3f(block.grid[0], block.grid[1], block.grid[2]));
    return apparentSide(cell) * projector.pixelsPerUnit((block.min + block.size / 2).cast<double>());
}

class Finder
{
public:
    Finder(const PixelRegion& region, const Projector& projector, const Layout& layout, const UnitTree& tree, const UnitBoxes& boxes, const PickLimits& limits)
        : m_region(region), m_projector(projector), m_layout(layout), m_tree(tree), m_boxes(boxes), m_limits(limits)
    {
    }

    RegionPick find()
    {
        descend(UnitTree::root());
        RegionPick pick;
        pick.byChips = std::ranges::any_of(m_crossed, [&](std::uint32_t block) { return cellPx(m_layout.blocks[block], m_projector) >= RegionPick::kChipPx; });
        for (const std::uint32_t block : m_crossed)
            pick.byChips ? takeChips(block) : takeBlock(block);
        pick.chips = ChipSet(std::move(m_taken)).without(hiddenChips());
        pick.blocks = static_cast<std::uint32_t>(unitsWith(m_tree, pick.chips, m_layout.blockLevel).size());
        return pick;
    }

private:
    void descend(UnitRef unit)
    {
        const Box& box = m_boxes.of(unit);
        const Seen on = seen(box, m_projector);
        if (box.isEmpty() || on.rect.isEmpty() || !m_limits.clip.intersects(box))
            return;
        auto relation = m_region.relationTo(on.rect);
        if (!on.isWhole || (relation == PixelRegion::Relation::Inside && !m_limits.clip.contains(box)))
            relation = PixelRegion::Relation::Crossed;   // what reaches behind the eye may be anywhere; what is cut is looked into
        if (relation == PixelRegion::Relation::Inside)
            m_taken.push_back(m_tree.chips(unit));
        if (relation != PixelRegion::Relation::Crossed)
            return;
        if (unit.level == m_layout.blockLevel) {
            m_crossed.push_back(unit.index);
            return;
        }
        const IndexRange children = m_tree.children(unit);
        for (std::uint32_t i = children.begin; i < children.end; ++i)
            descend({static_cast<std::uint16_t>(unit.level + 1), i});
    }

    [[nodiscard]] bool isIn(const Eigen::Vector3f& centre) const
    {
        const auto at = m_projector.toPixel(centre.cast<double>());
        return at && m_region.contains(*at) && m_limits.clip.contains(centre);
    }

    [[nodiscard]] ChipSet hiddenChips() const
    {
        ChipSet hidden;
        for (std::uint32_t chip = 0; chip < m_limits.mask.size(); ++chip)
            if (m_limits.isHidden(chip))
                hidden.append({chip, chip + 1});
        return hidden;
    }

    void takeBlock(std::uint32_t index)
    {
        const LatticeBlock& block = m_layout.blocks[index];
        if (isIn(block.min + block.size / 2))
            m_taken.push_back({block.firstChip, block.firstChip + block.chipCount});
    }

    void takeChips(std::uint32_t index)
    {
        const LatticeBlock& block = m_layout.blocks[index];
        for (std::uint32_t chip = block.firstChip; chip < block.firstChip + block.chipCount; ++chip)
            if (isIn(m_layout.centreOfChip(chip, m_tree)))
                m_taken.push_back({chip, chip + 1});
    }

    const PixelRegion& m_region;
    const Projector& m_projector;
    const Layout& m_layout;
    const UnitTree& m_tree;
    const UnitBoxes& m_boxes;
    const PickLimits& m_limits;
    std::vector<IndexRange> m_taken;
    std::vector<std::uint32_t> m_crossed;   // blocks that the line passes, or that reach behind the eye
};

} // namespace

RegionPick RegionPick::find(const PixelRegion& region, const Projector& projector, const Layout& layout, const UnitTree& tree, const UnitBoxes& boxes, const PickLimits& limits)
{
    return Finder(region, projector, layout, tree, boxes, limits).find();
}

} // namespace podscape
