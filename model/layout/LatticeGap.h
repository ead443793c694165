#pragma once

namespace podscape {

// Between two blocks of the lattice arrangement, in chip steps: shows where one rack ends and leaves room for links.
inline constexpr float kLatticeBlockGap = 0.75f;

} // namespace podscape
