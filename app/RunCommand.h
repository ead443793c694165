#pragma once

#include "app/Command.h"

#include <string>
#include <vector>

namespace podscape {

// Whether the arguments (without the program's name) are for a command and not files for the window: the first one names a command,
// is --help or --version, or is neither a file nor an option but nearly a command's name.
[[nodiscard]] bool isCommand(std::span<const CommandTable> tables, const std::vector<std::string>& arguments);

// What is left for the window when Qt has taken its own options (-platform, -style, …) with their values. Other options are refused.
[[nodiscard]] Result<std::vector<std::string>> filesForWindow(const std::vector<std::string>& arguments);

// Runs it. Results go to console.out, errors to console.err; the answer is the program's exit code.
[[nodiscard]] int runCommand(std::span<const CommandTable> tables, const std::vector<std::string>& arguments, Console& console);

} // namespace podscape
