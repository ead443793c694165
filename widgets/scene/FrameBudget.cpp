#include "widgets/scene/FrameBudget.h"

#include <algorithm>

namespace podscape {

namespace {

constexpr double kFits = 0.92;              // of the time, which leaves room for a little more to draw in the next frame
constexpr double kWorth = 0.15;             // of the time that fewer pixels could save at best
constexpr std::size_t kLongestPatience = 128;
constexpr double kNewest = 0.1;             // of a running mean
constexpr int kVainAtMost = 3;              // steps in a row that win nothing, each farther than the one before: one may be a busy machine
constexpr std::size_t kFirstDoubt = 64, kLongestDoubt = 2'048;   // slow frames until what was found vain is tried once more

// What a frame would take at another scale if all of its time went into pixels, which it never quite does: too much for more pixels, too
// little for fewer.
double predicted(double milliseconds, double from, double to) { return milliseconds * (to * to) / (from * from); }

double median(std::array<double, 3> times)
{
    std::ranges::sort(times);
    return times[1];
}

} // namespace

void FrameBudget::move()
{
    m_isMoving = true;
}

void FrameBudget::rest()
{
    m_lowest = kScales.size() - 1;
    m_vain = 0;
    m_doubt = kFirstDoubt;
    m_timeAbove = 0;
    m_count = 0;   // what was drawn before may be another place
    m_isMoving = false;
}

void FrameBudget::takeStep(std::size_t step)
{
    m_step = step;
    m_count = 0;
}

void FrameBudget::addFrame(double milliseconds, double nowAndThen)
{
    m_nowAndThen += kNewest * (nowAndThen - m_nowAndThen);
    milliseconds += m_nowAndThen - nowAndThen;
    if (!m_isMoving) {
        // A move goes on where the one before ended; only the first has nothing but this to go by.
        if (!m_isMeasured)
            while (m_step + 1 < kScales.size() && predicted(milliseconds, 1, kScales[m_step]) > m_frameMs)
                ++m_step;
        m_isMeasured = true;
        return;
    }
    m_isMeasured = true;
    m_last = {milliseconds, m_last[0], m_last[1]};
    ++m_count;
    if (m_timeAbove > 0 && m_count == m_last.size()) {
        // The least on either side: the time above was the lesser of two.
        const double least = std::ranges::min(m_last), saved = m_timeAbove - least, possible = m_timeAbove - predicted(m_timeAbove, kScales[m_above], kScales[m_step]);
        m_timeAbove = 0;
        if (saved < kWorth * possible && least > m_frameMs) {
            if (++m_vain == kVainAtMost)
                m_lowest = m_above;
            takeStep(m_above);
            return;
        }
        m_vain = 0;
        m_doubt = kFirstDoubt;
    }
    // One slow frame may be a new program or a busy machine; two in a row, or one of twice the time, are too many pixels.
    const bool isSlow = milliseconds > m_frameMs && (milliseconds > 2 * m_frameMs || (m_count > 1 && m_last[1] > m_frameMs));
    if (isSlow && m_step < m_lowest && m_timeAbove == 0) {
        if (m_cameUp)
            m_patience = std::min(2 * m_patience, kLongestPatience);
        m_cameUp = false;
        std::size_t step = std::min(m_step + 1 + static_cast<std::size_t>(m_vain), m_lowest);
        const double time = m_count > 1 ? std::min(milliseconds, m_last[1]) : milliseconds;
        while (step < m_lowest && predicted(time, kScales[m_step], kScales[step]) > m_frameMs)
            ++step;
        m_above = m_step;
        m_timeAbove = time;
        takeStep(step);
    } else if (isSlow && m_vain == kVainAtMost && m_count >= m_doubt) {
        m_vain = kVainAtMost - 1;   // one more is enough to believe it again, for twice as long
        m_lowest = kScales.size() - 1;
        m_doubt = std::min(2 * m_doubt, kLongestDoubt);
    } else if (m_step > 0 && m_count >= m_patience && predicted(median(m_last), kScales[m_step], kScales[m_step - 1]) <= kFits * m_frameMs) {
        takeStep(m_step - 1);
        m_cameUp = true;
    } else if (m_cameUp && m_count > 4 * m_patience) {
        m_cameUp = false;   // it held
        m_patience = std::max<std::size_t>(8, m_patience / 2);
    }
}

} // namespace podscape
