#pragma once

#include "model/base/Result.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace podscape {

struct CommandOption
{
    std::string_view name;       // "--output"
    std::string_view shortName;  // "-o" or empty
    std::string_view value;      // "FILE"; empty for a switch
    std::string_view help;
    bool required = false;
};

struct CommandSyntax
{
    std::string_view name;       // "info"
    std::string_view arguments;  // "FILE…"
    std::string_view help;       // one line
    std::size_t minArguments = 0;
    std::size_t maxArguments = 0;
    std::vector<CommandOption> options;
};

// Arguments of one command, checked against its syntax. Errors have the command as subject ("podscape info").
class CommandLine
{
public:
    [[nodiscard]] static Result<CommandLine> parse(const CommandSyntax& syntax, std::span<const std::string> arguments);

    [[nodiscard]] const std::vector<std::string>& files() const { return m_files; }    // what is no option
    [[nodiscard]] bool has(std::string_view option) const { return m_options.contains(option); }
    [[nodiscard]] std::optional<std::string> text(std::string_view option) const;

    // The option as a number in [min, max]; `fallback` when it is not given.
    [[nodiscard]] Result<double> number(std::string_view option, double min, double max, double fallback) const;
    [[nodiscard]] Result<std::uint64_t> whole(std::string_view option, std::uint64_t fallback) const;

private:
    std::string m_subject;
    std::vector<std::string> m_files;
    std::map<std::string, std::string, std::less<>> m_options;   // by long name
};

// "  -o, --output FILE  where to write": a block for every option, aligned.
[[nodiscard]] std::string helpText(const CommandSyntax& syntax);

} // namespace podscape
