#include "widgets/scene/InnerUnits.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace podscape {

namespace {

constexpr double kKept = 0.75;                    // of these, for names that are there already
constexpr double kWidthPx = 46, kHeightPx = 18;   // "chip-3" in small letters, and some air

// Which upright face of a box looks most to the eye, as a step from its centre to that face.
Eigen::Vector3d stepToFace(const Box& box, const Eigen::Vector3d& toEye)
{
    const Eigen::Vector3d half = box.sizes().cast<double>() / 2;
    const int axis = std::abs(toEye.x()) > std::abs(toEye.y()) ? 0 : 1;
    Eigen::Vector3d step = Eigen::Vector3d::Zero();
    step[axis] = std::copysign(half[axis], toEye[axis]);
    return step;
}

std::optional<InnerUnit> faceOf(UnitRef unit, const Box& box, const Projector& projector, const Eigen::Vector3d& toEye)
{
    const Eigen::Vector3d step = stepToFace(box, toEye), spot = box.center().cast<double>() + step;
    const Eigen::Vector3d half = box.sizes().cast<double>() / 2;
    const Eigen::Vector3d along = step.x() != 0 ? Eigen::Vector3d(0, half.y(), 0) : Eigen::Vector3d(half.x(), 0, 0), up(0, 0, half.z());
    const std::array<std::optional<Eigen::Vector2d>, 5> at{projector.toPixel(spot), projector.toPixel(spot - along), projector.toPixel(spot + along), projector.toPixel(spot - up),
                                                           projector.toPixel(spot + up)};
    if (!std::ranges::all_of(at, [](const auto& point) { return point.has_value(); }))
        return std::nullopt;
    return InnerUnit{unit, *at[0], std::abs(at[2]->x() - at[1]->x()), std::abs(at[4]->y() - at[3]->y()), projector.pixelsPerUnit(spot)};
}

} // namespace

std::vector<InnerUnit> innerUnits(std::uint32_t block, const Layout& layout, const UnitTree& tree, const Projector& projector, const std::function<bool(UnitRef)>& wasNamed)
{
    const LatticeBlock& b = layout.blocks[block];
    const Eigen::Vector3d centre = (b.min + b.size / 2).cast<double>();
    const double scale = projector.pixelsPerUnit(centre);
    const Eigen::Vector3f cell = b.size.cwiseQuotient(Eigen::Vector3f(b.grid[0], b.grid[1], b.grid[2]));
    if (b.chipCount == 0 || layout.blockLevel >= tree.leafLevel() || cell.z() * scale * 2 < kHeightPx)
        return {};
    const Eigen::Vector3d toEye = -projector.rayAt(projector.widthPx() / 2, projector.heightPx() / 2).direction.cast<double>();
    for (int level = tree.leafLevel(); level > layout.blockLevel; --level) {
        std::vector<InnerUnit> units;
        const IndexRange within = tree.unitsWithin(b.unit, level);
        for (std::uint32_t i = within.begin; i < within.end; ++i) {
            const UnitRef unit{static_cast<std::uint16_t>(level), i};
            const double least = wasNamed(unit) ? kKept : 1;
            if (const auto face = faceOf(unit, layout.boxOf(unit, tree), projector, toEye); face && face->widthPx >= least * kWidthPx && face->heightPx >= least * kHeightPx)
                units.push_back(*face);
        }
        if (!units.empty())
            return units;
    }
    return {};
}

} // namespace podscape
