#pragma once

#include "app/CommandLine.h"

#include <iosfwd>
#include <memory>
#include <span>
#include <string_view>

namespace podscape {

// Where a command writes: results to `out`, everything else to `err`. `quiet` when nobody watches the errors, so that no progress is shown.
struct Console
{
    std::ostream& out;
    std::ostream& err;
    bool quiet = true;
};

enum ExitCode { kFine = 0, kFailed = 1, kMisused = 2 };

// One command of the program: app/commands/<Name>Command.cpp offers `std::unique_ptr<Command> create<Name>Command()`, and the lists in
// app/CMakeLists.txt generate the tables. What it accepts is data, so that help and checks are the same for all.
class Command
{
public:
    virtual ~Command() = default;
    [[nodiscard]] virtual const CommandSyntax& syntax() const = 0;
    [[nodiscard]] virtual int run(const CommandLine& line, Console& console) const = 0;
};

using CommandTable = std::span<const std::unique_ptr<Command>>;

[[nodiscard]] CommandTable modelCommands();     // need neither Qt nor VTK
[[nodiscard]] CommandTable pictureCommands();   // draw; in the application library

} // namespace podscape
