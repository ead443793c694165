#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace podscape {

// How generated units are named: "rack-%03d" makes "rack-007" of 7. Only %d with an optional zero-padded width is understood; without one
// the number is appended. Names are found by arithmetic, so a million of them cost nothing.
class NamePattern
{
public:
    explicit NamePattern(std::string_view pattern);

    [[nodiscard]] const std::string& prefix() const { return m_prefix; }
    [[nodiscard]] std::size_t width() const { return m_width; }
    [[nodiscard]] std::string name(std::uint32_t number) const;
    [[nodiscard]] std::optional<std::uint32_t> number(std::string_view name) const;   // the one that has exactly this name

private:
    std::string m_prefix, m_suffix;
    std::size_t m_width = 0;
};

} // namespace podscape
