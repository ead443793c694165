#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace podscape {

// Whether the processor draws, from what OpenGL calls its renderer: Mesa's software drivers, SwiftShader and those that systems fall back on.
// Everything else is taken for a graphics card.
[[nodiscard]] constexpr bool drawsOnProcessor(std::string_view rendererName)
{
    constexpr std::array<std::string_view, 7> kNames{"llvmpipe", "softpipe", "Software Rasterizer", "SwiftShader", "GDI Generic", "Microsoft Basic Render", "Apple Software Renderer"};
    return std::ranges::any_of(kNames, [rendererName](std::string_view name) { return rendererName.find(name) != std::string_view::npos; });
}

} // namespace podscape
