#include "widgets/scene/ChipColors.h"

#include "model/trace/FrameMeans.h"
#include "widgets/scene/AssumptionLegend.h"

#include <algorithm>
#include <numeric>

namespace podscape {

namespace {

// Columns of a metric that belong to one block; a metric of whole racks has one, of the cluster the same for all.
IndexRange columnsOf(const UnitTree& tree, UnitRef block, int level)
{
    return level >= block.level ? tree.unitsWithin(block, level) : IndexRange{tree.ancestor(block, level).index, tree.ancestor(block, level).index + 1};
}

} // namespace

void ChipColors::update(const ViewValues& values, const Layout& layout)
{
    if (values.emphasis == Emphasis::Assumptions)
        return showAssumptions(*values.dataset->cluster, layout);
    const UnitTree& tree = values.dataset->cluster->tree;
    const Metric* metric = values.shownMetric();
    const auto sample = metric ? metric->sampleAt(values.time) : std::nullopt;
    const bool isShown = sample && metric->info().subject == MetricSubject::Units;
    const std::uint8_t elsewhere = metric ? ColorScale::kMissingIndex : kPlainIndex;
    m_blocks.assign(layout.blocks.size(), elsewhere);
    if (!isShown) {
        m_chips.assign(tree.chipCount(), elsewhere);
        return useOwnCodes();
    }
    const int level = metric->info().level.empty() ? tree.leafLevel() : tree.levelNamed(metric->info().level).value_or(tree.leafLevel());
    if (level == tree.leafLevel())
        showLeaves(*metric, *sample, values.scale);
    else
        showUnits(*metric, *sample, values.scale, tree, level);
    for (std::size_t b = 0; b < layout.blocks.size(); ++b)
        if (layout.blocks[b].chipCount > 0)   // a rack of devices has their colour
            m_blocks[b] = values.scale.indexOf(meanOf(*metric, *sample, columnsOf(tree, layout.blocks[b].unit, level)));
}

// Bytes are shown as they are stored.
void ChipColors::showLeaves(const Metric& metric, std::size_t sample, const ColorScale& scale)
{
    if (metric.type() == SampleType::UInt8) {
        const std::span<const std::byte> raw = metric.rawFrame(sample);
        m_codes = {reinterpret_cast<const std::uint8_t*>(raw.data()), raw.size()};
        m_indexOfCode = scale.indicesOfCodes(metric);
        return;
    }
    m_chips.resize(metric.columns());
    scale.encodeFrame(metric, sample, m_chips);
    useOwnCodes();
}

void ChipColors::showUnits(const Metric& metric, std::size_t sample, const ColorScale& scale, const UnitTree& tree, int level)
{
    m_chips.assign(tree.chipCount(), ColorScale::kMissingIndex);
    m_columns.resize(metric.columns());
    scale.encodeFrame(metric, sample, m_columns);
    for (std::uint32_t unit = 0; unit < m_columns.size(); ++unit) {
        const IndexRange chips = tree.chips({static_cast<std::uint16_t>(level), unit});
        std::fill(m_chips.begin() + chips.begin, m_chips.begin() + chips.end, m_columns[unit]);
    }
    useOwnCodes();
}

void ChipColors::useOwnCodes()
{
    m_codes = m_chips;
    std::iota(m_indexOfCode.begin(), m_indexOfCode.end(), std::uint8_t{0});
}

// A block that holds one assumed chip shows it from afar.
void ChipColors::showAssumptions(const Cluster& cluster, const Layout& layout)
{
    const std::vector<std::uint8_t> assumed = assumedChips(cluster, assumptionsOf(cluster));
    m_chips.resize(assumed.size());
    std::ranges::transform(assumed, m_chips.begin(), [](std::uint8_t is) { return is ? kLitIndex : kQuietIndex; });
    m_blocks.assign(layout.blocks.size(), kQuietIndex);
    for (std::size_t b = 0; b < layout.blocks.size(); ++b) {
        const auto first = m_chips.begin() + layout.blocks[b].firstChip;
        if (std::find(first, first + layout.blocks[b].chipCount, kLitIndex) != first + layout.blocks[b].chipCount)
            m_blocks[b] = kLitIndex;
    }
    useOwnCodes();
}

std::array<Rgb, 256> ChipColors::table(const ViewValues& values)
{
    if (values.emphasis == Emphasis::Assumptions) {
        const AssumptionColors two = AssumptionColors::of(values.theme);
        std::array<Rgb, 256> table;
        table.fill(two.quiet);
        table[kLitIndex] = two.lit;
        return table;
    }
    const Theme& theme = Theme::of(values.theme);
    std::array<Rgb, 256> colors = values.scale.table(theme.missing);
    colors[kPlainIndex] = values.theme == ThemeName::Dark ? Rgb{0x5A, 0x78, 0x9C} : Rgb{0x7C, 0x9C, 0xC2};
    return colors;
}

} // namespace podscape
