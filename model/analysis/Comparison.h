#pragma once

#include "model/analysis/ClusterFigures.h"

#include <optional>
#include <string>
#include <vector>

namespace podscape {

// One line of two clusters side by side; a text is empty where a cluster has nothing to say.
struct ComparisonRow
{
    std::string label;
    std::string a, b;
    std::optional<double> ratio;   // b over a, where both are numbers and a is not 0

    [[nodiscard]] bool differs() const { return a != b; }
};

struct ComparisonSection
{
    std::string title;
    std::vector<ComparisonRow> rows;
};

// Two clusters side by side: levels, fabrics, and every figure that either has. Levels go together by name, the leaves and the wholes whatever they are
// called; fabrics by name, and those left over in their order, as an NVLink domain stands beside an ICI torus.
struct Comparison
{
    std::vector<ComparisonSection> sections;

    [[nodiscard]] static Comparison of(const Cluster& a, const ClusterFigures& figuresOfA, const Cluster& b, const ClusterFigures& figuresOfB);
};

} // namespace podscape
