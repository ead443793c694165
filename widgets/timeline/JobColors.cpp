#include "widgets/timeline/JobColors.h"

#include <algorithm>
#include <cmath>

namespace podscape {

Rgba jobColor(JobState state, const Theme& theme)
{
    const bool dark = theme.name == ThemeName::Dark;
    switch (state) {
    case JobState::Running: return theme.accent;
    case JobState::Completed: return theme.good;
    case JobState::Failed: return theme.alarm;
    case JobState::NodeFail: return dark ? Rgba{0xE8, 0x3E, 0x8C} : Rgba{0xA6, 0x1B, 0x5E};
    case JobState::OutOfMemory: return dark ? Rgba{0xC0, 0x84, 0xFC} : Rgba{0x7A, 0x35, 0xC9};
    case JobState::Timeout: return theme.warning;
    case JobState::Preempted: return dark ? Rgba{0xFF, 0x9E, 0x64} : Rgba{0xB4, 0x4E, 0x0E};
    case JobState::Cancelled: return theme.textQuiet;
    case JobState::Pending: return theme.frame;
    case JobState::Unknown: return theme.link;
    }
    return theme.link;
}

std::string jobStateText(JobState state)
{
    switch (state) {
    case JobState::NodeFail: return "node failure";
    case JobState::OutOfMemory: return "out of memory";
    default: break;
    }
    std::string text(toText(state));
    std::ranges::transform(text, text.begin(), [](char c) { return c == '_' ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

Rgba mixed(Rgba under, Rgba over, float opacity)
{
    const auto mix = [opacity](std::uint8_t u, std::uint8_t o) { return static_cast<std::uint8_t>(std::lround(static_cast<float>(u) + opacity * (static_cast<float>(o) - static_cast<float>(u)))); };
    return {mix(under.r, over.r), mix(under.g, over.g), mix(under.b, over.b)};
}

} // namespace podscape
