#include "model/layout/FloorCheck.h"

#include "model/base/Units.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace podscape {

namespace {

constexpr float kTolerance = 0.002f;   // metres; what rounding to float makes of sizes that touch
constexpr std::size_t kNamedAtMost = 10;

template <typename NameOf>
void report(const std::vector<Overlap>& overlaps, const std::string& what, NameOf nameOf, Report& findings)
{
    for (std::size_t i = 0; i < std::min(overlaps.size(), kNamedAtMost); ++i) {
        const Overlap& overlap = overlaps[i];
        findings.add(Severity::Error, "overlap", nameOf(overlap.first) + " and " + nameOf(overlap.second) + " overlap by " + formatQuantity(overlap.along, Dimension::Length)
                     + " × " + formatQuantity(overlap.across, Dimension::Length) + '.', "/floor", "Move one of them, or give them more room.");
    }
    if (overlaps.size() > kNamedAtMost)
        findings.add(Severity::Error, "overlap", formatCount(static_cast<long long>(overlaps.size() - kNamedAtMost)) + " more " + what + " stand in others.", "/floor", {});
}

bool mayOverlap(const FloorPlan& plan)
{
    return plan.stated && (!plan.places.empty() || plan.pitchMetres < plan.blockSizeMetres[0]);   // the rules keep all else apart
}

} // namespace

// What stands at one time of the sweep lies apart in y, so a new one can only meet its two neighbours. One that meets something is
// noted and left out, or the order would be lost.
std::vector<Overlap> findOverlaps(std::span<const Box> boxes)
{
    std::vector<std::uint32_t> order(boxes.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, {}, [&](std::uint32_t i) { return std::array{boxes[i].min().z(), boxes[i].min().x(), boxes[i].min().y()}; });
    std::vector<Overlap> overlaps;
    std::map<float, std::uint32_t> standing;          // by least y
    std::multimap<float, std::uint32_t> byEnd;        // by greatest x
    float floor = 0;
    for (const std::uint32_t index : order) {
        const Box& box = boxes[index];
        if (index == order.front() || box.min().z() > floor + kTolerance) {
            standing.clear();
            byEnd.clear();
            floor = box.min().z();
        }
        while (!byEnd.empty() && byEnd.begin()->first <= box.min().x() + kTolerance) {
            standing.erase(boxes[byEnd.begin()->second].min().y());
            byEnd.erase(byEnd.begin());
        }
        const auto next = standing.lower_bound(box.min().y());
        std::optional<std::uint32_t> met;
        if (next != standing.end() && next->first < box.max().y() - kTolerance)
            met = next->second;
        else if (next != standing.begin() && boxes[std::prev(next)->second].max().y() > box.min().y() + kTolerance)
            met = std::prev(next)->second;
        if (met) {
            const Eigen::Vector3f common = box.intersection(boxes[*met]).sizes();
            overlaps.push_back({*met, index, common.x(), common.y()});
        } else if (standing.emplace(box.min().y(), index).second) {
            byEnd.emplace(box.max().x(), index);
        }
    }
    return overlaps;
}

void reportOverlaps(const Cluster& cluster, Report& findings)
{
    if (!mayOverlap(cluster.floor))
        return;
    const Layout layout = buildPhysicalLayout(cluster);
    for (std::uint16_t level = 1; level < layout.blockLevel; ++level) {
        std::vector<Box> rooms;
        std::vector<UnitRef> units;
        for (const Body& body : layout.bodies)
            if (body.unit.level == level) {
                rooms.push_back(body.box);
                units.push_back(body.unit);
            }
        report(findOverlaps(rooms), cluster.tree.levelName(level) + 's', [&](std::uint32_t room) { return cluster.tree.path(units[room]); }, findings);
    }
    const auto rackName = [&](std::uint32_t block) {
        const ServiceRack* service = layout.serviceRackAt(block);
        const std::string unit = cluster.tree.path(layout.blocks[block].unit);
        return service ? service->name + " of " + unit : unit;
    };
    std::vector<Box> racks;
    for (const LatticeBlock& block : layout.blocks)
        racks.push_back({block.min, block.min + block.size});
    report(findOverlaps(racks), cluster.tree.levelName(layout.blockLevel) + 's', rackName, findings);
}

} // namespace podscape
