#pragma once

#include "model/base/Units.h"
#include "model/cluster/UnitTree.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace podscape {

// How sure a figure is. Unstated: the file gave no word on it.
enum class FactStatus { Unstated, Published, Secondary, Derived, Assumption };

[[nodiscard]] std::string_view toText(FactStatus status);
[[nodiscard]] std::optional<FactStatus> parseFactStatus(std::string_view text);

// Where a figure comes from.
struct Provenance
{
    FactStatus status = FactStatus::Unstated;
    std::string source;  // "Google Cloud, TPU7x (Ironwood)"; empty when unstated
    std::string note;    // free text, e.g. the arithmetic of a derived figure
};

// One figure about one unit of a level: key "power" of a rack, "memory" of a chip. Keys are in FactKeys below.
struct Fact
{
    std::string key;        // "power", "memory", "memoryBandwidth", "peak.fp8", "peak.bf16", "depth", …
    int level = 0;          // level of the unit tree that it is about: each unit of that level has this value
    double value = 0;       // in the base unit of `dimension`
    Dimension dimension = Dimension::Count;
    Provenance provenance;
    std::vector<IndexRange> chips{};    // where units have chips of several kinds: those that it holds for; empty: all
    std::vector<std::string> within{};  // the same as a file names it, for writing
};

} // namespace podscape
