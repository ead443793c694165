#pragma once

#include <chrono>

namespace podscape {

// Work that may be done a little later: it takes a seventh of the time at most, however long it takes once.
class Pace
{
public:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] bool isTime() const { return Clock::now() >= m_next; }

    // The work itself, from here to the end of the scope.
    class Turn
    {
    public:
        explicit Turn(Pace& pace) : m_pace(pace) {}
        ~Turn() { m_pace.m_next = Clock::now() + 6 * (Clock::now() - m_start); }
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;

    private:
        Pace& m_pace;
        Clock::time_point m_start = Clock::now();
    };

private:
    Clock::time_point m_next{};
};

} // namespace podscape
