#include "widgets/scene/AssumedUnits.h"

#include "widgets/scene/AssumptionLegend.h"

namespace podscape {

void addAssumedUnits(const Cluster& cluster, const Layout& layout, ThemeName theme, std::vector<Line>& lines)
{
    const std::vector<Assumption> assumptions = assumptionsOf(cluster);
    const float margin = layout.metric ? 0.16f : 0.007f * layout.bounds.sizes().maxCoeff();   // outside of the edges that are there anyway
    for (const Body& body : layout.bodies)
        if (body.unit.level < layout.blockLevel && isAssumed(body.unit, cluster, assumptions))
            addBoxEdges(body.box.min(), body.box.max(), AssumptionColors::of(theme).lit, margin / static_cast<float>(std::max<int>(body.unit.level, 1)), lines);
}

} // namespace podscape
