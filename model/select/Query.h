#pragma once

#include "model/base/Ids.h"
#include "model/base/Result.h"
#include "model/cluster/Cluster.h"
#include "model/select/ChipSet.h"
#include "model/select/ValueQueries.h"
#include "model/trace/Trace.h"

#include <optional>
#include <span>
#include <string>

namespace podscape {

// A question whose answer is a selection.
struct Query
{
    enum class Kind { Job, Value, SamePosition, Siblings, Parents, Children, Invert, Neighbours };

    Kind kind = Kind::Value;
    std::optional<int> level;     // of the answer's units; SamePosition: in every unit of this level
    std::string jobId;            // Job
    ValueTest test;               // Value
    std::string unitText;         // Value: as written behind the limit, "%"; may be empty

    bool operator==(const Query&) const = default;
};

// What questions are asked about: the data at one moment and what is selected now.
struct QueryContext
{
    const Cluster& cluster;
    const Trace* trace = nullptr;
    const Metric* metric = nullptr;             // the shown one
    std::optional<std::size_t> sample;          // of the metric, at the shown moment
    FabricId fabric;
    std::span<const UnitRef> selection;
};

// Errors say what is missing: a trace, a metric, a job of that name, a selection.
[[nodiscard]] Result<UnitChoice> answer(const Query& query, const QueryContext& context);

// The level in every unit of which a selected unit's place is looked for when none is named: that of pods for racks and what is in them, else the
// one above the unit.
[[nodiscard]] int levelForSamePosition(const Cluster& cluster, UnitRef unit);

} // namespace podscape
