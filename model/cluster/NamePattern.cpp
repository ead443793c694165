#include "model/cluster/NamePattern.h"

#include <algorithm>
#include <charconv>

namespace podscape {

NamePattern::NamePattern(std::string_view pattern) : m_prefix(pattern)
{
    const std::size_t percent = pattern.find('%');
    const std::size_t conversion = percent == std::string_view::npos ? percent : pattern.find('d', percent);
    if (conversion == std::string_view::npos)
        return;
    std::from_chars(pattern.data() + percent + 1, pattern.data() + conversion, m_width);
    m_width = std::min<std::size_t>(m_width, 12);
    m_prefix = pattern.substr(0, percent);
    m_suffix = pattern.substr(conversion + 1);
}

std::string NamePattern::name(std::uint32_t number) const
{
    char digits[16];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    const auto count = static_cast<std::size_t>(end - digits);
    std::string name;
    name.reserve(m_prefix.size() + std::max(m_width, count) + m_suffix.size());
    name += m_prefix;
    name.append(m_width > count ? m_width - count : 0, '0');
    name.append(digits, count);
    name += m_suffix;
    return name;
}

std::optional<std::uint32_t> NamePattern::number(std::string_view name) const
{
    if (!name.starts_with(m_prefix) || !name.ends_with(m_suffix) || name.size() <= m_prefix.size() + m_suffix.size())
        return std::nullopt;
    const std::string_view digits = name.substr(m_prefix.size(), name.size() - m_prefix.size() - m_suffix.size());
    std::uint32_t number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool isNumber = read.ec == std::errc() && read.ptr == digits.data() + digits.size();
    return isNumber && this->name(number) == name ? std::optional(number) : std::nullopt;
}

} // namespace podscape
