#include "model/layout/EyeSpace.h"

#include <algorithm>
#include <limits>

namespace podscape {

namespace {

using BoxD = Eigen::AlignedBox3d;

BoxD boxOf(const LatticeBlock& block, double room)
{
    const Eigen::Vector3d min = block.min.cast<double>(), around = Eigen::Vector3d::Constant(room);
    return {min - around, min + block.size.cast<double>() + around};
}

bool isDrawn(const LatticeBlock& block) { return !block.size.isZero(); }   // racks without chips where there is no floor

// Where a way from 0 to 1 enters a box, and through which of its sides; none when it misses, or starts on the far side of a wall.
struct Entry { double share; int axis; };

std::optional<Entry> entry(const BoxD& box, const Eigen::Vector3d& from, const Eigen::Vector3d& way)
{
    Entry in{-std::numeric_limits<double>::infinity(), 0};
    double out = 1;
    for (int axis = 0; axis < 3; ++axis) {
        if (way[axis] == 0) {
            if (from[axis] <= box.min()[axis] || from[axis] >= box.max()[axis])
                return std::nullopt;
            continue;
        }
        const double a = (box.min()[axis] - from[axis]) / way[axis], b = (box.max()[axis] - from[axis]) / way[axis];
        if (std::min(a, b) > in.share)
            in = {std::min(a, b), axis};
        out = std::min(out, std::max(a, b));
    }
    return in.share < out && out > 0 && in.share <= 1 ? std::optional(in) : std::nullopt;
}

std::optional<Entry> firstEntry(const Layout& layout, const Eigen::Vector3d& from, const Eigen::Vector3d& way, double room)
{
    std::optional<Entry> first;
    BoxD swept(from.cwiseMin(from + way), from.cwiseMax(from + way));
    for (const LatticeBlock& block : layout.blocks) {
        if (!isDrawn(block) || !boxOf(block, room).intersects(swept))
            continue;
        auto in = entry(boxOf(block, room), from, way);
        if (in && in->share < 0) {
            // Within its room already: out of it is free, further into it is not; and so is any way out of the block itself.
            const BoxD box = boxOf(block, 0);
            if (box.contains(from))
                continue;
            int axis = 0;
            (from - box.center()).cwiseAbs().cwiseQuotient(box.sizes() / 2).maxCoeff(&axis);
            if ((from[axis] - box.center()[axis]) * way[axis] >= 0)
                continue;
            in = Entry{0, axis};
        }
        if (in && (!first || in->share < first->share))
            first = in;
    }
    return first;
}

} // namespace

bool isInBlock(const Layout& layout, const Eigen::Vector3d& eye, double room)
{
    return std::ranges::any_of(layout.blocks, [&](const LatticeBlock& block) { return isDrawn(block) && boxOf(block, room).contains(eye); });
}

double wayOut(const Layout& layout, const Eigen::Vector3d& eye, const Eigen::Vector3d& way, double room)
{
    constexpr int kBlocksAtMost = 1'000;   // side by side along the way
    if (!isInBlock(layout, eye))
        return 0;
    double gone = 0;
    for (int i = 0; i < kBlocksAtMost; ++i) {
        const Eigen::Vector3d at = eye + gone * way;
        const auto in = std::ranges::find_if(layout.blocks, [&](const LatticeBlock& block) { return isDrawn(block) && boxOf(block, room).contains(at); });
        if (in == layout.blocks.end())
            break;
        const BoxD box = boxOf(*in, room);
        double step = std::numeric_limits<double>::infinity();
        for (int axis = 0; axis < 3; ++axis)
            if (way[axis] != 0)
                step = std::min(step, ((way[axis] > 0 ? box.max() : box.min())[axis] - at[axis]) / way[axis]);
        gone += step + 1e-6;
    }
    return gone;
}

bool crossesBlock(const Layout& layout, const Eigen::Vector3d& from, const Eigen::Vector3d& to)
{
    const BoxD swept(from.cwiseMin(to), from.cwiseMax(to));
    if (!swept.intersects(layout.bounds.cast<double>()))
        return false;
    return std::ranges::any_of(layout.blocks, [&](const LatticeBlock& block) {
        return isDrawn(block) && boxOf(block, 0).intersects(swept) && entry(boxOf(block, 0), from, to - from);
    });
}

bool hasOpenSky(const Layout& layout, const Eigen::Vector3d& eye)
{
    return std::ranges::none_of(layout.blocks, [&](const LatticeBlock& block) {
        const BoxD box = boxOf(block, 0);
        return isDrawn(block) && eye.z() < box.max().z() && eye.x() >= box.min().x() && eye.x() <= box.max().x() && eye.y() >= box.min().y() && eye.y() <= box.max().y();
    });
}

bool isInSight(const Layout& layout, const Eigen::Vector3d& eye, const Box& unit)
{
    Eigen::Vector3d spot = unit.center().cast<double>();
    spot.z() += 0.25 * unit.sizes().z();
    const BoxD swept(eye.cwiseMin(spot), eye.cwiseMax(spot));
    const Eigen::Vector3d inward = Eigen::Vector3d::Constant(1e-3 * unit.sizes().minCoeff());   // neighbours that it touches are not it
    const BoxD inner(unit.min().cast<double>() + inward, unit.max().cast<double>() - inward);
    return std::ranges::none_of(layout.blocks, [&](const LatticeBlock& block) {
        const BoxD box = boxOf(block, 0);
        return isDrawn(block) && box.intersects(swept) && !box.intersects(inner) && entry(box, eye, spot - eye);
    });
}

std::optional<double> highestWithin(const Layout& layout, const Eigen::AlignedBox2d& floor)
{
    std::optional<double> highest;
    for (const LatticeBlock& block : layout.blocks) {
        const BoxD box = boxOf(block, 0);
        if (isDrawn(block) && floor.intersects(Eigen::AlignedBox2d(box.min().head<2>(), box.max().head<2>())))
            highest = std::max(highest.value_or(box.max().z()), box.max().z());
    }
    return highest;
}

Eigen::Vector3d slideAlong(const Layout& layout, const Eigen::Vector3d& from, const Eigen::Vector3d& to, double room)
{
    Eigen::Vector3d at = from, way = to - from;
    for (int wall = 0; wall < 3; ++wall) {   // a wall, an edge, a corner
        const auto in = firstEntry(layout, at, way, room);
        if (!in)
            return at + way;
        constexpr double kBefore = 1e-6;
        at += std::max(0.0, in->share - kBefore) * way;
        way *= 1 - std::max(0.0, in->share);
        way[in->axis] = 0;
        if (way.isZero())
            break;
    }
    return at;
}

} // namespace podscape
