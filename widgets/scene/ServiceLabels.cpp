#include "widgets/scene/ServiceLabels.h"

#include <algorithm>

namespace podscape {

namespace {

constexpr float kLabelPx = 12;
constexpr double kRackPx = 22;              // width on screen from which a rack bears a name
constexpr std::size_t kLabelsAtMost = 24;

struct Candidate
{
    double scale = 0;                       // pixels of a metre
    const ServiceRack* rack = nullptr;
    PointPx at;
};

// A ray to just below the top of the rack meets it first.
bool isSeen(const PodOverlay& picture, const LatticeBlock& block, std::uint32_t index)
{
    const Eigen::Vector3f below = block.min + block.size.cwiseProduct(Eigen::Vector3f(0.5f, 0.5f, 0.97f));
    const auto spot = picture.projector.toPixel(below.cast<double>());
    const auto hit = spot ? picture.picker.pick(picture.projector.rayAt(spot->x(), spot->y())) : std::nullopt;
    return hit && hit->block == index;
}

} // namespace

void drawServiceLabels(const PodOverlay& picture, LabelPlacer& placer, DrawList& list)
{
    const Theme& theme = Theme::of(picture.values.theme);
    std::vector<Candidate> candidates;
    for (const ServiceRack& rack : picture.layout.serviceRacks) {
        const LatticeBlock& block = picture.layout.blocks[rack.block];
        const Eigen::Vector3d top = (block.min + block.size.cwiseProduct(Eigen::Vector3f(0.5f, 0.5f, 1))).cast<double>();
        const auto at = picture.projector.toPixel(top);
        const double scale = picture.projector.pixelsPerUnit(top);
        if (at && block.size.head<2>().minCoeff() * scale >= kRackPx && at->x() > 0 && at->y() > 0 && at->x() < picture.projector.widthPx() && at->y() < picture.projector.heightPx())
            candidates.push_back({scale, &rack, {static_cast<float>(at->x()), static_cast<float>(at->y())}});
    }
    std::ranges::stable_sort(candidates, std::greater<>(), &Candidate::scale);
    std::size_t placed = 0;
    for (const Candidate& c : candidates) {
        if (placed == kLabelsAtMost)
            break;
        const SizePx size = picture.measure(c.rack->name, kLabelPx, TextWeight::Regular);
        const RectPx rect{c.at.x - size.width / 2 - 5, c.at.y - size.height - 9, size.width + 10, size.height + 4};
        if (!isSeen(picture, picture.layout.blocks[c.rack->block], c.rack->block) || !placer.place(rect))
            continue;
        list.fill(rect, theme.panel.withAlpha(205));
        list.text({{c.at.x, rect.y + rect.height / 2}, c.rack->name, kLabelPx, theme.textQuiet, AlignX::Centre, AlignY::Middle, TextWeight::Regular, 0});
        ++placed;
    }
}

} // namespace podscape
