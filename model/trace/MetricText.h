#pragma once

#include "model/base/Units.h"
#include "model/trace/Metric.h"

#include <string>

namespace podscape {

// "93 %"; the number alone for a metric without a unit. For values that are known.
[[nodiscard]] inline std::string metricText(double value, const Metric::Info& info)
{
    return info.unit.empty() ? formatNumber(value) : formatNumber(value) + ' ' + info.unit;
}

} // namespace podscape
