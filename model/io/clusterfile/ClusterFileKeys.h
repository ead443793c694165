#pragma once

#include <array>
#include <span>
#include <string_view>

namespace podscape::clusterfile {

// Every key that a cluster file may have, by the part that it stands in. The reader refuses none but reports the rest; the JSON Schema
// must list the same ones (tst_clusterfile compares).
using Keys = std::span<const std::string_view>;

inline constexpr std::string_view kFormat = "cluster/1";

inline constexpr auto kFileKeys = std::to_array<std::string_view>(
    {"podscape", "$schema", "name", "description", "inferred", "root", "rootName", "levels", "facts", "fabrics", "floor"});
inline constexpr auto kLevelKeys = std::to_array<std::string_view>({"name", "count", "pattern", "first", "counts", "names", "status", "source", "note"});
inline constexpr auto kFactKeys = std::to_array<std::string_view>({"key", "level", "value", "within", "status", "source", "note"});
inline constexpr auto kFloorKeys = std::to_array<std::string_view>(
    {"block", "size", "slots", "elevation", "perRow", "pitch", "coldAisle", "hotAisle", "service", "spacing", "columns", "margins", "stack", "places", "status", "source", "note"});
inline constexpr auto kServiceKeys = std::to_array<std::string_view>({"name", "holds", "per", "count", "every", "size", "status", "source", "note"});
inline constexpr auto kStackKeys = std::to_array<std::string_view>({"level", "height"});
inline constexpr auto kPlaceKeys = std::to_array<std::string_view>({"unit", "at", "turn"});

inline constexpr auto kTorusKeys = std::to_array<std::string_view>(
    {"name", "kind", "instance", "within", "shape", "wraps", "twist", "bricks", "cube", "board", "circuitSwitches", "bandwidth", "status", "source", "note"});
inline constexpr auto kCircuitKeys = std::to_array<std::string_view>({"ports", "per", "name"});
inline constexpr auto kFatTreeKeys = std::to_array<std::string_view>(
    {"name", "kind", "endpoints", "group", "node", "rails", "leavesPerGroup", "ports", "spines", "uplinksPerLeaf", "cores", "uplinksPerSpine", "bandwidth", "status", "source", "note"});
inline constexpr auto kSwitchedKeys = std::to_array<std::string_view>(
    {"name", "kind", "endpoints", "domain", "switchesPerDomain", "switchName", "medium", "bandwidth", "status", "source", "note"});

inline constexpr auto kTieredKeys = std::to_array<std::string_view>({"name", "kind", "endpoints", "rails", "tiers", "status", "source", "note"});
inline constexpr auto kTierKeys = std::to_array<std::string_view>({"name", "per", "switches", "cables", "bandwidth", "oversubscription", "medium", "status", "source", "note"});

// A fabric of any kind that lists its links. Columns are as long as there are links or switches, or one value for all.
inline constexpr auto kExplicitKeys = std::to_array<std::string_view>(
    {"name", "kind", "endpoints", "tiers", "groups", "switches", "links", "torus", "status", "source", "note"});
inline constexpr auto kSwitchColumnKeys = std::to_array<std::string_view>({"name", "tier", "unit", "kind"});
inline constexpr auto kLinkColumnKeys = std::to_array<std::string_view>({"a", "b", "bandwidth", "group", "medium"});
inline constexpr auto kTorusColumnKeys = std::to_array<std::string_view>({"instance", "shape", "wraps", "coordinates"});

inline constexpr auto kKindWords = std::to_array<std::string_view>({"torus", "fat tree", "switched", "explicit", "tiers"});  // by FabricKind
inline constexpr auto kMediumWords = std::to_array<std::string_view>({"unknown", "board", "copper", "optical"});            // by Medium
inline constexpr auto kSwitchKindWords = std::to_array<std::string_view>({"switch", "adapter", "aggregation", "circuit"});  // by FabricSwitch::Kind
inline constexpr auto kRackContentWords = std::to_array<std::string_view>({"chips", "blank", "switch", "power", "cooling", "network", "circuit", "storage"});  // by RackContent
inline constexpr auto kLayerWords = std::span(kRackContentWords).first<6>();      // what layers of a rack of chips may hold
inline constexpr auto kServiceWords = std::span(kRackContentWords).subspan<3>();  // what racks of their own hold
inline constexpr auto kStatusWords = std::to_array<std::string_view>({"unstated", "published", "secondary", "derived", "assumption"});  // by FactStatus

// Definitions of the schema by name, for the test.
struct Part { std::string_view name; Keys keys; };
inline constexpr auto kParts = std::to_array<Part>({{"file", kFileKeys}, {"level", kLevelKeys}, {"fact", kFactKeys}, {"floor", kFloorKeys}, {"service", kServiceKeys},
    {"stack", kStackKeys}, {"place", kPlaceKeys}, {"torus", kTorusKeys}, {"fatTree", kFatTreeKeys}, {"circuitSwitches", kCircuitKeys}, {"switched", kSwitchedKeys},
    {"tiered", kTieredKeys}, {"tier", kTierKeys}, {"explicit", kExplicitKeys}, {"switchColumns", kSwitchColumnKeys}, {"linkColumns", kLinkColumnKeys},
    {"torusColumns", kTorusColumnKeys}});

} // namespace podscape::clusterfile
