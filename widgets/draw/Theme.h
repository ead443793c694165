#pragma once

#include "widgets/draw/DrawList.h"

#include <optional>
#include <string_view>

namespace podscape {

enum class ThemeName { Dark, Light };

[[nodiscard]] std::optional<ThemeName> parseThemeName(std::string_view text);

// Every colour that is not data. Text reaches a contrast of 4.5 : 1 on `background` and `panel`, textQuiet 3 : 1 (WCAG 2.1).
struct Theme
{
    ThemeName name;
    Rgba background, backgroundTop;   // 3D gradient: bottom, top; flat pictures use background
    Rgba panel;                       // cards, legends, tooltips
    Rgba grid, frame;                 // floor grid and axis lines; frames around things
    Rgba text, textQuiet;
    Rgba accent;                      // selection, playhead
    Rgba alarm, warning, good;
    Rgb missing;                      // data that is not there
    Rgba body;                        // racks, halls
    Rgba link;                        // links without a load

    [[nodiscard]] static const Theme& of(ThemeName name);
};

} // namespace podscape
