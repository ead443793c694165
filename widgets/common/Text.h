#pragma once

#include <QString>

#include <string_view>

namespace podscape {

// The model speaks UTF-8.
[[nodiscard]] inline QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace podscape
