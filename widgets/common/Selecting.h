#pragma once

#include "model/select/Query.h"
#include "widgets/state/ViewValues.h"

#include <QString>

class QMenu;

namespace podscape {

class ViewState;

// Questions about what is on screen: asked in the search box, in context menus and by keys, answered by the selection.

[[nodiscard]] Result<UnitChoice> answerFor(const Query& query, const ViewValues& values);

// The same as if only these units were selected.
[[nodiscard]] Result<UnitChoice> answerFor(const Query& query, const ViewValues& values, std::span<const UnitRef> asked);

// "1,296 racks", "3 superpods, 12 racks and 7 chips"; of a choice that was too long to list "412,312 chips, shown as the 15,696 racks they are in".
[[nodiscard]] QString choiceText(const UnitChoice& choice, const UnitTree& tree);

// The smallest unit that holds all of them; the root for none.
[[nodiscard]] UnitRef commonUnit(const UnitTree& tree, std::span<const UnitRef> units);

// Entries that select what has to do with an entity: its job's racks, its place in every pod, its siblings, what is above or below in the
// shown metric. Entries without an answer are left out.
void addSelectEntries(QMenu& menu, ViewState& state, const EntityRef& about);

} // namespace podscape
