#pragma once

namespace podscape::shader {

// GLSL of the lattice blocks. VTK declares the textures cellTable, chipValues, blockMeans and colorTable and the uniforms eyeMC, viewMC,
// isParallel, isSolid, cellGap and frameColor itself when it finds their names in the code; declaring them here would be an error.
inline constexpr int kTextureWidth = 4096;   // of cellTable, chipValues and blockMeans, so that an index is (i & 4095, i >> 12)

// A cell of cellTable is three bytes, low first: 0 blank, 1 + device for a device, kFirstChipCode + chip counted from the block's first.
inline constexpr int kFirstChipCode = 16;

extern const char* const kVertexDeclarations;
extern const char* const kVertexBody;
extern const char* const kFragmentDeclarations;
extern const char* const kFragmentColor;

} // namespace podscape::shader
