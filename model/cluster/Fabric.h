#pragma once

#include "model/base/Ids.h"
#include "model/cluster/CircuitSwitches.h"
#include "model/cluster/FabricSpec.h"
#include "model/cluster/Provenance.h"
#include "model/cluster/TorusShape.h"
#include "model/cluster/UnitTree.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace podscape {

enum class FabricKind { Torus, FatTree, Switched, Explicit, Tiered };

[[nodiscard]] std::string_view toText(FabricKind kind);   // "torus", "fat tree", "switched", "explicit", "tiers"
[[nodiscard]] std::string_view toText(Medium medium);

// Links that belong together: a torus dimension ("X") or a tier ("host–leaf").
struct LinkGroup
{
    std::string name;
};

// What stands between or beside the endpoints. Besides switches an import may know adapters of hosts that it cannot name, and the
// in-network reduction nodes inside switches (SHARP): they hold cables, so they are nodes of the fabric, but they are not switches.
// A circuit switch turns mirrors and knows no packets: the links through it join chip to chip (see Fabric::linksThrough).
struct FabricSwitch
{
    enum class Kind : std::uint8_t { Switch, Adapter, Aggregation, Circuit };

    std::string name;
    std::uint8_t tier = 0;               // 0 touches endpoints; tierNames()[tier] says how it is called
    std::optional<UnitRef> unit;         // the unit it stands in, when known (an NVLink switch stands in its node)
    Kind kind = Kind::Switch;
};

// A named network: endpoints are all units of endpointLevel, numbered as in the unit tree; switches follow them in the same
// numbering ("node" = endpoint or switch). Links are undirected columns; a value "per direction" comes as a pair [a→b, b→a].
// Immutable once built; safe on any thread.
class Fabric
{
public:
    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] FabricKind kind() const { return m_kind; }
    [[nodiscard]] int endpointLevel() const { return m_endpointLevel; }
    [[nodiscard]] std::uint32_t endpointCount() const { return m_endpointCount; }

    [[nodiscard]] std::span<const FabricSwitch> switches() const { return m_switches; }
    [[nodiscard]] std::uint32_t switchCount() const;          // real switches only, circuit switches among them, see FabricSwitch::Kind
    [[nodiscard]] std::uint32_t circuitSwitchCount() const;
    [[nodiscard]] std::span<const std::string> tierNames() const { return m_tierNames; }
    [[nodiscard]] std::uint32_t nodeCount() const { return m_endpointCount + static_cast<std::uint32_t>(m_switches.size()); }
    [[nodiscard]] bool isSwitch(std::uint32_t node) const { return node >= m_endpointCount; }
    [[nodiscard]] const FabricSwitch& switchOf(std::uint32_t node) const { return m_switches[node - m_endpointCount]; }

    [[nodiscard]] std::uint32_t linkCount() const { return static_cast<std::uint32_t>(m_a.size()); }
    [[nodiscard]] std::span<const std::uint32_t> linkA() const { return m_a; }
    [[nodiscard]] std::span<const std::uint32_t> linkB() const { return m_b; }
    [[nodiscard]] std::span<const float> linkBandwidth() const { return m_bandwidth; }  // B/s per direction; 0 = unknown
    [[nodiscard]] std::span<const std::uint8_t> linkGroup() const { return m_group; }
    [[nodiscard]] std::span<const Medium> linkMedium() const { return m_medium; }
    [[nodiscard]] std::span<const LinkGroup> groups() const { return m_groups; }
    [[nodiscard]] std::span<const std::uint32_t> linksOf(std::uint32_t node) const;     // link ids, ascending

    [[nodiscard]] const std::optional<TorusShape>& torus() const { return m_torus; }

    // The links whose light passes a circuit switch, ascending; each has both of its fibre ends there. Empty for other switches.
    [[nodiscard]] std::vector<std::uint32_t> linksThrough(std::uint32_t switchIndex) const;
    [[nodiscard]] std::optional<std::uint32_t> circuitSwitchOf(std::uint32_t link) const;   // number among switches()
    [[nodiscard]] const std::optional<CircuitSwitches>& circuits() const { return m_circuits; }

    [[nodiscard]] const FabricSpec& spec() const { return m_spec; }   // monostate: known link by link only
    [[nodiscard]] const Provenance& provenance() const { return m_provenance; }

private:
    friend class FabricBuilder;

    std::string m_name;
    FabricKind m_kind = FabricKind::Explicit;
    int m_endpointLevel = 0;
    std::uint32_t m_endpointCount = 0;
    std::vector<FabricSwitch> m_switches;
    std::vector<std::string> m_tierNames;
    std::vector<std::uint32_t> m_a, m_b;
    std::vector<float> m_bandwidth;
    std::vector<std::uint8_t> m_group;
    std::vector<Medium> m_medium;
    std::vector<LinkGroup> m_groups;
    std::vector<std::uint32_t> m_firstLinkOfNode, m_linkOfNode;
    std::optional<TorusShape> m_torus;
    std::optional<CircuitSwitches> m_circuits;
    FabricSpec m_spec;
    Provenance m_provenance;
};

} // namespace podscape
