#include "widgets/scene/LabelMemory.h"

#include <utility>

namespace podscape {

void LabelMemory::startFrame()
{
    ++m_frame;
    m_before = std::exchange(m_shown, {});
    m_openBefore = std::exchange(m_open, {});
}

void LabelMemory::show(UnitRef unit, bool isSeen)
{
    const auto before = m_before.find(unit);
    Shown shown{m_frame, 0};
    if (before != m_before.end())
        shown = {before->second.since, static_cast<std::uint8_t>(isSeen ? 0 : before->second.hidden + 1)};
    m_shown[unit] = shown;
}

void LabelMemory::forget()
{
    *this = {};
}

std::optional<std::uint32_t> LabelMemory::shownSince(UnitRef unit) const
{
    const auto before = m_before.find(unit);
    return before == m_before.end() ? std::nullopt : std::optional(before->second.since);
}

std::vector<UnitRef> LabelMemory::shown() const
{
    std::vector<UnitRef> units;
    for (const auto& [unit, shown] : m_shown)
        units.push_back(unit);
    return units;
}

bool LabelMemory::mayStayHidden(UnitRef unit) const
{
    const auto before = m_before.find(unit);
    return before != m_before.end() && before->second.hidden < kFramesHidden;
}

} // namespace podscape
