#pragma once

#include "model/base/Progress.h"
#include "model/base/Result.h"
#include "model/cluster/Cluster.h"
#include "model/trace/Trace.h"

#include <cstdint>

namespace podscape {

struct SynthesisOptions
{
    double hours = 24;
    std::uint64_t seed = 1;
    double stepSeconds = 60;
    UnixNanoseconds start{1'767'225'600'000'000'000};   // 2026-01-01T00:00:00Z
};

// A plausible day on a cluster: jobs of mixed slice shapes (whole torus sub-boxes where there is a torus, whole nodes elsewhere),
// ramp-up, stragglers, checkpoints, failures at published rates (Llama 3: one interruption per 50,700 accelerator-hours; TPU v4
// machines, cables and optical switches per day). Deterministic in (cluster, options) on every machine: own generator, integer
// arithmetic where order matters. Bound, origin Synthetic. Metrics: "utilisation" (%), "power" (W), both per chip, 8 bit.
[[nodiscard]] Result<Trace> synthesizeTrace(const Cluster& cluster, const SynthesisOptions& options, Progress& progress);

} // namespace podscape
