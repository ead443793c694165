#include "widgets/lattice/LatticeShader.h"

namespace podscape::shader {

namespace {

constexpr const char* kVertex = R"(//VTK::System::Dec
in vec3 position; in vec3 spotAt; in vec4 shapeAt; in vec4 cellsAt; in vec4 chipsAt; in vec4 meansAt; in vec4 wholeAt; in vec3 gapsAt; in vec3 blocksAt;
uniform mat4 toClip;
out vec3 place; out vec3 spot; flat out vec4 shape; flat out vec4 cells; flat out vec4 chips; flat out vec4 means; flat out vec4 whole; flat out vec3 gaps; flat out vec3 blocks;
void main()
{
  place = position; spot = spotAt; shape = shapeAt; cells = cellsAt; chips = chipsAt; means = meansAt; whole = wholeAt; gaps = gapsAt; blocks = blocksAt;
  gl_Position = toClip * vec4(position, 1.0);
}
)";

// On faces: shape: cells of a block across and up, and how far it is to the next block in blocks. cells: code of the cell (0, 0), its steps
// across and up, share of a cell that is gap. chips: index of the first block's first chip, its steps from block to block, opacity. means: the same
// for the blocks' means, then light. whole: mean of all, and 1 where only means are shown.
constexpr const char* kHead = R"(//VTK::System::Dec
//VTK::Output::Dec
in vec3 place; in vec3 spot; flat in vec4 shape; flat in vec4 cells; flat in vec4 chips; flat in vec4 means; flat in vec4 whole; flat in vec3 gaps; flat in vec3 blocks;
uniform sampler2D colors; uniform sampler2D cellTable;
uniform vec3 frameColor; uniform vec3 eye; uniform vec3 forward; uniform int isParallel; uniform float gap; uniform int isSolid;
vec4 texel(sampler2D name, int i) { return texelFetch(name, ivec2(i & (WIDTH - 1), i >> BITS), 0); }
)";

constexpr const char* kFormula = R"(
int codeOf(float cell) { return int(cell + 16.5); }   // a formula below 0 is a device; int() rounds to 0
)";
constexpr const char* kTable = R"(
int codeOf(float cell) { return int(dot(texel(cellTable, int(cell + 0.5)).rgb, vec3(255.0, 65280.0, 16711680.0)) + 0.5); }
)";

// How much of a pixel lies on a tile that fills all but `free` at both ends of each step: an edge while steps are larger than pixels, the share of
// tiles in all when they are smaller. `blur` is a pixel in steps, `seen` how much single steps are told apart.
constexpr const char* kCover = R"(
vec2 seenAt(vec2 blur) { return 1.0 - smoothstep(0.55, 1.0, blur); }
vec2 cover(vec2 at, vec2 free, vec2 blur, vec2 seen)
{
  return mix(1.0 - 2.0 * free, clamp((0.5 - free - abs(at - 0.5)) / blur + 0.5, 0.0, 1.0), seen);
}
)";

constexpr const char* kFaces = R"(
void main()
{
  vec2 across = dFdx(spot.xy), up = dFdy(spot.xy);
  vec2 pixel = sqrt(across * across + up * up) + 1e-6;   // in blocks
  vec2 block = floor(spot.xy);
  vec2 local = (spot.xy - block) * shape.zw;             // 1 at the far edge of the block, more in the gap behind it
  vec2 blockBlur = pixel * shape.zw;
  vec2 blockSeen = seenAt(pixel);
  vec3 mean = texel(colors, int(means.x + dot(block, means.yz) + 0.5)).rgb;
#ifdef CHIPS
  vec2 at = min(local, 0.9999) * shape.xy;
  vec2 cell = floor(at);
  vec2 blur = blockBlur * shape.xy;
  vec2 seen = seenAt(blur);
  int code = codeOf(cells.x + dot(cell, cells.yz));
  int chip = int(chips.x + dot(block, chips.yz) + 0.5) + code - 16;
  vec4 own = texel(colors, code < 16 ? max(code - 1, 0) : chip);
  vec2 covered = cover(at - cell, vec2(cells.w), blur, seen);
  if (code < 16) covered.x = 1.0;                        // a shelf is as wide as the rack
  float share = min(seen.x, seen.y);
  int alpha = int(own.a * 255.0 + 0.5);
  float stripes = clamp(abs(fract((at.x + at.y) * 2.0 + 0.5) - 0.5) * 4.0 / max(1.0, 4.0 * (blur.x + blur.y)), 0.0, 1.0);
  vec3 tile = mix(own.rgb, own.rgb * 0.62, float((alpha & 1) * int(code >= 16)) * stripes);
  tile = mix(frameColor, tile, float(alpha | 1) / 255.0);
  float there = code == 0 ? 0.0 : 1.0;
  float chipCover = covered.x * covered.y;
  vec3 inner = mix(mean, tile, share);
  float filled = chipCover * mix(1.0, there, share);
#else
  vec3 inner = mean;
  float filled = (1.0 - 2.0 * cells.w) * (1.0 - 2.0 * cells.w);
#endif
  vec2 free = vec2(0.0);
  vec2 edge = clamp((0.5 - abs(local - 0.5)) / blockBlur + 0.35, 0.0, 1.0);
  vec2 around = mix(1.0 / shape.zw, edge, blockSeen);
  filled *= around.x * around.y;
  inner = mix(whole.rgb, inner, min(blockSeen.x, blockSeen.y));
  vec3 behind = isSolid == 1 ? frameColor : inner * 0.35;   // what one would see deeper in a lattice
  gl_FragData[0] = vec4(mix(behind, inner, filled) * means.w, chips.w);
}
)";

// A lattice: the ray walks through the cells (Amanatides and Woo 1987) of one block after another until it meets a chip; where it meets none the
// fragment is discarded and what stands behind shows. Cells are counted over all blocks; half of the gap between two blocks goes with the cell
// beside it. shape: cells per unit, index of the first chip. cells: first cell, code of the cell (0, 0, 0) of a block. chips: last cell, opacity.
// means: steps of the code, index of the first bar. whole: cells of a block, its chips. gaps: between blocks, in cells. blocks: from one to the
// next in y and in z, in blocks; how much of their width bars have.
// A bar along an axis lies between the middles of neighbours in a block; its colour belongs to the one with the smaller coordinate.
constexpr const char* kThrough = R"(
const float kThin = 0.055;                               // half of a bar's full width
#ifdef ALONE
vec3 blockOf(vec3 cell) { return vec3(0.0); }
vec3 blockAround(vec3 at) { return vec3(0.0); }
vec3 middleOf(vec3 cell) { return cell + 0.5; }
#else
vec3 share = vec3(0.0);                                  // of a block that a cell is along each axis
vec3 blockOf(vec3 cell) { return floor((cell + 0.5) * share); }
vec3 blockAround(vec3 at) { return floor((at + 0.5 * gaps) / (whole.xyz + gaps)); }
vec3 middleOf(vec3 cell) { return cell + 0.5 + gaps * blockOf(cell); }
#endif
// Chips before those of the block.
int before(vec3 block) { return int(whole.w * (block.x + dot(block.yz, blocks.xy)) + 0.5); }
vec4 chipAt(vec3 cell, vec3 block, out int code)
{
  code = codeOf(cells.w + dot(cell - block * whole.xyz, means.xyz));
  return texel(colors, code < 16 ? max(code - 1, 0) : int(shape.w + 0.5) + before(block) + code - 16);
}
#if defined(MASKED) && defined(LINKED)
float shownAt(vec3 local, vec3 block)
{
  int code = 0;
  return step(0.01, chipAt(block * whole.xyz + clamp(local, vec3(0.0), whole.xyz - 1.0), block, code).a);
}
#endif
void main()
{
#ifndef ALONE
  share = 1.0 / whole.xyz;
#endif
  vec3 ray = (isParallel == 1 ? forward : place - eye) * shape.xyz;
  ray += vec3(equal(ray, vec3(0.0))) * 1e-9;
  vec3 low = cells.xyz, high = chips.xyz;
  vec3 period = whole.xyz + gaps;
  vec3 start = blockAround(spot);
  vec3 cell = clamp(start * whole.xyz + clamp(floor(spot - start * period), vec3(0.0), whole.xyz - 1.0), low, high);
  vec3 inverse = 1.0 / ray;
  vec3 ahead = sign(ray);
  vec3 halfChip = (0.5 - gap) * abs(inverse);
  vec3 here = middleOf(cell), beyond = middleOf(cell + ahead);
  float enter = 0.0;
  vec3 side = vec3(0.0);
  int code = 0;
  vec4 own = vec4(0.0);
  bool met = false;
  bool walking = true;
  int axis = -1;                                         // of the bar that was met
  for (int i = 0; i < 4096 && walking; ++i) {
    vec3 middle = (here - spot) * inverse;
    vec3 lower = middle - halfChip, upper = middle + halfChip;
    float t = max(lower.x, max(lower.y, lower.z));
    bool hit = min(upper.x, min(upper.y, upper.z)) >= max(t, 0.0);
#if defined(MASKED) || defined(LINKED)
    vec3 block = blockOf(cell);
#endif
#ifdef MASKED
    own = chipAt(cell, block, code);
    bool isShown = code != 0 && own.a > 0.01;
    hit = hit && isShown;
#elif defined(HOLES)
    code = codeOf(cells.w + dot(cell - blockOf(cell) * whole.xyz, means.xyz));
    hit = hit && code != 0;
#endif
    if (hit) { met = true; enter = max(t, 0.0); side = step(vec3(t), lower); }
#ifdef LINKED
    vec3 local = cell - block * whole.xyz;
    vec3 from = -0.5 * step(vec3(0.5), local), to = 0.5 * step(local, whole.xyz - 1.5);
#ifdef MASKED
    // Both chips of a link must be there. Without the chip itself there is nothing.
    vec3 x = vec3(1.0, 0.0, 0.0), y = x.yxz, z = x.yzx;
    if (isShown) {
      from *= vec3(shownAt(local - x, block), shownAt(local - y, block), shownAt(local - z, block));
      to *= vec3(shownAt(local + x, block), shownAt(local + y, block), shownAt(local + z, block));
    } else {
      from = to = vec3(0.0);
    }
#endif
    // All three bars at once: each is thin across and reaches along its own axis from `from` to `to`.
    vec3 thin = kThin * blocks.z * abs(inverse), thinFirst = middle - thin, thinLast = middle + thin;
    vec3 a = middle + from * inverse, b = middle + to * inverse;
    vec3 first = min(a, b), last = max(a, b);
    vec3 entry = max(max(max(thinFirst.yxx, thinFirst.zzy), first), 0.0);
    vec3 exit = min(min(thinLast.yxx, thinLast.zzy), last);
    entry = mix(vec3(1e30), entry, step(entry, exit) * step(from + 1e-6, to));
    float nearer = hit ? enter : 1e30, bar = min(entry.x, min(entry.y, entry.z));
    if (bar < nearer) {
      nearer = bar;
      axis = entry.x == bar ? 0 : entry.y == bar ? 1 : 2;
      side = step(vec3(bar), mix(thinFirst, first, vec3(equal(entry, vec3(bar)))));
    }
    hit = nearer < 1e29;
    met = hit;
    enter = hit ? nearer : 0.0;
#endif
    vec3 wall = (0.5 * (here + beyond) - spot) * inverse;
    float nearest = min(wall.x, min(wall.y, wall.z));
    vec3 next = step(wall, vec3(nearest));
    next.y *= 1.0 - next.x; next.z *= (1.0 - next.x) * (1.0 - next.y);
    if (hit) walking = false;
    else {
      cell += ahead * next;
      here = mix(here, beyond, next);
      beyond = middleOf(cell + ahead);
      walking = all(greaterThanEqual(cell, low - 0.5)) && all(lessThan(cell, high + 0.5));
    }
  }
  if (!met) discard;
  vec3 inBlock = blockOf(cell);
#ifndef MASKED
  own = chipAt(cell, inBlock, code);
#endif
  int alpha = int(own.a * 255.0 + 0.5);
  vec3 at = spot + ray * enter - here + 0.5;             // in the cell, 0…1
  float light = max(side.x * 0.70, max(side.y * 0.86, side.z));
  vec3 rim3 = abs(at - 0.5) / (0.5 - gap) * (1.0 - side);
  float rim = 1.0 - 0.22 * clamp(max(rim3.x, max(rim3.y, rim3.z)) * 5.0 - 4.0, 0.0, 1.0);
  float stripes = clamp(abs(fract((at.x + at.y + at.z) * 2.0 + 0.5) - 0.5) * 4.0, 0.0, 1.0);
  vec3 rgb = mix(own.rgb, own.rgb * 0.62, float((alpha & 1) * int(code >= 16)) * stripes);
  rgb = mix(frameColor, rgb, float(alpha | 1) / 255.0);
#ifdef LINKED
  if (axis >= 0) {
    vec3 along = vec3(float(axis == 0), float(axis == 1), float(axis == 2));
    vec3 owner = cell - inBlock * whole.xyz - along * step(dot(at, along), 0.5);
    vec3 bar = texel(colors, int(means.w + 0.5) + 3 * (before(inBlock) + codeOf(cells.w + dot(owner, means.xyz)) - 16) + axis).rgb;
    rgb = mix(frameColor, bar, float(alpha | 1) / 255.0);
    rim = 1.0;
  }
#endif
  // Darker the deeper in its block.
  vec3 intoBlock = (inBlock * period + step(ahead, vec3(0.0)) * whole.xyz - spot) * inverse;
  float depth = (enter - max(0.0, max(intoBlock.x, max(intoBlock.y, intoBlock.z)))) * length(ray);
  gl_FragData[0] = vec4(rgb * light * rim / (1.0 + 0.10 * max(depth, 0.0)), chips.w);
}
)";

} // namespace

std::string vertexCode()
{
    return kVertex;
}

std::string fragmentCode(const Variant& variant)
{
    std::string code(kHead);
    std::string defines = "\n#define BITS " + std::to_string(variant.widthBits) + "\n#define WIDTH (1 << BITS)\n";
    if (variant.kind == Variant::Kind::Chips)
        defines += "#define CHIPS\n";
    if (variant.hasHoles)
        defines += "#define HOLES\n";
    if (variant.isLinked)
        defines += "#define LINKED\n";
    if (variant.isMasked)
        defines += "#define MASKED\n";
    if (variant.isAlone)
        defines += "#define ALONE\n";
    code.insert(code.find('\n') + 1, defines);
    code += variant.isTable ? kTable : kFormula;
    code += kCover;
    code += variant.kind == Variant::Kind::Through ? kThrough : kFaces;
    return code;
}

} // namespace podscape::shader
