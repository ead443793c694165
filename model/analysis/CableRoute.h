#pragma once

#include "model/analysis/FloorRows.h"

namespace podscape {

// How cables run, in metres. Vendors publish none of it for the systems we draw, so these are Podscape's own figures; every cable length says so.
struct CableRule
{
    double trayAboveRack = 0.5;    // overhead trays run this high over the racks, along the rows and across at their ends
    double slackOutside = 1.0;     // per cable that leaves its rack: half a metre at each end
    double slackInside = 0.3;      // per cable within a rack
};

// Where a cable is plugged in. Something that stands in no row is its own.
struct CableEnd
{
    Eigen::Vector3f at{0, 0, 0};
    const FloorRow* row = nullptr;
    std::uint32_t rack = kNoRack;
    float tray = 0;                    // height of the tray above it: each storey has its own; of something in no rack its own height

    static constexpr std::uint32_t kNoRack = ~0u;
};

// Within a rack: across, deep and high added. Elsewhere: up to the tray, along the row to the end that is nearer to where it goes, at right angles to the
// other row's end, along that row, and down; between storeys straight up. Racks of one row need no end.
[[nodiscard]] double cableMetres(const CableEnd& a, const CableEnd& b, const CableRule& rule);

} // namespace podscape
