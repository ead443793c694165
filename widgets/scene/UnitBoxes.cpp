#include "widgets/scene/UnitBoxes.h"

namespace podscape {

UnitBoxes::UnitBoxes(const Layout& layout, const UnitTree& tree) : m_boxes(static_cast<std::size_t>(layout.blockLevel) + 1)
{
    for (std::size_t level = 0; level < m_boxes.size(); ++level)
        m_boxes[level].resize(tree.unitCount(static_cast<int>(level)));
    std::vector<Box>& blocks = m_boxes.back();
    for (std::size_t i = 0; i < blocks.size(); ++i)
        blocks[i] = {layout.blocks[i].min, layout.blocks[i].min + layout.blocks[i].size};
    for (std::size_t level = m_boxes.size() - 1; level > 0; --level)
        for (std::uint32_t i = 0; i < m_boxes[level].size(); ++i)
            m_boxes[level - 1][tree.parent({static_cast<std::uint16_t>(level), i}).index].extend(m_boxes[level][i]);
}

} // namespace podscape
