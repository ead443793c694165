#include "widgets/scene/LabelPlacer.h"

#include <algorithm>

namespace podscape {

bool LabelPlacer::place(const RectPx& label)
{
    const bool inside = label.x >= m_frame.x && label.y >= m_frame.y && label.right() <= m_frame.right() && label.bottom() <= m_frame.bottom();
    if (!inside || std::ranges::any_of(m_taken, [&](const RectPx& taken) { return taken.overlaps(label); }))
        return false;
    m_taken.push_back(label);
    return true;
}

} // namespace podscape
