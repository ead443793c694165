#include "widgets/scene/LatticeShader.h"

namespace podscape::shader {

// cellSpot is the place in the block in cells: 0…grid. It is linear over a face, so the corners' values are all a fragment needs.
const char* const kVertexDeclarations = R"(//VTK::PositionVC::Dec
in vec3 blockMinA; in vec3 blockSizeA; in vec3 blockGridA; in vec3 blockWalkA; in vec4 blockDataA;
out vec3 spotMC; out vec3 cellSpot; flat out vec3 cellScale; flat out vec3 blockGrid; flat out vec3 blockWalk; flat out vec4 blockData;
)";

const char* const kVertexBody = R"(//VTK::PositionVC::Impl
  spotMC = vertexMC.xyz; cellScale = blockGridA / blockSizeA; cellSpot = (vertexMC.xyz - blockMinA) * cellScale;
  blockGrid = blockGridA; blockWalk = blockWalkA; blockData = blockDataA;
)";

namespace {

// Macros, because a function that uses a sampler would stand before VTK's declarations of the textures.
// blockData: offset (of the cell table, or of the walk), row and column of the first chip's colour, index of the block's mean colour.
constexpr const char* kCommonDeclarations = R"(//VTK::PositionVC::Dec
in vec3 spotMC; in vec3 cellSpot; flat in vec3 cellScale; flat in vec3 blockGrid; flat in vec3 blockWalk; flat in vec4 blockData;
#define texel(name, i) texelFetch(name, ivec2((i) & 4095, (i) >> 12), 0)
#define firstChip (int(blockData.y) * 4096 + int(blockData.z))
#define meanIndex int(blockData.w)
// Chips have their own colours; what else is in a rack has one a kind.
#define cellColorIndex(code) ((code) < 16 ? firstDevice + (code) - 1 : firstChip + (code) - 16)
)";

constexpr const char* kAffine = R"(
#define cellCode(c) int(blockData.x + dot(c, blockWalk) + 16.5)   // an offset below 0 is a device; int() rounds to 0
)";
constexpr const char* kTable = R"(
#define cellIndex(c) int(blockData.x + dot(c, vec3(1.0, blockGrid.x, blockGrid.x * blockGrid.y)) + 0.5)
#define cellCode(c) int(dot(texel(cellTable, cellIndex(c)).rgb, vec3(255.0, 65280.0, 16711680.0)) + 0.5)
)";

// A rack: only the face that the fragment lies on matters. Chips are tiles on its sides, the top is the mean of the block; where a cell is
// smaller than a pixel a chip gives way to the mean, each at its own distance, so that there is no line where they all do.
constexpr const char* kSolid = R"(//VTK::Color::Impl
  vec3 off = abs(cellSpot + cellSpot - blockGrid);
  vec3 face = step(blockGrid * 0.9995, off);
  face.y *= 1.0 - face.z; face.x *= (1.0 - face.z) * (1.0 - face.y);
  vec3 footprint = fwidth(cellSpot) + 1e-5;
  vec3 cell = clamp(floor(cellSpot), vec3(0.0), blockGrid - 1.0);
  float limit = 0.55 + 0.4 * fract(dot(cell, vec3(0.379, 0.713, 0.547)));
  bool asMean = face.z + step(limit, max(footprint.x, max(footprint.y, footprint.z))) > 0.5;
  vec3 chipEdge = (0.5 - cellGap - abs(fract(cellSpot) - 0.5)) / footprint + 0.5;
  vec3 blockEdge = (blockGrid - off) / footprint * 0.5 - 0.2;
  int code = cellCode(cell);
  if (code < 16) chipEdge.xy = blockEdge.xy;   // a shelf is as wide as the rack
#ifndef FULL
  chipEdge *= float(code != 0);
#endif
  vec3 inside = max(clamp(asMean ? blockEdge : chipEdge, 0.0, 1.0), face);
  float tile = inside.x * inside.y * inside.z;
  vec3 rgb = texel(boxColors, asMean ? meanIndex : cellColorIndex(code)).rgb;
  vec3 across = blockGrid / footprint;
  float small = clamp(1.5 - 0.25 * min(across.x, min(across.y, across.z)), 0.0, 1.0);   // a rack of a few pixels has no edges to show
  if (asMean) tile = mix(tile * 0.9, 1.0, small);
  rgb = mix(frameColor, rgb, tile) * dot(face, vec3(0.70, 0.86, 1.0));
  ambientColor = rgb; diffuseColor = vec3(0.0); specularColor = vec3(0.0);
)";

// A lattice: the ray walks through the cells (Amanatides and Woo 1987) until it meets a chip; where it meets none the fragment is
// discarded and what stands behind shows. Cells smaller than a pixel are the mean of the block.
constexpr const char* kOpen = R"(//VTK::Color::Impl
  vec3 footprint = fwidth(cellSpot);
  float pixel = max(footprint.x, max(footprint.y, footprint.z));
  vec3 off = abs(cellSpot + cellSpot - blockGrid);
  vec3 face = step(blockGrid * 0.9995, off);
  face.y *= 1.0 - face.z; face.x *= (1.0 - face.z) * (1.0 - face.y);
  vec3 last = blockGrid - 1.0;
  vec3 cell = clamp(floor(cellSpot), vec3(0.0), last);
  vec3 ray = (isParallel == 1 ? viewMC : spotMC - eyeMC) * cellScale;
  ray += vec3(equal(ray, vec3(0.0))) * 1e-9;
  vec3 inverse = 1.0 / ray;
  vec3 forward = sign(ray);
  vec3 toMiddle = (0.5 - cellSpot) * inverse;
  vec3 halfChip = (0.5 - cellGap) * abs(inverse);
  vec3 halfCell = 0.5 * abs(inverse);
  float enter = 0.0;
  vec3 side = face;
  bool met = pixel > 0.8;
  bool walking = !met;
  for (int i = 0; i < 64 && walking; ++i) {
    vec3 middle = cell * inverse + toMiddle;
    vec3 lower = middle - halfChip, upper = middle + halfChip;
    float t = max(lower.x, max(lower.y, lower.z));
    bool hit = min(upper.x, min(upper.y, upper.z)) >= max(t, 0.0);
#ifndef FULL
    hit = hit && cellCode(cell) != 0;
#endif
    vec3 wall = middle + halfCell;
    float nearest = min(wall.x, min(wall.y, wall.z));
    vec3 next = step(wall, vec3(nearest));
    next.y *= 1.0 - next.x; next.z *= (1.0 - next.x) * (1.0 - next.y);
    if (hit) { met = true; walking = false; enter = max(t, 0.0); side = step(vec3(t), lower); }
    else {
      cell += forward * next;
      walking = all(greaterThanEqual(cell, vec3(-0.5))) && all(lessThan(cell, blockGrid - 0.5));
    }
  }
  if (!met) discard;
  int code = cellCode(cell);
  bool asMean = pixel > 0.8;
  vec3 rgb = texel(boxColors, asMean ? meanIndex : cellColorIndex(code)).rgb;
  float light = max(side.x * 0.70, max(side.y * 0.86, side.z));
  vec3 spot = abs(cellSpot + ray * enter - cell - 0.5) / (0.5 - cellGap) * (1.0 - side);
  float rim = asMean ? 1.0 : 1.0 - 0.22 * clamp(max(spot.x, max(spot.y, spot.z)) * 5.0 - 4.0, 0.0, 1.0);
  rgb *= light * rim / (1.0 + 0.10 * enter * length(ray));
  ambientColor = rgb; diffuseColor = vec3(0.0); specularColor = vec3(0.0);
)";

} // namespace

std::string fragmentDeclarations(const Variant& variant)
{
    return std::string(kCommonDeclarations) + (variant.isFull ? "#define FULL\n" : "") + (variant.isAffine ? kAffine : kTable);
}

std::string fragmentColor(const Variant& variant)
{
    return variant.isSolid ? kSolid : kOpen;
}

} // namespace podscape::shader
