#pragma once

#include "model/base/Result.h"
#include "model/cluster/Fabric.h"

namespace podscape {

// Collects switches and links of any fabric, then freezes it. Errors come without subject; `place` names the part.
class FabricBuilder
{
public:
    FabricBuilder(std::string name, FabricKind kind, const UnitTree& tree, int endpointLevel);

    void setProvenance(Provenance provenance) { m_fabric.m_provenance = std::move(provenance); }
    void setTierNames(std::vector<std::string> names) { m_fabric.m_tierNames = std::move(names); }
    std::uint8_t addGroup(std::string name);                       // returns the group's number
    std::uint32_t addSwitch(FabricSwitch fabricSwitch);            // returns its node number
    void reserveLinks(std::size_t count);
    void addLink(std::uint32_t nodeA, std::uint32_t nodeB, BytesPerSecond perDirection, std::uint8_t group, Medium medium = Medium::Unknown);
    void setTorus(TorusShape shape) { m_fabric.m_torus = std::move(shape); }

    // Checks every node number, then sorts out which links touch which node.
    [[nodiscard]] Result<Fabric> build();

private:
    Fabric m_fabric;
};

// Torus over all chips below each unit of instanceLevel. `bricks` says how units nest in space: for every level between
// instanceLevel and the leaf that has one, the box (in chips) that one unit covers, e.g. tray 2×2×1, rack 4×4×4; a level's box
// must be tiled by the boxes of its children, x fastest, then y, then z. Links along an axis leave a `cube` through optics.
struct TorusSpec
{
    std::string name;
    std::array<std::uint32_t, 3> shape{1, 1, 1};
    int dimensions = 3;
    std::array<bool, 3> wraps{true, true, true};                 // an axis of length 1 has no link, of length 2 no second one
    int instanceLevel = 0;
    struct Brick { int level; std::array<std::uint32_t, 3> size; };
    std::vector<Brick> bricks;                                   // from the top down
    std::array<BytesPerSecond, 3> bandwidth{};
    std::optional<std::array<std::uint32_t, 3>> cube;            // links between cubes are optical, inside copper
    Provenance provenance;
};
[[nodiscard]] Result<Fabric> buildTorus(const TorusSpec& spec, const UnitTree& tree);

// Leaf–spine(–core) over the units of endpointLevel. Rail-optimised: endpoint i of every node of a group goes to leaf i of the
// group; else each group's endpoints fill its leaves in order. Every leaf has `uplinks` cables spread evenly over the spines.
struct FatTreeSpec
{
    std::string name;
    int endpointLevel = 0;
    int groupLevel = 0;                  // a scalable unit; the leaves of a group serve its endpoints
    int nodeLevel = 0;                   // rails are counted within a node
    std::uint32_t leavesPerGroup = 1;
    std::uint32_t spines = 1;
    std::uint32_t uplinksPerLeaf = 1;
    std::uint32_t cores = 0;             // 0: two tiers
    std::uint32_t uplinksPerSpine = 0;
    bool railOptimised = false;
    BytesPerSecond bandwidth{};
    Provenance provenance;
};
[[nodiscard]] Result<Fabric> buildFatTree(const FatTreeSpec& spec, const UnitTree& tree);

// All chips of each unit of domainLevel behind `switchesPerDomain` switches, `linksPerEndpoint` of them to each one (NVLink);
// parallel links to the same switch are one link with their bandwidth added. With 0 switches: a "cloud" per domain that only
// has a rate per endpoint (data-centre network whose inside is not published).
struct SwitchedSpec
{
    std::string name;
    int endpointLevel = 0;
    int domainLevel = 0;
    std::uint32_t switchesPerDomain = 1;
    BytesPerSecond perEndpoint{};        // per direction, over all its links
    std::string switchName = "switch";
    Medium medium = Medium::Unknown;
    Provenance provenance;
};
[[nodiscard]] Result<Fabric> buildSwitched(const SwitchedSpec& spec, const UnitTree& tree);

} // namespace podscape
