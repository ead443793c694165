#include "widgets/scene/FloorLegend.h"

#include "widgets/scene/BuildingShells.h"
#include "widgets/scene/DeviceColors.h"

#include <algorithm>
#include <functional>
#include <set>

namespace podscape {

namespace {

constexpr float kLine = 20, kPadding = 10, kSwatch = 11, kTextPx = 13;
constexpr double kLayerPx = 3, kRackPx = 5;

double pixelsPerMetre(const Layout& layout, const Projector& projector, const RayPicker& picker)
{
    const Ray ray = projector.rayAt(projector.widthPx() / 2, projector.heightPx() / 2);
    const auto hit = picker.pick(ray);
    const Eigen::Vector3f spot = hit ? Eigen::Vector3f(ray.origin + hit->distance * ray.direction) : layout.bounds.center();
    return projector.pixelsPerUnit(spot.cast<double>());
}

} // namespace

std::vector<FloorLegendEntry> floorLegendEntries(const Layout& layout, const Theme& theme, const Projector& projector, const RayPicker& picker)
{
    if (layout.arrangement != Arrangement::Physical || layout.blocks.empty())
        return {};
    const double scale = pixelsPerMetre(layout, projector, picker);
    std::set<std::int32_t, std::greater<>> devices;
    const LatticeBlock& rack = layout.blocks.front();
    const auto cells = std::span(layout.cells).subspan(rack.table, std::size_t(rack.grid[0]) * rack.grid[1] * rack.grid[2]);
    if (rack.size.z() / rack.grid[2] * scale >= kLayerPx)
        std::ranges::copy_if(cells, std::inserter(devices, devices.end()), [](std::int32_t content) { return content < kCellBlank; });
    for (const ServiceRack& service : layout.serviceRacks)
        if (layout.blocks[service.block].size.head<2>().minCoeff() * scale >= kRackPx)
            devices.insert(service.holds);

    std::vector<FloorLegendEntry> entries;
    for (const std::int32_t device : devices) {
        const Rgb color = deviceColors(theme.name)[deviceIndex(device)];
        entries.push_back({{color.r, color.g, color.b, 255}, deviceWord(device)});
    }
    if (layout.metric && aislesAreSeen(layout, scale))
        for (const bool isCold : {true, false})
            if (std::ranges::any_of(layout.aisles, [&](const Aisle& aisle) { return aisle.isCold == isCold; }))
                entries.push_back({aisleColor(theme, isCold).withAlpha(190), isCold ? "cold aisle" : "hot aisle"});
    return entries;
}

float floorLegendHeight(std::size_t entries)
{
    return 2 * kPadding + static_cast<float>(entries) * kLine - (kLine - kTextPx) / 2;
}

DrawList floorLegend(const std::vector<FloorLegendEntry>& entries, const Theme& theme, PointPx corner, float width)
{
    DrawList list;
    list.fill({corner.x, corner.y, width, floorLegendHeight(entries.size())}, theme.panel.withAlpha(225));
    float y = corner.y + kPadding;
    for (const FloorLegendEntry& entry : entries) {
        list.fill({corner.x + kPadding + 2, y + 1, kSwatch, kSwatch}, entry.color);
        list.text({{corner.x + kPadding + kSwatch + 10, y + kSwatch / 2 + 1}, entry.word, kTextPx, theme.text, AlignX::Left, AlignY::Middle, TextWeight::Regular, 0});
        y += kLine;
    }
    return list;
}

} // namespace podscape
