#pragma once

#include "model/base/Result.h"
#include "model/cluster/Cluster.h"
#include "model/trace/Trace.h"

namespace podscape {

// Puts a trace that speaks of names onto a cluster: names are matched exactly, then ignoring case, then without the domain part
// ("n1.example.org" → "n1"), against units of the level the trace names, then any level. Units that are not in the cluster are
// counted in findings and their jobs keep what is left. Fails when not one name is known (the hint names an example of each side).
// A trace that is bound already is checked against the chip count.
[[nodiscard]] Result<Trace> bindTrace(Trace trace, const Cluster& cluster);

// A cluster made from the names in a trace alone, marked inferred: names in natural order (n2 before n10), grouped by the part
// up to the first number when more numbers follow ("cpn-f13-03-02" → group "cpn-f13"); levels cluster, group, node.
[[nodiscard]] Result<Cluster> inferCluster(const Trace& trace);

// Orders "n2" before "n10": runs of digits compare as numbers.
[[nodiscard]] bool naturalLess(std::string_view a, std::string_view b);

// "a08-p1-dgx-04-c01" → "a08"; "" when the name has at most one number.
[[nodiscard]] std::string_view groupOfName(std::string_view name);

} // namespace podscape
