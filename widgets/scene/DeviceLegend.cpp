#include "widgets/scene/DeviceLegend.h"

#include "widgets/scene/DeviceColors.h"

#include <algorithm>
#include <set>

namespace podscape {

namespace {

constexpr float kLine = 20, kPadding = 10, kSwatch = 11, kTextPx = 13;
constexpr double kLayerPx = 3, kRackPx = 5;

// Pixels of a metre at what is in the middle of the picture.
double pixelsPerMetre(const Layout& layout, const Projector& projector, const RayPicker& picker)
{
    const Ray ray = projector.rayAt(projector.widthPx() / 2, projector.heightPx() / 2);
    const auto hit = picker.pick(ray);
    const Eigen::Vector3f spot = hit ? Eigen::Vector3f(ray.origin + hit->distance * ray.direction) : layout.bounds.center();
    return projector.pixelsPerUnit(spot.cast<double>());
}

} // namespace

std::vector<std::int32_t> visibleDevices(const Layout& layout, const Projector& projector, const RayPicker& picker)
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
    return {devices.begin(), devices.end()};
}

float deviceLegendHeight(std::size_t devices)
{
    return 2 * kPadding + static_cast<float>(devices) * kLine - (kLine - kTextPx) / 2;
}

DrawList deviceLegend(const std::vector<std::int32_t>& devices, const Theme& theme, PointPx corner, float width)
{
    DrawList list;
    list.fill({corner.x, corner.y, width, deviceLegendHeight(devices.size())}, theme.panel.withAlpha(225));
    float y = corner.y + kPadding;
    for (const std::int32_t device : devices) {
        const Rgb color = deviceColors(theme.name)[deviceIndex(device)];
        list.fill({corner.x + kPadding + 2, y + 1, kSwatch, kSwatch}, {color.r, color.g, color.b, 255});
        list.text({{corner.x + kPadding + kSwatch + 10, y + kSwatch / 2 + 1}, deviceWord(device), kTextPx, theme.text, AlignX::Left, AlignY::Middle, TextWeight::Regular, 0});
        y += kLine;
    }
    return list;
}

} // namespace podscape
