#include "app/RunCommand.h"
#include "app/Window.h"

#include <unistd.h>

#include <array>
#include <iostream>

int main(int argc, char** argv)
{
    using namespace podscape;
    const std::array tables{modelCommands(), pictureCommands()};
    std::vector<std::string> arguments(argv + 1, argv + argc);
    const bool play = std::erase(arguments, "--play") > 0;   // the window starts replaying as soon as its trace is there
    if (!isCommand(tables, arguments)) {
        const Result<std::vector<std::string>> files = filesForWindow(arguments);
        if (files)
            return runWindow(argc, argv, *files, play);
        std::cerr << toText(files.error()) << '\n';
        return kMisused;
    }
    Console console{std::cout, std::cerr, isatty(STDERR_FILENO) == 0};
    return runCommand(tables, arguments, console);
}
