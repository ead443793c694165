#pragma once

#include "model/layout/Layout.h"
#include "model/layout/RayPicker.h"

#include <Eigen/Core>

#include <optional>
#include <string>
#include <vector>

namespace podscape {

// A box over the layout that stands for a switch, or for all switches of a region where there are too many to tell apart.
struct SwitchMark
{
    Eigen::Vector3f centre;
    Eigen::Vector3f half;            // half its lengths
    UnitRef region;                  // the smallest unit that holds all that it serves
    std::uint8_t tier = 0;           // as the fabric numbers them
    std::uint8_t place = 0;          // its SwitchTier; not the same where a tier has nothing to draw
    FabricSwitch::Kind kind = FabricSwitch::Kind::Switch;
    std::uint32_t firstSwitch = 0;   // number of the switch; of any of them where it stands for several
    std::uint32_t switches = 1;
    std::uint32_t group = 0;         // first mark of the same tier and region; marks of a group follow each other

    [[nodiscard]] Box box() const { return {centre - half, centre + half}; }
};

// All marks of one tier.
struct SwitchTier
{
    std::string name;                // "leaf"
    std::uint32_t switches = 0;
    Box box;
};

// Where a fabric's switches are drawn over a layout: nobody says where they stand, so they hang above what they serve, a plane per tier; the
// wider a tier reaches, the higher it hangs. Schematic in every arrangement. Adapters and aggregation nodes have no place.
struct SwitchPlaces
{
    static constexpr std::uint32_t kNoMark = 0xFFFFFFFF;

    std::vector<SwitchMark> marks;
    std::vector<SwitchTier> tiers;               // from below
    std::vector<std::uint32_t> markOf;           // by switch number; kNoMark where it is not drawn

    [[nodiscard]] bool isEmpty() const { return marks.empty(); }
    [[nodiscard]] Box bounds() const;
    [[nodiscard]] Box boxOf(std::uint32_t switchIndex) const;    // empty where it is not drawn

    struct Hit { std::uint32_t mark; float distance; };           // distance along ray.direction
    [[nodiscard]] std::optional<Hit> pick(const Ray& ray) const;

    [[nodiscard]] static SwitchPlaces place(const Cluster& cluster, const Fabric& fabric, const Layout& layout);
};

} // namespace podscape
