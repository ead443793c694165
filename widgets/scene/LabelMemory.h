#pragma once

#include "model/cluster/UnitTree.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace podscape {

// Which units bore a name in the last frame, so that a name stays while it can: names that come and go with every degree of a turn
// cannot be read. Belongs to one scene; GUI thread.
class LabelMemory
{
public:
    // How many frames a name outlives being hidden: what passes in front of it for a moment does not blink it.
    static constexpr std::uint8_t kFramesHidden = 12;

    void startFrame();                                   // what was shown is now what was shown before
    void show(UnitRef unit, bool isSeen);
    void forget();                                       // another cluster or arrangement

    // The frame in which the name appeared; absent when it was not there in the last one.
    [[nodiscard]] std::optional<std::uint32_t> shownSince(UnitRef unit) const;
    [[nodiscard]] bool mayStayHidden(UnitRef unit) const;
    [[nodiscard]] bool wasOpen(UnitRef unit) const { return m_openBefore.contains(unit); }   // named by its children
    [[nodiscard]] std::vector<UnitRef> shown() const;    // in this frame, ascending
    void open(UnitRef unit) { m_open.insert(unit); }

private:
    struct Shown { std::uint32_t since = 0; std::uint8_t hidden = 0; };

    std::uint32_t m_frame = 0;
    std::map<UnitRef, Shown> m_shown, m_before;
    std::set<UnitRef> m_open, m_openBefore;
};

} // namespace podscape
