#pragma once

#include "model/layout/Axis.h"
#include "model/layout/Layout.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace podscape {

// What lets one look into the 3D picture: a plane that cuts it open, one layer of a torus alone, units pulled apart. Each on its own or together.
struct Cutaway
{
    struct Clip
    {
        Axis axis = Axis::X;
        double share = 0.5;                   // where the plane is, 0…1 of the way through everything, or through one unit
        bool keepsLow = false;                // which side stays
        std::optional<UnitRef> through;       // none: everything
        bool operator==(const Clip&) const = default;
    };
    struct Slice
    {
        Axis axis = Axis::Z;                  // of the torus
        std::uint32_t coordinate = 0;
        bool operator==(const Slice&) const = default;
    };
    struct Explode
    {
        static constexpr double kMost = 4;
        Axis axis = Axis::X;
        double factor = 1.5;                  // 1 … kMost, see exploded()
        bool operator==(const Explode&) const = default;
    };

    std::optional<Clip> clip;
    std::optional<Slice> slice;
    std::optional<Explode> explode;

    [[nodiscard]] bool isAny() const { return clip || slice || explode; }
    bool operator==(const Cutaway&) const = default;
};

// What stays of a picture, in scene units; a side that is not cut is PickLimits::kFar away.
[[nodiscard]] Box clipBox(const std::optional<Cutaway::Clip>& clip, const Layout& layout, const UnitTree& tree);

// The fabric whose torus is sliced: the shown one, else the first that is one; nullptr where none is.
[[nodiscard]] const Fabric* slicedFabric(const Cluster& cluster, FabricId shown);

// As on the command line and in a session: "x:0.4" or "x:0.4:low" (which side stays; high where nothing is said, but low along z, so that one
// looks in from above), "z=7", "z:1.5". Numbers that are out of range are left to the caller.
[[nodiscard]] std::optional<Cutaway::Clip> parseClip(std::string_view text);
[[nodiscard]] std::optional<Cutaway::Slice> parseSlice(std::string_view text);
[[nodiscard]] std::optional<Cutaway::Explode> parseExplode(std::string_view text);
[[nodiscard]] std::string toText(const Cutaway::Clip& clip);
[[nodiscard]] std::string toText(const Cutaway::Slice& slice);
[[nodiscard]] std::string toText(const Cutaway::Explode& explode);

// The same with what does not exist left out and numbers within their ranges.
[[nodiscard]] Cutaway fitted(Cutaway cutaway, const Cluster& cluster, FabricId shown);

} // namespace podscape
