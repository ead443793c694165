#include "widgets/scene/BuildingShells.h"

#include <algorithm>

namespace podscape {

namespace {

constexpr float kSlabStep = 0.02f;                // metres between the ground, the floors of nested rooms and the aisles
constexpr std::size_t kOutlinesAtMost = 2'000;    // of units without walls; more are no help

Rgba mixed(Rgba a, Rgba b, float share, std::uint8_t alpha)
{
    const auto mix = [share](std::uint8_t p, std::uint8_t q) { return static_cast<std::uint8_t>(float(p) + (float(q) - float(p)) * share); };
    return {mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b), alpha};
}

FaceActor::Face flat(const Box& box, float z, Rgba color)
{
    const Eigen::Vector3f &a = box.min(), &b = box.max();
    return {{Eigen::Vector3f(a.x(), a.y(), z), Eigen::Vector3f(b.x(), a.y(), z), Eigen::Vector3f(b.x(), b.y(), z), Eigen::Vector3f(a.x(), b.y(), z)}, color};
}

// How many rooms a body stands in. Bodies are sorted by level, so a body's parents come before it; levels nest, so their number will do.
int depthOf(const Layout& layout, int level)
{
    int depth = 0;
    std::uint16_t counted = 0xFFFF;
    for (const Body& body : layout.bodies) {
        if (body.unit.level >= level)
            break;
        if (body.hasWalls && body.unit.level != counted) {
            counted = body.unit.level;
            ++depth;
        }
    }
    return depth;
}

bool isUpper(const Layout& layout, const Body& body) { return layout.metric && body.box.min().z() > layout.bounds.min().z() + 1; }

// The level of the first body above the ground: a storey comes before what it holds.
int upperLevel(const Layout& layout)
{
    const auto upper = std::ranges::find_if(layout.bodies, [&](const Body& body) { return isUpper(layout, body); });
    return upper == layout.bodies.end() ? -1 : upper->unit.level;
}

// A floor reaches to the walls of the building that it is in.
Box storeyFloor(const Layout& layout, const Body& storey)
{
    for (const Body& body : layout.bodies)
        if (body.hasWalls && body.unit.level < storey.unit.level && body.box.contains(storey.box))
            return body.box;
    return storey.box;
}

int roomLevels(const Layout& layout) { return depthOf(layout, 0xFFFF); }

} // namespace

float groundBelow(const Layout& layout)
{
    if (layout.metric)
        return kSlabStep * static_cast<float>(roomLevels(layout) + 2);
    return 0.01f * layout.bounds.sizes().maxCoeff();
}

bool aislesAreSeen(const Layout& layout, double pixelsPerMetre)
{
    constexpr double kNarrowestPx = 2.5;
    return std::ranges::any_of(layout.aisles, [&](const Aisle& aisle) { return aisle.box.sizes().head<2>().minCoeff() * pixelsPerMetre >= kNarrowestPx; });
}

Rgba aisleColor(const Theme& theme, bool isCold)
{
    if (theme.name == ThemeName::Dark)
        return isCold ? Rgba{0x3E, 0x8A, 0xD8, 90} : Rgba{0xD8, 0x5A, 0x4A, 84};
    return isCold ? Rgba{0x4A, 0x9C, 0xE8, 80} : Rgba{0xE8, 0x66, 0x50, 76};
}

std::vector<FaceActor::Face> roomFloors(const Layout& layout, const Theme& theme)
{
    std::vector<FaceActor::Face> faces;
    const int levels = roomLevels(layout);
    for (const Body& body : layout.bodies)
        if (body.hasWalls) {
            const int depth = depthOf(layout, body.unit.level);
            const Rgba color = mixed(theme.background, theme.body, depth == 0 ? 0.6f : 0.95f, 255);
            faces.push_back(flat(body.box, body.box.min().z() - kSlabStep * static_cast<float>(levels - depth + 1), color));
        }
    return faces;
}

std::vector<FaceActor::Face> aisleFloors(const Layout& layout, const Theme& theme)
{
    std::vector<FaceActor::Face> faces;
    for (const Aisle& aisle : layout.aisles)
        faces.push_back(flat(aisle.box, aisle.box.min().z() - kSlabStep * 0.5f, aisleColor(theme, aisle.isCold)));
    return faces;
}

std::vector<FaceActor::Face> roomWalls(const Layout& layout, const Theme& theme)
{
    std::vector<FaceActor::Face> faces;
    const int storeys = upperLevel(layout);
    for (const Body& body : layout.bodies) {
        if (body.unit.level == storeys && isUpper(layout, body)) {
            FaceActor::Face slab = flat(storeyFloor(layout, body), body.box.min().z() - kSlabStep, mixed(theme.background, theme.frame, 0.6f, 110));
            std::ranges::reverse(slab.corners);
            faces.push_back(slab);
        }
        if (!body.hasWalls)
            continue;
        const Eigen::Vector3f &a = body.box.min(), &b = body.box.max();
        const Rgba color = theme.frame.withAlpha(depthOf(layout, body.unit.level) == 0 ? 70 : 50);
        const auto wall = [&](float x0, float y0, float x1, float y1) {
            faces.push_back({{Eigen::Vector3f(x0, y0, a.z()), Eigen::Vector3f(x1, y1, a.z()), Eigen::Vector3f(x1, y1, b.z()), Eigen::Vector3f(x0, y0, b.z())}, color});
        };
        wall(a.x(), a.y(), b.x(), a.y());
        wall(b.x(), a.y(), b.x(), b.y());
        wall(b.x(), b.y(), a.x(), b.y());
        wall(a.x(), b.y(), a.x(), a.y());
    }
    return faces;
}

std::vector<Line> bodyEdges(const Layout& layout, const Theme& theme)
{
    std::vector<Line> lines;
    const float margin = layout.metric ? 0.12f : 0.006f * layout.bounds.sizes().maxCoeff();
    const auto add = [&](const Body& body, Rgba color, float away) { addBoxEdges(body.box.min(), body.box.max(), color, away, lines); };
    std::size_t outlines = 0;
    const int storeys = upperLevel(layout);
    for (const Body& body : layout.bodies) {
        if (body.unit.level == storeys && isUpper(layout, body)) {
            const FaceActor::Face floor = flat(storeyFloor(layout, body), body.box.min().z(), theme.frame);
            for (std::size_t corner = 0; corner < 4; ++corner)
                lines.push_back({floor.corners[corner], floor.corners[(corner + 1) % 4], floor.color});
        }
        if (body.hasWalls)
            add(body, theme.frame.withAlpha(230), 0);
        else if (body.unit.level > 0 && body.unit.level != storeys && ++outlines <= kOutlinesAtMost)
            add(body, theme.frame.withAlpha(150), margin / static_cast<float>(body.unit.level));
    }
    return lines;
}

} // namespace podscape
