#include "app/RunCommand.h"

#include "model/base/NearestWord.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <ostream>

namespace podscape {

namespace {

const Command* commandNamed(std::span<const CommandTable> tables, std::string_view name)
{
    for (const CommandTable& table : tables)
        for (const auto& command : table)
            if (command->syntax().name == name)
                return command.get();
    return nullptr;
}

std::vector<std::string_view> commandNames(std::span<const CommandTable> tables)
{
    std::vector<std::string_view> names;
    for (const CommandTable& table : tables)
        for (const auto& command : table)
            names.push_back(command->syntax().name);
    return names;
}

bool asksForHelp(std::string_view word) { return word == "--help" || word == "-h" || word == "help"; }

void printOverview(std::span<const CommandTable> tables, std::ostream& out)
{
    out << "Podscape shows AI clusters: pod layouts in 3D, interconnect heatmaps, utilisation timelines.\n\n"
           "Usage: podscape [--play] [FILE…]     open the window, with --play replaying\n"
           "       podscape COMMAND [arguments]  do one thing without it\n\nCommands:\n";
    std::size_t widest = 0;
    for (const std::string_view name : commandNames(tables))
        widest = std::max(widest, name.size());
    for (const CommandTable& table : tables)
        for (const auto& command : table)
            out << "  " << command->syntax().name << std::string(widest - command->syntax().name.size() + 2, ' ') << command->syntax().help << '\n';
    out << "\n\"podscape COMMAND --help\" says what a command takes. Exit code: 0 fine, 1 failed, 2 misused.\n";
}

bool isFile(const std::string& word)
{
    std::error_code ignored;
    return std::filesystem::exists(word, ignored);
}

} // namespace

bool isCommand(std::span<const CommandTable> tables, const std::vector<std::string>& arguments)
{
    if (arguments.empty())
        return false;
    const std::string& first = arguments.front();
    if (asksForHelp(first) || first == "--version" || commandNamed(tables, first))
        return true;
    return !first.starts_with('-') && !isFile(first) && nearestWord(first, commandNames(tables)).has_value();
}

Result<std::vector<std::string>> filesForWindow(const std::vector<std::string>& arguments)
{
    static constexpr auto kQtOptions = std::to_array<std::string_view>(
        {"-platform", "-platformpluginpath", "-platformtheme", "-plugin", "-qwindowgeometry", "-qwindowicon", "-qwindowtitle", "-style", "-stylesheet", "-display", "-geometry", "-fontengine"});
    std::vector<std::string> files;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& word = arguments[i];
        if (word.size() < 2 || word[0] != '-')
            files.push_back(word);
        else if (const std::string_view name = std::string_view(word).substr(word.starts_with("--") ? 1 : 0); std::ranges::find(kQtOptions, name) != kQtOptions.end())
            ++i;
        else
            return Error{ErrorCode::Value, "podscape", {}, "files to open", '"' + word + '"', "\"podscape --help\" says what there is."};
    }
    return files;
}

int runCommand(std::span<const CommandTable> tables, const std::vector<std::string>& arguments, Console& console)
{
    const std::string& first = arguments.front();
    if (first == "--version") {
        console.out << "podscape " << PODSCAPE_VERSION << '\n';
        return kFine;
    }
    if (asksForHelp(first) && arguments.size() < 2) {
        printOverview(tables, console.out);
        return kFine;
    }
    const bool helpOnOther = asksForHelp(first);
    const std::string& name = helpOnOther ? arguments[1] : first;
    const Command* command = commandNamed(tables, name);
    if (!command) {
        console.err << toText(Error{ErrorCode::Value, "podscape", {}, "a command or a file", '"' + name + '"', nearestWordHint(name, commandNames(tables))}) << '\n';
        return kMisused;
    }
    const std::vector<std::string> rest(arguments.begin() + 1, arguments.end());
    const auto end = std::ranges::find(rest, "--");
    if (helpOnOther || std::any_of(rest.begin(), end, [](const std::string& word) { return word == "--help" || word == "-h"; })) {
        console.out << helpText(command->syntax());
        return kFine;
    }
    const Result<CommandLine> line = CommandLine::parse(command->syntax(), rest);
    if (!line) {
        console.err << toText(line.error()) << '\n';
        return kMisused;
    }
    const int code = command->run(*line, console);
    console.out.flush();
    if (!console.out) {   // a full disk behind a redirection
        console.err << "podscape: expected to write the result, found that the output takes no more.\n";
        return kFailed;
    }
    return code;
}

} // namespace podscape
