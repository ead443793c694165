#pragma once

#include "model/cluster/Cluster.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace podscape {

// A statement that a figure was computed from, with where it comes from.
struct FigureInput
{
    std::string what;          // "power of a rack: 69.4 kW"
    Provenance provenance;
};

// Another way to the same quantity that comes out more than 5 % off; both are shown, neither is bent.
struct OtherFigure
{
    double value = 0;
    std::string formula;
};

// A figure that we computed, with its arithmetic for the inspector.
struct DerivedFigure
{
    double value = 0;
    Dimension dimension = Dimension::Count;
    std::string formula;                        // "2 · 16 · 24 links · 100 GB/s"
    FactStatus weakest = FactStatus::Derived;   // Assumption when any input is one
    std::vector<FigureInput> inputs;            // what it rests on
    std::vector<OtherFigure> others;            // what disagrees
    std::string note;                           // the rule behind it, where the formula cannot say it
};

// Two figures that differ by more are called different.
inline constexpr double kAgreement = 0.05;

[[nodiscard]] FigureInput inputOf(const Fact& fact, const UnitTree& tree);
[[nodiscard]] FigureInput inputOf(const Fabric& fabric);
[[nodiscard]] FigureInput inputOf(const FloorPlan& floor);

// What the file says of the counts of the levels below `above` down to `level`; levels without a word on theirs are left out, and so is what is there
// already.
void addLevelInputs(DerivedFigure& figure, const Cluster& cluster, int above, int level);

// Assumption when any input is one, else Derived: what is computed is derived at best.
[[nodiscard]] FactStatus weakestOf(std::span<const FigureInput> inputs);

// A figure about a fabric, resting on it.
[[nodiscard]] DerivedFigure fabricFigure(const Fabric& fabric, double value, Dimension dimension, std::string formula, std::string note = {});

// "717 kW = 1,024 gpus · 700 W, 45 % less"
[[nodiscard]] std::string toText(const OtherFigure& other, const DerivedFigure& figure);

// A fact's key as words: "memoryBandwidth" → "memory bandwidth", "peak.fp8" → "peak FP8".
[[nodiscard]] std::string keyWords(std::string_view key);

// " in each pod" where there are several.
[[nodiscard]] std::string perInstance(const UnitTree& tree, int level);

} // namespace podscape
