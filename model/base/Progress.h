#pragma once

#include <functional>
#include <utility>

namespace podscape {

// How long work tells where it is and learns that it should stop. Both hooks may be empty and may be called from the
// worker's thread; work calls them every few thousand items.
class Progress
{
public:
    Progress() = default;
    Progress(std::function<void(double)> onFraction, std::function<bool()> stopRequested)
        : m_onFraction(std::move(onFraction)), m_stopRequested(std::move(stopRequested)) {}

    // fraction in [0, 1]; changes below 0.1 % are not passed on.
    void report(double fraction)
    {
        if (!m_onFraction || (fraction < m_last + 0.001 && fraction < 1.0))
            return;
        m_last = fraction;
        m_onFraction(fraction);
    }
    [[nodiscard]] bool stopRequested() const { return m_stopRequested && m_stopRequested(); }

private:
    std::function<void(double)> m_onFraction;
    std::function<bool()> m_stopRequested;
    double m_last = -1.0;
};

} // namespace podscape
