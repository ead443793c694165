#include "widgets/scene/LabelPlacer.h"

#include <algorithm>

namespace podscape {

bool LabelPlacer::isFree(const RectPx& label) const
{
    const bool inside = label.x >= m_frame.x && label.y >= m_frame.y && label.right() <= m_frame.right() && label.bottom() <= m_frame.bottom();
    return inside && std::ranges::none_of(m_taken, [&](const RectPx& taken) { return taken.overlaps(label); });
}

bool LabelPlacer::place(const RectPx& label)
{
    if (!isFree(label))
        return false;
    m_taken.push_back(label);
    return true;
}

} // namespace podscape
