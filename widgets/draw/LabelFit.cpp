#include "widgets/draw/LabelFit.h"

#include <algorithm>

namespace podscape {
namespace {

constexpr std::string_view kEllipsis = "…";

// Byte offsets at which a UTF-8 text may be cut, 0 and the end included.
std::vector<std::size_t> cutsOf(std::string_view text)
{
    std::vector<std::size_t> cuts;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80)
            cuts.push_back(i);
    cuts.push_back(text.size());
    return cuts;
}

} // namespace

std::string elided(std::string_view text, float widthPx, float fontPx, TextWeight weight, const TextMeasure& measure)
{
    if (text.empty() || measure(text, fontPx, weight).width <= widthPx)
        return std::string(text);
    const std::vector<std::size_t> cuts = cutsOf(text);
    const auto cutTo = [&](std::size_t cut) { return std::string(text.substr(0, cut)) + std::string(kEllipsis); };
    // Longest beginning that fits: widths grow with the length, so the answer is where "fits" turns false.
    const auto firstTooWide = std::partition_point(cuts.begin() + 1, cuts.end(), [&](std::size_t cut) { return measure(cutTo(cut), fontPx, weight).width <= widthPx; });
    const std::size_t longest = *(firstTooWide - 1);
    return longest == 0 ? std::string() : cutTo(longest);
}

std::string elidedInFront(std::string_view text, float widthPx, float fontPx, TextWeight weight, const TextMeasure& measure)
{
    if (text.empty() || measure(text, fontPx, weight).width <= widthPx)
        return std::string(text);
    for (const std::size_t cut : cutsOf(text))
        if (std::string rest = std::string(kEllipsis) + std::string(text.substr(cut)); cut < text.size() && measure(rest, fontPx, weight).width <= widthPx)
            return rest;
    return {};
}

bool LabelRow::take(float centrePx, float extentPx)
{
    const Span span{centrePx - (extentPx + m_gapPx) / 2, centrePx + (extentPx + m_gapPx) / 2};
    const auto next = std::ranges::lower_bound(m_taken, span.begin, {}, &Span::begin);
    const bool hitsNext = next != m_taken.end() && next->begin < span.end;
    const bool hitsPrevious = next != m_taken.begin() && std::prev(next)->end > span.begin;
    if (hitsNext || hitsPrevious)
        return false;
    m_taken.insert(next, span);
    return true;
}

} // namespace podscape
