#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace podscape {

// Shape of a torus; several equal tori may exist side by side, one per unit of instanceLevel or only in some of them.
struct TorusShape
{
    using At = std::array<std::uint32_t, 3>;
    struct Place { std::uint32_t instance, local; };

    At size{1, 1, 1};
    std::array<bool, 3> wraps{false, false, false};
    std::array<At, 3> twist{};                              // stepping over the end of axis a also moves by twist[a]
    int dimensions = 3;
    int instanceLevel = 0;
    std::vector<std::uint32_t> instanceUnits;               // units of instanceLevel that have a torus, ascending; empty: every one
    std::vector<std::uint32_t> firstEndpoint;               // of each instance, ascending; empty: instance · endpointsEach()
    std::vector<std::array<std::uint16_t, 3>> coordinates;  // of each endpoint within its instance, size.x·y·z entries
    std::vector<std::uint32_t> endpointAt;                  // inverse: x + size.x·(y + size.y·z) → endpoint within its instance

    [[nodiscard]] std::uint32_t endpointsEach() const { return static_cast<std::uint32_t>(endpointAt.size()); }
    [[nodiscard]] bool isTwisted() const { return twist != std::array<At, 3>{}; }
    [[nodiscard]] std::uint32_t cellOf(const At& at) const { return at[0] + size[0] * (at[1] + size[1] * at[2]); }

    // Which torus an endpoint of the fabric belongs to, and its number there; nullopt where units without a torus lie between.
    [[nodiscard]] std::optional<Place> placeOf(std::uint32_t endpoint) const;
    [[nodiscard]] std::uint32_t firstOf(std::uint32_t instance) const;                // first endpoint of a torus

    // One step forward along an axis; nullopt at an end that does not wrap. A ring of two has no second link to wrap through.
    [[nodiscard]] std::optional<At> next(const At& at, int axis) const;
};

// The shifts of a rectangular or prismatic twisted torus: every axis of the short length n shifts by n along every axis of length 2n
// when it wraps (Cámara et al., "Twisted Torus Topologies for Enhanced Interconnection Networks", IEEE TPDS 21(12), 2010). TPU slices of
// n×n×2n and n×2n×2n can be joined so. nullopt where the lengths are not of that kind.
[[nodiscard]] std::optional<std::array<TorusShape::At, 3>> twistOf(const TorusShape::At& size, int dimensions);

} // namespace podscape
