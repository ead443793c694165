#pragma once

#include "model/base/Progress.h"
#include "model/base/Quantity.h"
#include "model/base/Report.h"
#include "model/base/Result.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace podscape {

// One block of an ibnetdiscover file: a switch (or router) or one host channel adapter.
struct IbDevice
{
    std::string_view guid;         // "S-2c5eab0300b87b40", "H-…": the key; the description is only a label
    std::string_view description;  // "MF0;A09-P1-IBLEAF-04-04:MQM9701/U1", "a08-p1-dgx-04-c01 mlx5_5"
    std::size_t line = 0;          // of its own block; 0 when only a cable names it

    [[nodiscard]] bool isAdapter() const { return guid.starts_with("H-"); }
};

struct IbEnd
{
    std::uint32_t device = 0, port = 0;
    constexpr bool operator==(const IbEnd&) const = default;
};

struct IbCable
{
    IbEnd a, b;
    BytesPerSecond perDirection{};   // 0 = not known
    std::size_t line = 0;            // where it is first seen
    bool seenFromBoth = false;
};

// A fabric as scanned: each cable once, though the file has it from both of its ends. Views point into the text.
struct IbScan
{
    std::string_view generated;    // "Wed Aug  6 16:11:23 2025"; empty when the file does not say
    std::vector<IbDevice> devices;
    std::vector<IbCable> cables;
};

// Errors have line:column and no subject. Contradictions between the two ends of a cable are findings: a fabric may change under a scan.
[[nodiscard]] Result<IbScan> parseIbScan(std::string_view text, Report& findings, Progress& progress);

// "4xNDR" → 50 GB/s. 0 when the words are unknown.
[[nodiscard]] BytesPerSecond ibSpeed(std::string_view text);

} // namespace podscape
