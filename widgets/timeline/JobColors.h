#pragma once

#include "model/trace/Trace.h"
#include "widgets/draw/Theme.h"

#include <string>

namespace podscape {

// The colour of a job's state, the same in timeline, outline and legend; and its name as people say it: "node failure".
[[nodiscard]] Rgba jobColor(JobState state, const Theme& theme);
[[nodiscard]] std::string jobStateText(JobState state);

// `over` laid on `under` with that opacity, as one opaque colour.
[[nodiscard]] Rgba mixed(Rgba under, Rgba over, float opacity);

} // namespace podscape
