#pragma once

#include "model/trace/Trace.h"

#include <span>
#include <string>
#include <vector>

namespace podscape::bundle {

// The .npy files of one metric: its values and, when its times are not evenly spaced, its times.
struct MetricFiles
{
    std::string values;
    std::string times;   // empty when start, step and count say it
};

// File names from metric names: lower-case letters, digits and '-', each name once.
[[nodiscard]] std::vector<MetricFiles> metricFiles(const Trace& trace);

// The text of trace.json.
[[nodiscard]] std::string bundleText(const Trace& trace, std::span<const MetricFiles> files);

} // namespace podscape::bundle
