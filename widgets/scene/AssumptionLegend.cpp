#include "widgets/scene/AssumptionLegend.h"

#include "widgets/draw/Theme.h"

#include <sstream>

namespace podscape {

namespace {

constexpr float kPadding = 12, kTitlePx = 13, kTextPx = 12, kNotePx = 11, kLine = 16, kSwatch = 10, kIndent = 20, kGap = 6;

struct Entry
{
    const Assumption* assumption;
    std::vector<std::string> what, note;
    [[nodiscard]] float height() const { return static_cast<float>(what.size() + note.size()) * kLine + kGap; }
};

class LegendWriter
{
public:
    LegendWriter(DrawList& list, const ViewValues& values, const TextMeasure& measure)
        : m_list(list), m_theme(Theme::of(values.theme)), m_colors(AssumptionColors::of(values.theme)), m_measure(measure), m_values(values)
    {
    }

    RectPx write(RectPx place, float mostHeight)
    {
        const std::vector<Assumption> assumptions = assumptionsOf(*m_values.dataset->cluster);
        const std::vector<Entry> entries = entriesOf(assumptions, place.width - 2 * kPadding - kIndent);
        float height = kPadding + kLine + kGap;
        std::size_t shown = 0;
        for (; shown < entries.size() && height + entries[shown].height() + kLine + kPadding <= mostHeight; ++shown)
            height += entries[shown].height();
        const std::vector<std::string> none = entries.empty() ? wrapped("Nothing is marked as an assumption.", place.width - 2 * kPadding, kTextPx, m_measure) : std::vector<std::string>();
        const bool hasRest = shown < entries.size();
        const RectPx card{place.x, place.y, place.width, height + (hasRest ? kLine : 0) + kLine * float(none.size()) + kPadding - kGap};
        m_list.fill(card, m_theme.panel.withAlpha(232));
        float y = card.y + kPadding;
        text(card.x + kPadding, y, "What rests on assumptions", kTitlePx, m_theme.text, TextWeight::Bold);
        y += kLine + kGap;
        for (std::size_t i = 0; i < shown; ++i)
            y = entry(entries[i], card.x + kPadding, y);
        for (const std::string& line : none) {
            text(card.x + kPadding, y, line, kTextPx, m_theme.textQuiet);
            y += kLine;
        }
        if (hasRest)
            text(card.x + kPadding + kIndent, y, "and " + std::to_string(entries.size() - shown) + " more", kNotePx, m_theme.textQuiet);
        return card;
    }

private:
    std::vector<Entry> entriesOf(const std::vector<Assumption>& assumptions, float width) const
    {
        std::vector<Entry> entries;
        for (const Assumption& assumption : assumptions) {
            const bool isElsewhere = assumption.fabric && *assumption.fabric != m_values.fabric;
            entries.push_back({&assumption, wrapped(assumption.what + (isElsewhere ? " (not shown)" : ""), width, kTextPx, m_measure), wrapped(assumption.note, width, kNotePx, m_measure)});
        }
        return entries;
    }

    float entry(const Entry& entry, float x, float y)
    {
        swatch(*entry.assumption, {x, y + (kLine - kSwatch) / 2, kSwatch, kSwatch});
        for (const std::string& line : entry.what) {
            text(x + kIndent, y, line, kTextPx, m_theme.text);
            y += kLine;
        }
        for (const std::string& line : entry.note) {
            text(x + kIndent, y, line, kNotePx, m_theme.textQuiet);
            y += kLine;
        }
        return y + kGap;
    }

    void swatch(const Assumption& assumption, RectPx box)
    {
        const bool isBlock = assumption.level >= m_values.dataset->cluster->floor.blockLevel || assumption.about == Assumption::About::Whole;
        if (assumption.about == Assumption::About::Fabric) {
            m_list.line({box.x, box.y + box.height / 2}, {box.right(), box.y + box.height / 2}, m_colors.lit, 2.5f);
        } else if (assumption.about == Assumption::About::Floor) {
            m_list.fill(box, m_colors.lit);
            m_list.fill({box.x + 3, box.y + 3, box.width - 6, box.height - 6}, m_colors.quiet);
        } else if (isBlock) {
            m_list.fill(box, m_colors.lit);
        } else {
            m_list.outline(box, m_colors.lit, 1.5f);
        }
    }

    void text(float x, float top, const std::string& words, float px, Rgba color, TextWeight weight = TextWeight::Regular)
    {
        m_list.text({{x, top + kLine / 2}, words, px, color, AlignX::Left, AlignY::Middle, weight, 0});
    }

    DrawList& m_list;
    const Theme& m_theme;
    AssumptionColors m_colors;
    const TextMeasure& m_measure;
    const ViewValues& m_values;
};

} // namespace

// The theme's warning colour is for text; on faces it has to stand out from the quiet ones under any shading.
AssumptionColors AssumptionColors::of(ThemeName theme)
{
    return theme == ThemeName::Dark ? AssumptionColors{{0xF5, 0xB8, 0x4B}, {0x4A, 0x54, 0x66}} : AssumptionColors{{0xE0, 0x8E, 0x0B}, {0xC4, 0xCC, 0xD8}};
}

RectPx drawAssumptionLegend(DrawList& list, const ViewValues& values, RectPx place, float mostHeight, const TextMeasure& measure)
{
    return LegendWriter(list, values, measure).write(place, mostHeight);
}

std::vector<std::string> wrapped(const std::string& text, float widthPx, float fontPx, const TextMeasure& measure)
{
    std::vector<std::string> lines;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        const std::string longer = lines.empty() ? word : lines.back() + ' ' + word;
        if (!lines.empty() && measure(longer, fontPx, TextWeight::Regular).width <= widthPx)
            lines.back() = longer;
        else
            lines.push_back(word);
    }
    return lines;
}

} // namespace podscape
