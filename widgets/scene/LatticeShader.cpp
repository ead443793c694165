#include "widgets/scene/LatticeShader.h"

namespace podscape::shader {

const char* const kVertexDeclarations = R"(//VTK::PositionVC::Dec
in vec3 blockMinA; in vec3 blockSizeA; in vec3 blockGridA; in vec4 blockDataA;
out vec3 spotMC; flat out vec3 blockMin; flat out vec3 blockSize; flat out vec3 blockGrid; flat out vec4 blockData;
)";

const char* const kVertexBody = R"(//VTK::PositionVC::Impl
  spotMC = vertexMC.xyz; blockMin = blockMinA; blockSize = blockSizeA; blockGrid = blockGridA; blockData = blockDataA;
)";

// Macros, because a function that uses a sampler would stand before VTK's declarations of the textures.
// blockData: cell table offset, row and column of the first chip's value, index of the block.
const char* const kFragmentDeclarations = R"(//VTK::PositionVC::Dec
in vec3 spotMC; flat in vec3 blockMin; flat in vec3 blockSize; flat in vec3 blockGrid; flat in vec4 blockData;
#define texel(name, i) texelFetch(name, ivec2((i) & 4095, (i) >> 12), 0)
#define cellIndex(c) int(blockData.x + dot(c, vec3(1.0, blockGrid.x, blockGrid.x * blockGrid.y)) + 0.5)
#define cellCode(c) int(dot(texel(cellTable, cellIndex(c)).rgb, vec3(255.0, 65280.0, 16711680.0)) + 0.5)
#define firstChip (int(blockData.y + 0.5) * 4096 + int(blockData.z + 0.5))
#define colorAt(v) texelFetch(colorTable, ivec2(int((v) * 255.0 + 0.5), 0), 0).rgb
#define chipColor(code) colorAt(texel(chipValues, firstChip + (code) - 16).r)
#define meanColor colorAt(texel(blockMeans, int(blockData.w + 0.5)).r)
// Devices that are not chips: switches, power shelves, coolant units.
#define deviceColor(code) ((code) == 1 ? vec3(0.36, 0.44, 0.60) : (code) == 2 ? vec3(0.50, 0.42, 0.30) : vec3(0.28, 0.46, 0.48))
#define contentColor(code) ((code) >= 16 ? chipColor(code) : deviceColor(code))
)";

// Two ways to draw a block. Solid (a rack): only the face that the fragment lies on matters; chips are tiles on it, the top is the mean
// of the block. Open (a lattice): the ray walks through the cells (Amanatides and Woo 1987) until it meets one; where it meets none the
// fragment is discarded and what stands behind shows. Where a cell is smaller than a pixel both fade to the mean of the block, so that
// nothing flickers.
const char* const kFragmentColor = R"(//VTK::Color::Impl
  vec3 cellSize = blockSize / blockGrid;
  vec3 p = (spotMC - blockMin) / cellSize;
  vec3 footprint = fwidth(p);
  float pixel = max(footprint.x, max(footprint.y, footprint.z));
  float faded = smoothstep(0.45, 1.1, pixel);
  vec3 last = blockGrid - 1.0;
  vec3 cell = clamp(floor(p), vec3(0.0), last);
  vec3 fromCentre = abs(p / blockGrid - 0.5);
  vec3 face = fromCentre.x >= max(fromCentre.y, fromCentre.z) ? vec3(1.0, 0.0, 0.0) : fromCentre.y >= fromCentre.z ? vec3(0.0, 1.0, 0.0) : vec3(0.0, 0.0, 1.0);
  const vec3 faceLight = vec3(0.70, 0.86, 1.0);
  vec3 rgb;
  if (isSolid == 1) {
    if (face.z > 0.5) {
      vec3 edge = smoothstep(vec3(0.0), fwidth(p / blockGrid) + 0.05, 0.5 - fromCentre);
      rgb = mix(frameColor, meanColor, (0.25 + 0.75 * edge.x * edge.y) * 0.92);
    } else {
      int code = cellCode(cell);
      vec3 inCell = abs(fract(clamp(p, vec3(0.0001), blockGrid - 0.0001)) - 0.5);
      vec3 inside = 1.0 - smoothstep(vec3(0.5 - cellGap) - footprint * 0.5, vec3(0.5 - cellGap) + footprint * 0.5, inCell);
      inside = mix(inside, vec3(1.0), face);
      float tile = code == 0 ? 0.0 : inside.x * inside.y * inside.z;
      vec3 near = faded < 1.0 ? mix(frameColor, contentColor(max(code, 1)), tile) : vec3(0.0);
      rgb = mix(near, mix(frameColor, meanColor, 0.8), faded);
    }
    rgb *= dot(face, faceLight);
  } else if (faded >= 1.0) {
    rgb = meanColor * dot(face, faceLight);
  } else {
    vec3 ray = (isParallel == 1 ? viewMC : spotMC - eyeMC) / cellSize;
    vec3 inverse = 1.0 / (ray + vec3(equal(ray, vec3(0.0))) * 1e-12);
    vec3 forward = sign(ray);
    vec3 ahead = max(forward, vec3(0.0));
    bool met = false;
    for (int step = 0; step < 64; ++step) {
      int code = cellCode(cell);
      if (code != 0) {
        vec3 t0 = (cell + cellGap - p) * inverse, t1 = (cell + 1.0 - cellGap - p) * inverse;
        vec3 lower = min(t0, t1), upper = max(t0, t1);
        float enter = max(lower.x, max(lower.y, lower.z)), leave = min(upper.x, min(upper.y, upper.z));
        if (leave >= max(enter, 0.0)) {
          vec3 side = vec3(greaterThanEqual(lower, vec3(enter)));
          vec3 spot = abs(fract(clamp(p + ray * enter - cell, vec3(0.0), vec3(0.9999))) - 0.5) / (0.5 - cellGap);
          float rim = 1.0 - 0.22 * smoothstep(0.80, 1.0, max(spot.x * (1.0 - side.x), max(spot.y * (1.0 - side.y), spot.z * (1.0 - side.z))));
          rgb = contentColor(code) * dot(side, faceLight) * rim / (1.0 + 0.10 * max(enter, 0.0) * length(ray));
          met = true;
          break;
        }
      }
      vec3 wall = (cell + ahead - p) * inverse;
      if (wall.x < wall.y && wall.x < wall.z) cell.x += forward.x;
      else if (wall.y < wall.z) cell.y += forward.y;
      else cell.z += forward.z;
      if (any(lessThan(cell, vec3(0.0))) || any(greaterThan(cell, last))) break;
    }
    if (met) rgb = mix(rgb, meanColor * dot(face, faceLight), faded);
    else if (faded > 0.5) rgb = meanColor * dot(face, faceLight);
    else discard;
  }
  ambientColor = rgb; diffuseColor = vec3(0.0); specularColor = vec3(0.0);
)";

} // namespace podscape::shader
