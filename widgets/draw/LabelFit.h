#pragma once

#include "widgets/draw/DrawList.h"

#include <string>
#include <string_view>
#include <vector>

namespace podscape {

// The text itself when it is at most `widthPx` wide, else its longest beginning with "…"; empty when not even one letter fits.
// Never cuts a UTF-8 sequence.
[[nodiscard]] std::string elided(std::string_view text, float widthPx, float fontPx, TextWeight weight, const TextMeasure& measure);

// The same from the other end, "…4-c09": for names that differ in their last letters.
[[nodiscard]] std::string elidedInFront(std::string_view text, float widthPx, float fontPx, TextWeight weight, const TextMeasure& measure);

// Places labels along one axis so that none touches another: takes them in order of importance and keeps those whose
// [centre − extent/2 − gap/2, centre + extent/2 + gap/2] is free.
class LabelRow
{
public:
    explicit LabelRow(float gapPx) : m_gapPx(gapPx) {}
    [[nodiscard]] bool take(float centrePx, float extentPx);   // false: something is there already

private:
    struct Span { float begin, end; };
    std::vector<Span> m_taken;   // ascending
    float m_gapPx;
};

} // namespace podscape
