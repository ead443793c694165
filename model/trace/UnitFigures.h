#pragma once

#include "model/cluster/UnitTree.h"
#include "model/trace/Metric.h"

#include <cstdint>
#include <vector>

namespace podscape {

// What is known of a unit's values at one moment, in the metric's unit.
struct UnitFigures
{
    float min = kMissing, mean = kMissing, max = kMissing;
    std::uint32_t known = 0, missing = 0;   // columns with and without a sample
};

// Figures of any unit at one moment for whoever asks again and again about the same one, such as a tip under the mouse. Small units are
// added up when asked; the first question about a large one goes once over the frame, and later ones are answered from parts of it.
class MomentFigures
{
public:
    // The metric must be about units and live as long as it is asked about; its columns are the units of `metricLevel`. A unit below that
    // level has the figures of the unit it is in.
    [[nodiscard]] UnitFigures of(UnitRef unit, const Metric& metric, std::size_t sample, const UnitTree& tree, int metricLevel);

private:
    // Sums of so many neighbouring columns; their number does not depend on what units there are.
    static constexpr std::uint32_t kPart = 256;
    struct Part { float min, max; double sum; std::uint32_t known; };

    void readParts(const Metric& metric, std::size_t sample);

    const Metric* m_metric = nullptr;
    std::size_t m_sample = 0;
    std::vector<Part> m_parts;
    std::vector<float> m_frame;
};

} // namespace podscape
