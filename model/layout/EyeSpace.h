#pragma once

#include "model/layout/Layout.h"

#include <optional>

namespace podscape {

// Where an eye may be in a layout: nobody sees anything from inside a rack. Arithmetic over all blocks, a few tens of microseconds for a
// million chips. Lengths in the layout's own; safe on any thread.

inline constexpr double kEyeRoom = 0.1;   // an eye keeps this far from a block: ten centimetres, or a tenth of a chip's step

[[nodiscard]] bool isInBlock(const Layout& layout, const Eigen::Vector3d& eye, double room = 0);
[[nodiscard]] bool crossesBlock(const Layout& layout, const Eigen::Vector3d& from, const Eigen::Vector3d& to);

// How far an eye in a block has to go on along a way of length 1 until it is out of this and of all others, with room around it; 0 for one in the open.
[[nodiscard]] double wayOut(const Layout& layout, const Eigen::Vector3d& eye, const Eigen::Vector3d& way, double room = kEyeRoom);

// Nothing overhead: an eye can rise from here, or come down to here.
[[nodiscard]] bool hasOpenSky(const Layout& layout, const Eigen::Vector3d& eye);

// Nothing stands between an eye and the upper half of a unit in this box.
[[nodiscard]] bool isInSight(const Layout& layout, const Eigen::Vector3d& eye, const Box& unit);

// The top of the highest block over a rectangle of the floor; nullopt where there is none.
[[nodiscard]] std::optional<double> highestWithin(const Layout& layout, const Eigen::AlignedBox2d& floor);

// Where an eye gets that wants to go straight from one point to another: what is in the way it stops before, and slides along. From inside of
// a block every way out is free.
[[nodiscard]] Eigen::Vector3d slideAlong(const Layout& layout, const Eigen::Vector3d& from, const Eigen::Vector3d& to, double room = kEyeRoom);

} // namespace podscape
