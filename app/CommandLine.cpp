#include "app/CommandLine.h"

#include "model/base/NearestWord.h"
#include "model/base/Units.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace podscape {

namespace {

Error misuse(std::string subject, std::string expected, std::string found, std::string hint)
{
    return {ErrorCode::Value, std::move(subject), {}, std::move(expected), std::move(found), std::move(hint)};
}

const CommandOption* optionNamed(const CommandSyntax& syntax, std::string_view name)
{
    const auto found = std::ranges::find_if(syntax.options, [&](const CommandOption& o) { return o.name == name || (!o.shortName.empty() && o.shortName == name); });
    return found == syntax.options.end() ? nullptr : &*found;
}

Error unknownOption(const CommandSyntax& syntax, const std::string& subject, const std::string& name)
{
    std::vector<std::string_view> known{"--help"};
    for (const CommandOption& option : syntax.options)
        known.push_back(option.name);
    return misuse(subject, "an option that this command has", '"' + name + '"', nearestWordHint(name, known));
}

std::string usage(const CommandSyntax& syntax)
{
    std::string text = "podscape " + std::string(syntax.name);
    if (!syntax.arguments.empty())
        text += ' ' + std::string(syntax.arguments);
    return text;
}

// Columns as seen: "…" is three bytes and one character.
std::size_t width(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

} // namespace

Result<CommandLine> CommandLine::parse(const CommandSyntax& syntax, std::span<const std::string> arguments)
{
    CommandLine line;
    line.m_subject = "podscape " + std::string(syntax.name);
    bool onlyFiles = false;   // after "--"
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        if (onlyFiles || argument.size() < 2 || argument[0] != '-') {
            line.m_files.push_back(argument);
            continue;
        }
        if (argument == "--") {
            onlyFiles = true;
            continue;
        }
        const std::size_t equals = argument.starts_with("--") ? argument.find('=') : std::string::npos;
        const std::string name = argument.substr(0, equals);
        const CommandOption* option = optionNamed(syntax, name);
        if (!option)
            return unknownOption(syntax, line.m_subject, name);
        const std::string key(option->name);
        if (line.m_options.contains(key))
            return misuse(line.m_subject, key + " once", "it twice", {});
        if (option->value.empty()) {
            if (equals != std::string::npos)
                return misuse(line.m_subject, key + " without a value", '"' + argument + '"', {});
            line.m_options[key];
        } else if (equals != std::string::npos) {
            line.m_options[key] = argument.substr(equals + 1);
        } else if (i + 1 < arguments.size()) {
            line.m_options[key] = arguments[++i];
        } else {
            return misuse(line.m_subject, std::string(option->value) + " after " + name, "nothing", std::string(option->help) + '.');
        }
    }
    for (const CommandOption& option : syntax.options)
        if (option.required && !line.has(option.name))
            return misuse(line.m_subject, std::string(option.name) + ' ' + std::string(option.value), "no such option", std::string(option.help) + '.');
    if (line.m_files.size() < syntax.minArguments)
        return misuse(line.m_subject, std::string(syntax.arguments), line.m_files.empty() ? "nothing" : '"' + line.m_files.back() + "\" alone", "Usage: " + usage(syntax) + '.');
    if (line.m_files.size() > syntax.maxArguments)
        return misuse(line.m_subject, syntax.maxArguments == 0 ? "no argument" : "at most " + formatCount(static_cast<long long>(syntax.maxArguments)) + " argument" + (syntax.maxArguments == 1 ? "" : "s"),
                      '"' + line.m_files[syntax.maxArguments] + "\" as well", "Usage: " + usage(syntax) + '.');
    return line;
}

std::optional<std::string> CommandLine::text(std::string_view option) const
{
    const auto found = m_options.find(option);
    return found == m_options.end() ? std::nullopt : std::optional(found->second);
}

Result<double> CommandLine::number(std::string_view option, double min, double max, double fallback) const
{
    const auto written = text(option);
    if (!written)
        return fallback;
    double value = 0;
    const auto [end, failure] = std::from_chars(written->data(), written->data() + written->size(), value);
    if (failure != std::errc{} || end != written->data() + written->size() || !std::isfinite(value) || value < min || value > max)
        return misuse(m_subject, "a number from " + formatNumber(min) + " to " + formatNumber(max) + " for " + std::string(option), '"' + *written + '"', {});
    return value;
}

Result<std::uint64_t> CommandLine::whole(std::string_view option, std::uint64_t fallback) const
{
    const auto written = text(option);
    if (!written)
        return fallback;
    std::uint64_t value = 0;
    const auto [end, failure] = std::from_chars(written->data(), written->data() + written->size(), value);
    if (failure != std::errc{} || end != written->data() + written->size())
        return misuse(m_subject, "a whole number for " + std::string(option), '"' + *written + '"', {});
    return value;
}

std::string helpText(const CommandSyntax& syntax)
{
    std::string text = std::string(syntax.help) + "\n\nUsage: " + usage(syntax) + (syntax.options.empty() ? "" : " [options]") + "\n";
    if (syntax.options.empty())
        return text;
    std::vector<std::pair<std::string, std::string>> rows;
    for (const CommandOption& option : syntax.options) {
        std::string left = option.shortName.empty() ? "    " : std::string(option.shortName) + ", ";
        left += option.name;
        if (!option.value.empty())
            left += ' ' + std::string(option.value);
        rows.emplace_back(left, std::string(option.help) + (option.required ? " (required)" : ""));
    }
    std::size_t widest = 0;
    for (const auto& [left, right] : rows)
        widest = std::max(widest, width(left));
    text += "\nOptions:\n";
    for (const auto& [left, right] : rows)
        text += "  " + left + std::string(widest - width(left) + 2, ' ') + right + '\n';
    return text;
}

} // namespace podscape
