#pragma once

#include "model/base/Quantity.h"
#include "model/base/Result.h"
#include "model/cluster/UnitTree.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace podscape {

// How figures came to be. Modelled and synthetic ones are labelled so wherever they are shown.
enum class Origin { Recorded, Synthetic, Modelled };

[[nodiscard]] std::string_view toText(Origin origin);                  // "recorded", "synthetic", "modelled"
[[nodiscard]] std::optional<Origin> parseOrigin(std::string_view text);

// A missing sample, as float. Test with isMissing(), never by comparing.
inline constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();
[[nodiscard]] inline bool isMissing(float value) { return value != value; }

// How stored numbers become values: value = offset + scale · code. The largest code of an integer type means missing.
enum class SampleType : std::uint8_t { UInt8, UInt16, Float32 };
inline constexpr std::uint8_t kMissingCode8 = 0xFF;
inline constexpr std::uint16_t kMissingCode16 = 0xFFFF;

// What the columns of a metric are about.
enum class MetricSubject : std::uint8_t
{
    Units,       // one column per unit of `level`
    Links,       // two columns per link of `fabric`: [a→b, b→a] of link 0, of link 1, …
};

// samples × columns numbers of one kind, time-major: one moment is one contiguous row. Samples may lie in a mapped file; `keepAlive`
// holds whatever owns them. A sample is valid from its time until the next sample's time. Frozen; safe on any thread.
class Metric
{
public:
    struct Info
    {
        std::string name{};            // "utilisation"
        std::string unit{};            // as shown: "%", "W", "°C", "B/s"; may be empty
        Origin origin = Origin::Recorded;
        MetricSubject subject = MetricSubject::Units;
        std::string level{};           // name of the level, for Units; "" = the leaf
        std::string fabric{};          // name of the fabric, for Links
        double naturalMin = 0;         // limits that make sense for a colour scale; equal = use the data's own
        double naturalMax = 0;
    };

    // `times` ascending, one per sample. `raw` has times.size() × columns numbers of `type`, not read here: without a known `range`
    // the limits of the info, else those of the type stand in.
    Metric(Info info, std::vector<Nanoseconds> times, std::uint32_t columns, SampleType type, double scale, double offset,
           std::span<const std::byte> raw, std::shared_ptr<const void> keepAlive, std::optional<std::pair<float, float>> range = std::nullopt);

    // Quantises nothing: keeps floats. kMissing marks holes.
    [[nodiscard]] static Metric fromFloats(Info info, std::vector<Nanoseconds> times, std::uint32_t columns, std::vector<float> values);
    // 8-bit codes, 0…254; 255 missing.
    [[nodiscard]] static Metric fromCodes(Info info, std::vector<Nanoseconds> times, std::uint32_t columns, double scale, double offset, std::vector<std::uint8_t> codes);

    [[nodiscard]] const Info& info() const { return m_info; }
    [[nodiscard]] std::uint32_t columns() const { return m_columns; }
    [[nodiscard]] std::size_t sampleCount() const { return m_times.size(); }
    [[nodiscard]] std::span<const Nanoseconds> times() const { return m_times; }
    [[nodiscard]] SampleType type() const { return m_type; }
    [[nodiscard]] double scale() const { return m_scale; }
    [[nodiscard]] double offset() const { return m_offset; }

    [[nodiscard]] std::optional<std::size_t> sampleAt(Nanoseconds time) const;   // nullopt before the first sample
    [[nodiscard]] float value(std::size_t sample, std::uint32_t column) const;   // kMissing where there is none
    void frame(std::size_t sample, std::span<float> out) const;                  // out.size() == columns()
    [[nodiscard]] std::span<const std::byte> rawFrame(std::size_t sample) const; // codes as stored

    // The same numbers with other columns: column i is column sourceOfColumn[i] of this metric, or missing for kNoSource.
    static constexpr std::uint32_t kNoSource = 0xFFFFFFFF;
    [[nodiscard]] Metric withColumns(Info info, std::span<const std::uint32_t> sourceOfColumn) const;

    // Smallest and largest value that occurs, found once when the metric is made (in codes, so it costs one read of the data).
    // For numbers mapped from a file it is what the file says, else an assumption, so that opening touches no page.
    [[nodiscard]] std::pair<float, float> valueRange() const { return m_range; }

private:
    Info m_info;
    std::vector<Nanoseconds> m_times;
    std::uint32_t m_columns = 0;
    SampleType m_type = SampleType::Float32;
    double m_scale = 1, m_offset = 0;
    std::span<const std::byte> m_raw;
    std::shared_ptr<const void> m_keepAlive;
    std::pair<float, float> m_range{0, 0};
};

} // namespace podscape
