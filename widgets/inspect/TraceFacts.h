#pragma once

#include "widgets/inspect/FactSheet.h"

namespace podscape {

void addJobSections(const ViewValues& values, JobId id, FactSheet& sheet);
void addEventSections(const ViewValues& values, EventId id, FactSheet& sheet);

} // namespace podscape
