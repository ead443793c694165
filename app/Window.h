#pragma once

#include <string>
#include <vector>

namespace podscape {

// Opens the window on the files, or where the user left off when there are none, and returns when it is closed: 0, or 1 when the window
// system cannot be reached. With `play` the trace is replayed as soon as it is there.
[[nodiscard]] int runWindow(int& argc, char** argv, const std::vector<std::string>& files, bool play = false);

} // namespace podscape
