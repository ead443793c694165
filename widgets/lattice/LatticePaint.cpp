#include "widgets/lattice/LatticePaint.h"

#include "widgets/lattice/PackedColor.h"

#include <algorithm>
#include <cstring>

namespace podscape {

namespace {

constexpr std::uint32_t kKnown = 0xFE, kNoSample = 0xFF;

} // namespace

void LatticePaint::setColors(std::span<const std::uint8_t> codes, const std::array<std::uint8_t, 256>& indexOfCode, std::span<const std::uint8_t> blocks, std::span<const Rgb, 256> colors,
                             std::uint8_t missing)
{
    m_codes = codes;
    m_blocks.assign(blocks.begin(), blocks.end());
    m_missing = missing;
    for (std::size_t i = 0; i < colors.size(); ++i)
        m_table[i] = packed(colors[i], i == missing ? kNoSample : kKnown);
    for (std::size_t code = 0; code < indexOfCode.size(); ++code)
        m_colorOfCode[code] = m_table[indexOfCode[code]];
}

void LatticePaint::setMask(std::span<const std::uint8_t> mask, const Layout& layout)
{
    m_mask.assign(mask.begin(), mask.end());
    m_blockMask.assign(mask.empty() ? 0 : layout.blocks.size(), 255);
    for (std::size_t b = 0; b < m_blockMask.size(); ++b)
        if (const LatticeBlock& block = layout.blocks[b]; block.chipCount > 0)
            m_blockMask[b] = std::ranges::max(mask.subspan(block.firstChip, block.chipCount));
}

void LatticePaint::setDeviceColors(std::span<const Rgb, kDeviceKinds> colors)
{
    std::ranges::transform(colors, m_devices.begin(), [](Rgb color) { return packed(color, kKnown); });
}

void LatticePaint::begin()
{
    m_out.assign(m_devices.begin(), m_devices.end());
}

std::uint32_t LatticePaint::colorOfBlock(const Layout& layout, std::uint32_t block) const
{
    if (const ServiceRack* rack = layout.serviceRackAt(block); rack && rack->holds < kCellBlank)
        return m_devices[deviceIndex(rack->holds)];
    return block < m_blocks.size() ? m_table[m_blocks[block]] : m_table[m_missing];
}

void LatticePaint::addChips(const LatticeBlock& block)
{
    const std::size_t at = m_out.size();
    m_out.resize(at + block.chipCount);
    const std::uint8_t* code = m_codes.data() + block.firstChip;
    for (std::uint32_t i = 0; i < block.chipCount; ++i)
        m_out[at + i] = m_colorOfCode[code[i]];
    if (m_mask.empty())
        return;
    const std::uint8_t* mask = m_mask.data() + block.firstChip;
    for (std::uint32_t i = 0; i < block.chipCount; ++i) {
        std::uint8_t rgba[4];
        std::memcpy(rgba, &m_out[at + i], 4);
        rgba[3] = static_cast<std::uint8_t>((mask[i] & 0xFE) | (rgba[3] & 1));
        std::memcpy(&m_out[at + i], rgba, 4);
    }
}

// The mean of means; blocks without a sample say nothing.
std::uint8_t LatticePaint::meanIndex(const Layout& layout, std::span<const std::uint32_t> blocks) const
{
    std::uint32_t sum = 0, count = 0;
    for (const std::uint32_t block : blocks)
        if (layout.blocks[block].chipCount > 0 && m_blocks[block] != m_missing) {
            sum += m_blocks[block];
            ++count;
        }
    return count > 0 ? static_cast<std::uint8_t>((sum + count / 2) / count) : m_missing;
}

float LatticePaint::opacityOf(std::span<const std::uint32_t> blocks) const
{
    if (m_blockMask.empty())
        return 1;
    std::uint8_t most = 0;
    for (const std::uint32_t block : blocks)
        most = std::max(most, m_blockMask[block]);
    return static_cast<float>(most) / 255.f;
}

LatticePaint::Place LatticePaint::add(const Layout& layout, const BlockRuns& runs, const LatticePart& part)
{
    Place place;
    m_members.clear();
    part.region ? runs.appendBlocks(*part.region, m_members) : BlockRuns::appendBlocks(part.blocks, m_members);
    const bool isDevices = !part.region && layout.blocks[m_members.front()].chipCount == 0;
    place.whole = unpacked(isDevices ? colorOfBlock(layout, m_members.front()) : m_table[meanIndex(layout, m_members)]);
    place.opacity = opacityOf(m_members);
    place.blocks = static_cast<std::uint32_t>(m_out.size());
    if (part.region) {
        m_out.push_back(packed(place.whole, kKnown));
        return place;
    }
    for (const std::uint32_t block : m_members)
        m_out.push_back(colorOfBlock(layout, block));
    place.chips = static_cast<std::uint32_t>(m_out.size());
    if (part.detail != LatticeDetail::Means)
        for (const std::uint32_t block : m_members)
            addChips(layout.blocks[block]);
    place.bars = static_cast<std::uint32_t>(m_out.size());
    if (part.detail == LatticeDetail::Linked)
        for (const std::uint32_t block : m_members)
            m_bars.append(layout.blocks[block].firstChip, layout.blocks[block].chipCount, m_out);
    return place;
}

std::size_t LatticePaint::sizeOf(const Layout& layout, const LatticePart& part) const
{
    if (part.region)
        return 1;
    const std::size_t blocks = part.blocks.blockCount();
    const std::size_t perChip = part.detail == LatticeDetail::Means ? 0 : part.detail == LatticeDetail::Linked ? 1 + LatticeBars::kAxes : 1;
    return blocks + blocks * perChip * layout.blocks[part.blocks.origin].chipCount;
}

} // namespace podscape
