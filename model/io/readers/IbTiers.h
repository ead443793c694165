#pragma once

#include "model/base/Report.h"
#include "model/io/readers/IbScan.h"

#include <string>
#include <vector>

namespace podscape {

// What a device of a scan stands for. The format does not say, so it is read from the description and the cables.
enum class IbRole : std::uint8_t { Switch, NamedAdapter, UnnamedAdapter, Aggregation };

[[nodiscard]] IbRole roleOf(const IbDevice& device);

// First word of a named adapter's description: "a08-p1-dgx-04-c01 mlx5_5" → "a08-p1-dgx-04-c01".
[[nodiscard]] std::string_view hostOf(const IbDevice& device);

// "MF0;A09-P1-IBLEAF-04-04:MQM9701/U1" → "A09-P1-IBLEAF-04-04"; the GUID when there is no description.
[[nodiscard]] std::string_view switchNameOf(const IbDevice& device);

inline constexpr std::uint8_t kMostTiers = 8;   // deeper ones share the last: real fabrics have three, at most five

[[nodiscard]] std::string tierName(std::uint8_t tier);   // "leaf", "spine", "core", "tier 4"

// Tier of every device of the role Switch, 0 for the others: switches with adapters are leaves (aggregation nodes sit in every switch
// and say nothing), the others count the steps to the nearest leaf. Names such as IBSPINE only confirm; where they disagree
// there is a finding and the cables win.
[[nodiscard]] std::vector<std::uint8_t> deriveTiers(const IbScan& scan, Report& findings);

} // namespace podscape
