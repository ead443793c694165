#include "model/cluster/Provenance.h"

#include <array>

namespace podscape {

namespace {
constexpr std::array kStatusWords{"unstated", "published", "secondary", "derived", "assumption"};
}

std::string_view toText(FactStatus status)
{
    return kStatusWords[static_cast<std::size_t>(status)];
}

std::optional<FactStatus> parseFactStatus(std::string_view text)
{
    for (std::size_t i = 0; i < kStatusWords.size(); ++i)
        if (text == kStatusWords[i])
            return static_cast<FactStatus>(i);
    return std::nullopt;
}

} // namespace podscape
