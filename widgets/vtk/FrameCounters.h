#pragma once

#include <cstdint>

namespace podscape {

// What one frame asked of the graphics side. A part of a scene counts what it draws and uploads itself; the device counts the rest.
struct FrameCounters
{
    std::uint64_t draws = 0;          // calls
    std::uint64_t primitives = 0;     // triangles and lines sent to be drawn, seen or not
    std::uint64_t fragments = 0;      // samples that passed the depth test
    std::uint64_t textureBytes = 0;   // uploaded since the frame before

    FrameCounters& operator+=(const FrameCounters& other)
    {
        draws += other.draws;
        primitives += other.primitives;
        fragments += other.fragments;
        textureBytes += other.textureBytes;
        return *this;
    }
};

} // namespace podscape
