#include "widgets/scene/InnerUnits.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace podscape {

namespace {

constexpr double kKept = 0.75;                    // of these, for names that are there already
constexpr double kWidthPx = 84, kHeightPx = 20;            // "tray-03" in small letters, and some air
constexpr double kTopWeight = 1.5;                         // in a lattice sides are seen between neighbours, tops over them
constexpr double kChipWidthPx = 128, kChipHeightPx = 72;   // chips are many and named alike: only where one looks at one of them

// Which upright face of a box looks most to the eye, or which face at all; as a step from its centre to that face.
Eigen::Vector3d stepToFace(const Box& box, const Eigen::Vector3d& toEye, bool isUpright)
{
    const Eigen::Vector3d half = box.sizes().cast<double>() / 2;
    int axis = std::abs(toEye.x()) > std::abs(toEye.y()) ? 0 : 1;
    if (!isUpright && kTopWeight * std::abs(toEye.z()) > std::abs(toEye[axis]))
        axis = 2;
    Eigen::Vector3d step = Eigen::Vector3d::Zero();
    step[axis] = std::copysign(half[axis], toEye[axis]);
    return step;
}

std::optional<InnerUnit> faceFrom(UnitRef unit, const Box& box, const Projector& projector, const Eigen::Vector3d& step)
{
    const Eigen::Vector3d spot = box.center().cast<double>() + step;
    const Eigen::Vector3d half = box.sizes().cast<double>() / 2;
    const Eigen::Vector3d along = step.x() != 0 ? Eigen::Vector3d(0, half.y(), 0) : Eigen::Vector3d(half.x(), 0, 0);
    const Eigen::Vector3d up = step.z() != 0 ? Eigen::Vector3d(0, half.y(), 0) : Eigen::Vector3d(0, 0, half.z());
    const std::array<std::optional<Eigen::Vector2d>, 5> at{projector.toPixel(spot), projector.toPixel(spot - along), projector.toPixel(spot + along), projector.toPixel(spot - up),
                                                           projector.toPixel(spot + up)};
    if (!std::ranges::all_of(at, [](const auto& point) { return point.has_value(); }))
        return std::nullopt;
    // A face is a parallelogram on screen: its chords through the middle are the room that a name has.
    const Eigen::Vector2d a = (*at[2] - *at[1]) / 2, b = (*at[4] - *at[3]) / 2;
    const double area = std::abs(a.x() * b.y() - a.y() * b.x());
    const auto chord = [area](double across) { return 2 * area / std::max(across, 1e-9); };
    return InnerUnit{unit, *at[0], chord(std::max(std::abs(a.y()), std::abs(b.y()))), chord(std::max(std::abs(a.x()), std::abs(b.x()))), projector.pixelsPerUnit(spot)};
}

class Finder
{
public:
    Finder(const Layout& layout, const UnitTree& tree, const Projector& projector, const std::function<bool(UnitRef)>& wasNamed)
        : m_layout(layout), m_tree(tree), m_projector(projector), m_wasNamed(wasNamed), m_toEye(-projector.rayAt(projector.widthPx() / 2, projector.heightPx() / 2).direction.cast<double>())
    {
    }

    // What in the unit is large enough, each as what is in it as long as that is, too.
    void look(UnitRef unit)
    {
        const auto level = static_cast<std::uint16_t>(unit.level + 1);
        const IndexRange parts = m_tree.children(unit);
        for (std::uint32_t i = parts.begin; i < parts.end; ++i) {
            const UnitRef part{level, i};
            const auto face = faceOf(part);
            if (!face || !isLarge(*face))
                continue;
            const std::size_t before = found.size();
            if (level < m_tree.leafLevel())
                look(part);
            if (found.size() == before)
                found.push_back(*face);
        }
    }

    std::vector<InnerUnit> found;

private:
    // A chip of a lattice stands free, and may show its top: there the name lies on what is drawn of it, or it would be read on its neighbour.
    [[nodiscard]] std::optional<InnerUnit> faceOf(UnitRef unit) const
    {
        Box box = m_layout.boxOf(unit, m_tree);
        if (m_layout.solidBlocks || unit.level < m_tree.leafLevel())
            return faceFrom(unit, box, m_projector, stepToFace(box, m_toEye, true));
        const Eigen::Vector3f gap = m_layout.cellGap * box.sizes();
        box = Box(box.min() + gap, box.max() - gap);
        const Ray middle = m_projector.rayAt(m_projector.widthPx() / 2, m_projector.heightPx() / 2);
        const Eigen::Vector3d toEye = m_projector.isParallel() ? m_toEye : (middle.origin - box.center()).cast<double>().eval();
        return faceFrom(unit, box, m_projector, stepToFace(box, toEye, false));
    }

    [[nodiscard]] bool isLarge(const InnerUnit& face) const
    {
        const bool isChip = face.unit.level == m_tree.leafLevel() && face.unit.level > m_layout.blockLevel + 1;
        const double least = m_wasNamed(face.unit) ? kKept : 1;
        return face.widthPx >= least * (isChip ? kChipWidthPx : kWidthPx) && face.heightPx >= least * (isChip ? kChipHeightPx : kHeightPx);
    }

    const Layout& m_layout;
    const UnitTree& m_tree;
    const Projector& m_projector;
    const std::function<bool(UnitRef)>& m_wasNamed;
    Eigen::Vector3d m_toEye;
};

} // namespace

std::vector<InnerUnit> innerUnits(std::uint32_t block, const Layout& layout, const UnitTree& tree, const Projector& projector, const std::function<bool(UnitRef)>& wasNamed)
{
    const LatticeBlock& b = layout.blocks[block];
    const double scale = projector.pixelsPerUnit((b.min + b.size / 2).cast<double>());
    const Eigen::Vector3f cell = b.size.cwiseQuotient(Eigen::Vector3f(b.grid[0], b.grid[1], b.grid[2]));
    if (b.chipCount == 0 || layout.blockLevel >= tree.leafLevel() || cell.z() * scale * 2 < kHeightPx)
        return {};
    Finder finder(layout, tree, projector, wasNamed);
    finder.look(b.unit);
    return std::move(finder.found);
}

} // namespace podscape
