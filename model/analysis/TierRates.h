#pragma once

#include "model/analysis/DerivedFigure.h"

#include <optional>
#include <string>
#include <vector>

namespace podscape {

// What enters a tier of switches from below: links that cross the cut under it, with their rates added, per direction.
struct TierStage
{
    double rate = 0;             // B/s
    std::uint32_t links = 0;
    std::string lower, upper;    // "endpoint", "leaf"

    [[nodiscard]] std::string text() const;   // "1,024 leaf–spine links · 50 GB/s"
};

// Stages from the endpoints up. A cable that skips a tier crosses each of the cuts on its way. Empty when a rate is unknown or nothing is switched.
[[nodiscard]] std::vector<TierStage> tierStages(const Fabric& fabric);

// Down rate to up rate of every tier that has another above it: 2 means that the switches take in twice what they can send on (Al-Fares,
// Loukissas and Vahdat, A Scalable, Commodity Data Center Network Architecture, 2008, §2.1).
struct Oversubscription
{
    std::string tier;
    DerivedFigure ratio;
};
[[nodiscard]] std::vector<Oversubscription> oversubscription(const Fabric& fabric);

} // namespace podscape
