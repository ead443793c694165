#include "widgets/scene/Outlines.h"

#include "model/select/ChipSet.h"

namespace podscape {

std::vector<UnitRef> outlinedUnits(const UnitTree& tree, std::vector<UnitRef> chosen, std::size_t most)
{
    if (chosen.size() <= most)
        return chosen;
    return chosenUnits(tree, ChipSet::of(tree, chosen), most).units;
}

Box quickBoxOf(UnitRef unit, const Layout& layout, const UnitTree& tree, const UnitBoxes& boxes)
{
    return unit.level <= layout.blockLevel ? boxes.of(unit) : layout.boxOf(unit, tree);
}

} // namespace podscape
