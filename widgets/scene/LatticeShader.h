#pragma once

#include <string>

namespace podscape::shader {

// GLSL of the lattice blocks. VTK declares the textures cellTable and boxColors and the uniforms eyeMC, viewMC, isParallel, cellGap,
// firstDevice and frameColor itself when it finds their names in the code; declaring them here would be an error.
inline constexpr int kTextureWidth = 4096;   // of both textures, so that an index is (i & 4095, i >> 12)

// A cell of cellTable is three bytes, low first: 0 blank, 1 + device for a device, kFirstChipCode + chip counted from the block's first.
inline constexpr int kFirstChipCode = 16;

// What is the same for all blocks of a layout. A program is made for it: software renderers execute both sides of every branch, so what
// need not be asked per pixel is left out of the code (measured: half the time of one program with branches).
struct Variant
{
    bool isSolid = true;    // opaque racks; else a lattice that is looked through
    bool isAffine = true;   // the chip in a cell is blockWalk · cell + offset, no table needed; a rack of one device is an offset alone
    bool isFull = true;     // no blank cells, and no devices in racks of chips

    bool operator==(const Variant&) const = default;
};

extern const char* const kVertexDeclarations;
extern const char* const kVertexBody;
[[nodiscard]] std::string fragmentDeclarations(const Variant& variant);
[[nodiscard]] std::string fragmentColor(const Variant& variant);

} // namespace podscape::shader
