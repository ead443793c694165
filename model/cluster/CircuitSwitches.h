#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace podscape {

// Optical circuit switches between the cubes of tori, as a rule instead of a list: the link that leaves a cube along axis a at position p
// of its face runs through switch firstOfAxis[a] + p of the set that its torus belongs to.
struct CircuitSwitches
{
    std::array<std::uint32_t, 3> cube{1, 1, 1};        // chips along each axis
    std::array<std::uint32_t, 3> firstOfAxis{0, 0, 0}; // within a set
    std::uint32_t perSet = 0;                          // 48 for cubes of 4×4×4
    std::uint32_t ports = 0;                           // of each switch; 0: not known
    std::vector<std::uint32_t> setOfInstance;          // tori may share a set

    // Position on the face that a link along `axis` leaves through.
    [[nodiscard]] std::uint32_t positionOf(const std::array<std::uint16_t, 3>& at, int axis) const
    {
        const int u = axis == 0 ? 1 : 0, v = axis == 2 ? 1 : 2;
        return at[u] % cube[u] + cube[u] * (at[v] % cube[v]);
    }
};

} // namespace podscape
