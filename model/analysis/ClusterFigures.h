#pragma once

#include "model/analysis/Cables.h"
#include "model/analysis/DerivedFigure.h"
#include "model/layout/Layout.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace podscape {

enum class FigureGroup { Compute, Power, Floor, Fabric };
inline constexpr std::array kFigureGroups{FigureGroup::Compute, FigureGroup::Power, FigureGroup::Floor, FigureGroup::Fabric};

[[nodiscard]] std::string_view toText(FigureGroup group);   // "compute", "power", "floor", "fabric"

// A figure with its name. `key` is stable, for scripts: "power.rack", "bisection", "cable.optical".
struct NamedFigure
{
    FigureGroup group = FigureGroup::Compute;
    std::string key;
    std::string label;    // "power of a rack"
    std::string fabric;   // name of the fabric that it is about; empty otherwise
    int level = -1;       // level that it is about; −1 otherwise
    DerivedFigure figure;

    [[nodiscard]] std::string text() const;   // "76.8 TB/s"; an oversubscription as "2 : 1"
};

// Everything that Podscape computes about a cluster as a whole, in the order in which it is shown.
struct ClusterFigures
{
    std::vector<NamedFigure> all;

    // Under 100 ms at a million chips; pure, so any thread may do it once per dataset.
    [[nodiscard]] static ClusterFigures of(const Cluster& cluster, const Layout& physical);

    [[nodiscard]] const NamedFigure* find(std::string_view key, std::string_view fabric = {}) const;
};

} // namespace podscape
