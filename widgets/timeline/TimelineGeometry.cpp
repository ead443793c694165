#include "widgets/timeline/TimelineGeometry.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace podscape {
namespace {

constexpr float kGutter = 132;         // row labels and axis numbers
constexpr float kNarrowGutter = 84;
constexpr float kRightMargin = 14;
constexpr float kTitle = 20;
constexpr float kGap = 6;
constexpr float kRoomForTitles = 330;  // below this the plots need the height more
constexpr float kLargestLane = 17;
constexpr float kLargestStrip = 26;

// A section that shares what height is left.
struct Share
{
    RectPx* rect;
    float weight, least, most;
};

// Water filling: nobody gets more than its most, what it leaves goes to the others.
void distribute(std::vector<Share>& shares, float height)
{
    std::vector<Share*> open;
    for (Share& share : shares) {
        share.rect->height = share.least;
        height -= share.least;
        open.push_back(&share);
    }
    while (!open.empty() && height > 0.5F) {
        float weights = 0;
        for (const Share* share : open)
            weights += share->weight;
        const float unit = height / weights;
        for (Share* share : open) {
            const float more = std::min(unit * share->weight, share->most - share->rect->height);
            share->rect->height += more;
            height -= more;
        }
        std::erase_if(open, [](const Share* share) { return share->rect->height >= share->most - 0.01F; });
    }
}

double fractionOf(Nanoseconds time, TimeRange range)
{
    const auto length = static_cast<double>(range.length().value);
    return length > 0 ? static_cast<double>((time - range.begin).value) / length : 0;
}

Nanoseconds timeOf(double fraction, TimeRange range)
{
    const auto offset = static_cast<std::int64_t>(std::llround(std::clamp(fraction, 0.0, 1.0) * static_cast<double>(range.length().value)));
    return range.begin + Nanoseconds{offset};
}

} // namespace

TimelineGeometry TimelineGeometry::of(SizePx size, TimeRange whole, TimeRange visible, const Wanted& wanted)
{
    TimelineGeometry g;
    g.whole = whole;
    g.visible = visible;
    g.left = std::min(size.width / 2, size.width >= 700 ? kGutter : kNarrowGutter);
    g.right = std::max(g.left + 1, size.width - kRightMargin);
    const bool roomy = size.height >= kRoomForTitles;
    g.titleHeight = roomy ? kTitle : 0;

    g.overview = {g.left, kGap, g.width(), roomy ? 32.0F : 16.0F};
    g.axis = {g.left, g.overview.bottom() + (roomy ? 4 : 2), g.width(), roomy ? 32.0F : 28.0F};
    const float eventsHeight = wanted.events ? (roomy ? 34.0F : 16.0F) : 0;

    std::vector<Share> shares;
    if (wanted.metric) {
        shares.push_back({&g.band, 1.0F, roomy ? 56.0F : 30.0F, 190});
        shares.push_back({&g.strips, 1.6F, roomy ? 64.0F : 30.0F, std::max(roomy ? 64.0F : 30.0F, static_cast<float>(wanted.stripRows) * kLargestStrip)});
    }
    if (wanted.jobs)
        shares.push_back({&g.jobs, 1.4F, roomy ? 48.0F : 26.0F, std::max(roomy ? 48.0F : 26.0F, static_cast<float>(wanted.jobLanes) * kLargestLane)});
    const float sections = static_cast<float>(shares.size()) + (wanted.events ? 1 : 0);
    const float top = g.axis.bottom() + (roomy ? 2 : 4);
    float least = eventsHeight + sections * (g.titleHeight + kGap);
    for (const Share& share : shares)
        least += share.least;
    // Too low even for the least: the jobs go first, then the strips; the band is the last to stay.
    while (shares.size() > 1 && top + least > size.height) {
        least -= shares.back().least + g.titleHeight + kGap;
        shares.pop_back();
    }
    float fixed = eventsHeight + (static_cast<float>(shares.size()) + (wanted.events ? 1 : 0)) * (g.titleHeight + kGap);
    distribute(shares, std::max(0.0F, size.height - top - fixed));

    float y = top;
    for (const Share& share : shares) {
        *share.rect = {g.left, y + g.titleHeight, g.width(), std::floor(share.rect->height)};
        y = share.rect->bottom() + kGap;
    }
    if (wanted.events)
        g.events = {g.left, y + g.titleHeight, g.width(), eventsHeight};
    return g;
}

float TimelineGeometry::xAt(Nanoseconds time) const
{
    return left + static_cast<float>(fractionOf(time, visible) * width());
}

Nanoseconds TimelineGeometry::timeAt(float x) const
{
    return timeOf((x - left) / width(), visible);
}

float TimelineGeometry::overviewXAt(Nanoseconds time) const
{
    return left + static_cast<float>(fractionOf(time, whole) * width());
}

Nanoseconds TimelineGeometry::overviewTimeAt(float x) const
{
    return timeOf((x - left) / width(), whole);
}

Nanoseconds TimelineGeometry::perPixel() const
{
    return {std::max<std::int64_t>(1, static_cast<std::int64_t>(static_cast<double>(visible.length().value) / width()))};
}

RectPx TimelineGeometry::plots() const
{
    float top = axis.bottom(), bottom = axis.bottom();
    for (const RectPx& rect : {band, strips, jobs, events})
        if (rect.height > 0)
            bottom = std::max(bottom, rect.bottom());
    return {left, top, width(), bottom - top};
}

TimeRange zoomed(TimeRange visible, TimeRange whole, Nanoseconds anchor, double factor, Nanoseconds shortest)
{
    if (!(factor > 0) || whole.length() <= Nanoseconds{0})
        return visible;
    const auto most = static_cast<double>(whole.length().value);
    const double least = std::min(static_cast<double>(std::max<std::int64_t>(1, shortest.value)), most);
    const double length = std::clamp(static_cast<double>(visible.length().value) / factor, least, most);
    const double fraction = std::clamp(fractionOf(anchor, visible), 0.0, 1.0);
    const auto rounded = std::min(whole.length().value, static_cast<std::int64_t>(std::llround(length)));
    const Nanoseconds begin = anchor - Nanoseconds{static_cast<std::int64_t>(std::llround(fraction * length))};
    return panned({begin, begin + Nanoseconds{rounded}}, whole, Nanoseconds{0});
}

TimeRange panned(TimeRange visible, TimeRange whole, Nanoseconds delta)
{
    const Nanoseconds length = std::min(visible.length(), whole.length());
    const Nanoseconds begin = std::clamp(visible.begin + delta, whole.begin, whole.end - length);
    return {begin, begin + length};
}

} // namespace podscape
