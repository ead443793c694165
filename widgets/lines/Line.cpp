#include "widgets/lines/Line.h"

namespace podscape {

void addBoxEdges(const Eigen::Vector3f& min, const Eigen::Vector3f& max, Rgba color, float margin, std::vector<Line>& lines)
{
    const Eigen::Vector3f lo = min - Eigen::Vector3f::Constant(margin), hi = max + Eigen::Vector3f::Constant(margin);
    for (int axis = 0; axis < 3; ++axis)
        for (int corner = 0; corner < 4; ++corner) {
            Eigen::Vector3f from = lo;
            from[(axis + 1) % 3] = corner & 1 ? hi[(axis + 1) % 3] : lo[(axis + 1) % 3];
            from[(axis + 2) % 3] = corner & 2 ? hi[(axis + 2) % 3] : lo[(axis + 2) % 3];
            Eigen::Vector3f to = from;
            to[axis] = hi[axis];
            lines.push_back({from, to, color});
        }
}

} // namespace podscape
