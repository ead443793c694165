#pragma once

#include <chrono>
#include <utility>

namespace podscape {

// Work that may be done a little later: it takes a seventh of the time at most, however long it takes once.
class Pace
{
public:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] bool isTime() const { return Clock::now() >= m_next; }

    // Milliseconds of the last turn, 0 once asked.
    [[nodiscard]] double takeSpent() { return std::chrono::duration<double, std::milli>(std::exchange(m_spent, {})).count(); }

    // The work itself, from here to the end of the scope.
    class Turn
    {
    public:
        explicit Turn(Pace& pace) : m_pace(pace) {}
        ~Turn()
        {
            m_pace.m_spent = Clock::now() - m_start;
            m_pace.m_next = Clock::now() + 6 * m_pace.m_spent;
        }
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;

    private:
        Pace& m_pace;
        Clock::time_point m_start = Clock::now();
    };

private:
    Clock::time_point m_next{};
    Clock::duration m_spent{};
};

} // namespace podscape
