#pragma once

#include <array>
#include <cstddef>

namespace podscape {

// How many pixels a moving picture can afford. Told the time of every frame, it picks the share of the width and height that the next one is
// drawn with, so that frames keep coming; at rest every pixel is drawn. It steps down at once and up only where the time that the next step
// would take is known to fit, and waits longer after every step up that was taken back, so that a picture does not pulse; a step down
// that wins next to nothing is taken back, because then it is not the pixels that cost; that is doubted ever more seldom. Pure arithmetic.
class FrameBudget
{
public:
    static constexpr double kFrameMs = 33;                                        // thirty a second
    static constexpr std::array<double, 6> kScales{1, 0.84, 0.71, 0.59, 0.5, 0.42};   // each about 0.7 of the pixels of the one before

    explicit FrameBudget(double frameMs = kFrameMs) : m_frameMs(frameMs) {}

    void move();                        // the next frames belong to a move
    void rest();                        // the next frame is looked at: every pixel
    [[nodiscard]] bool isMoving() const { return m_isMoving; }

    // Of the frame just drawn at scale(), all of it: until its pixels are done. What of it only some frames do counts by its mean.
    void addFrame(double milliseconds, double nowAndThen = 0);

    // Share of the width and height to draw the next frame with.
    [[nodiscard]] double scale() const { return m_isMoving ? kScales[m_step] : 1; }

private:
    void takeStep(std::size_t step);

    double m_frameMs;
    double m_nowAndThen = 0;            // mean, a frame
    bool m_isMoving = false;
    bool m_isMeasured = false;          // one still frame is enough to begin a move near the right step
    std::size_t m_step = 0;
    std::array<double, 3> m_last{};     // times at this step, newest first
    std::size_t m_count = 0;            // frames at this step
    std::size_t m_patience = 8;         // frames that fit before a step up
    bool m_cameUp = false;              // this step was reached from below
    std::size_t m_lowest = kScales.size() - 1;   // step below which nothing is won, until that is doubted or the next rest
    std::size_t m_doubt = 64;           // frames at that step before it is
    int m_vain = 0;                     // steps down, one after another, that won nothing
    std::size_t m_above = 0;            // step that the last one down came from
    double m_timeAbove = 0;             // of a frame there; 0 once it is known whether the step was worth it
};

} // namespace podscape
