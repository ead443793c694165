#pragma once

#include "model/traffic/RingAllReduce.h"
#include "widgets/heatmap/LinkStatistics.h"
#include "widgets/state/ViewValues.h"

#include <memory>
#include <optional>
#include <vector>

namespace podscape {

// Kept between pictures of one view. Key: owner, fabric, traffic.
struct LinkGroupsCache
{
    std::shared_ptr<const Dataset> owner;
    FabricId fabric;
    std::uint64_t traffic = 0;                         // LinkLoadModel::version(), 0 without a trace
    std::optional<LinkLoads> loads;
    std::vector<LinkStatistics> groups;
};

// Links × group: for every torus dimension or tier the load of each link in both directions, the distribution, and the busiest by name.
// No Qt, no VTK.
class LinkGroupsDrawList
{
public:
    struct Hit { RectPx rect; LinkRef link; };

    [[nodiscard]] static LinkGroupsDrawList build(const ViewValues& values, SizePx size, const TextMeasure& measure, LinkGroupsCache* cache = nullptr);

    [[nodiscard]] const DrawList& list() const { return m_list; }
    [[nodiscard]] std::optional<EntityRef> at(PointPx point) const;   // in a strip: the busiest link of that pixel

private:
    DrawList m_list;
    std::vector<Hit> m_hits;
};

// "rack-001/tray-02/chip-3 → rack-001/tray-02/chip-1"; direction 1 is from b to a.
[[nodiscard]] std::string linkText(const Cluster& cluster, const Fabric& fabric, std::uint32_t link, int direction);

} // namespace podscape
