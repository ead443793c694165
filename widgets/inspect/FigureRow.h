#pragma once

#include "model/analysis/ClusterFigures.h"
#include "widgets/inspect/FactSheet.h"

namespace podscape {

// Rows of the inspector for what the model computes or repeats.
[[nodiscard]] FactRow figureRow(const QString& label, const DerivedFigure& figure);
[[nodiscard]] FactRow figureRow(const NamedFigure& figure);
[[nodiscard]] FactRow factRow(const Fact& fact);

// A figure as the file states it, which is named where it gives no source.
[[nodiscard]] FactRow statedRow(const QString& label, const QString& value, const Provenance& provenance, const Cluster& cluster);

// A figure counted from what is loaded; `note` is its arithmetic.
[[nodiscard]] FactRow countedRow(const QString& label, long long count, const QString& note);

// A figure of a trace: "recorded", or how else it came about.
[[nodiscard]] FactRow tracedRow(const QString& label, const QString& value, Origin origin, const Trace& trace, const QString& note = {});

// Several rows of one group, in the model's order.
void addFigures(FactSection& section, const ClusterFigures& figures, FigureGroup group, std::string_view fabric = {});

} // namespace podscape
