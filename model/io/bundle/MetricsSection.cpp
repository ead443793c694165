#include "model/io/bundle/Sections.h"
#include "model/io/Npy.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstring>

namespace podscape::bundle {

namespace {

constexpr std::array<std::string_view, 13> kMetricKeys{"name", "unit", "origin", "subject", "level", "fabric", "scale", "offset", "type", "limits", "range", "values", "times"};
constexpr std::array<std::string_view, 3> kTimeKeys{"start", "step", "count"};
constexpr std::array<std::string_view, 3> kOrigins{"recorded", "synthetic", "modelled"};
constexpr std::array<std::string_view, 2> kSubjects{"units", "links"};

// A bundle names files beside its trace.json and nothing else: no folders, no way out.
std::optional<NpyArray> openArray(const JsonCursor& name, const std::string& folder)
{
    const std::string file = name.text();
    if (name.reading().failed())
        return std::nullopt;
    if (file.size() < 5 || !file.ends_with(".npy") || file.front() == '.' || file.find_first_of(std::string_view("/\\\0", 3)) != std::string::npos) {
        name.fail(ErrorCode::Reference, "the name of a .npy file in the bundle", "Put the file beside trace.json and give its bare name.");
        return std::nullopt;
    }
    Result<NpyArray> array = openNpy(folder + '/' + file);
    if (!array) {
        name.reading().fail(array.error());
        return std::nullopt;
    }
    return std::move(array).value();
}

Metric::Info readInfo(const JsonCursor& metric, const Trace& trace)
{
    Metric::Info info;
    info.name = metric.at("name").text();
    info.unit = metric.textOr("unit", {});
    info.origin = trace.origin;
    if (const auto origin = metric.find("origin"))
        info.origin = static_cast<Origin>(origin->oneOf(kOrigins));
    if (const auto subject = metric.find("subject"))
        info.subject = static_cast<MetricSubject>(subject->oneOf(kSubjects));
    info.level = metric.textOr("level", {});
    if (info.subject == MetricSubject::Links)
        info.fabric = metric.at("fabric").text();
    return info;
}

// [low, high] with low ≤ high.
std::optional<std::pair<double, double>> readPair(const JsonCursor& metric, std::string_view key)
{
    const std::optional<JsonCursor> pair = metric.find(key);
    if (!pair)
        return std::nullopt;
    if (!pair->isList() || pair->size() != 2) {
        pair->fail(ErrorCode::Schema, "a list of two numbers, lowest and highest");
        return std::nullopt;
    }
    const double low = number(pair->item(0)), high = number(pair->item(1));
    if (low > high)
        pair->fail(ErrorCode::Value, "the lowest number first", pair->value().dump(), {});
    return std::pair(low, high);
}

std::vector<Nanoseconds> regularTimes(const JsonCursor& times, std::uint64_t samples)
{
    times.expectKeys(kTimeKeys);
    const Nanoseconds start = nanoseconds(times.at("start")), step = nanoseconds(times.at("step"));
    const Nanoseconds count = nanoseconds(times.at("count"));
    if (times.reading().failed())
        return {};
    if (step.value <= 0)
        times.at("step").fail(ErrorCode::Value, "a step above 0");
    if (count.value < 0 || static_cast<std::uint64_t>(count.value) != samples)
        times.at("count").fail(ErrorCode::Value, "as many times as the values have rows, " + std::to_string(samples));
    std::int64_t last = 0;
    if (samples > 0 && (__builtin_mul_overflow(step.value, count.value - 1, &last) || __builtin_add_overflow(start.value, last, &last)))
        times.at("step").fail(ErrorCode::Limit, "a last time below 292 years");
    if (times.reading().failed())
        return {};
    std::vector<Nanoseconds> result(samples);
    for (std::uint64_t i = 0; i < samples; ++i)
        result[i] = {start.value + step.value * static_cast<std::int64_t>(i)};
    return result;
}

std::string shapeText(const std::vector<std::uint64_t>& shape)
{
    std::string text = "(";
    for (std::size_t i = 0; i < shape.size(); ++i)
        text += (i ? ", " : "") + std::to_string(shape[i]);
    return text + ')';
}

std::vector<Nanoseconds> listedTimes(const JsonCursor& times, const std::string& folder, std::uint64_t samples)
{
    const std::optional<NpyArray> array = openArray(times, folder);
    if (!array)
        return {};
    if (array->type != NpyType::Int64 || array->shape != std::vector{samples}) {
        times.fail(ErrorCode::Schema, "int64 nanoseconds, one for each of the " + std::to_string(samples) + " rows of the values",
                   std::string(toText(array->type)) + " of shape " + shapeText(array->shape), {});
        return {};
    }
    std::vector<Nanoseconds> result(samples);
    std::memcpy(result.data(), array->data.data(), array->data.size());
    const auto turn = std::ranges::adjacent_find(result, [](Nanoseconds a, Nanoseconds b) { return b <= a; });
    if (turn != result.end()) {
        const auto row = static_cast<std::size_t>(turn - result.begin()) + 1;
        times.fail(ErrorCode::Value, "times that ascend", std::to_string(turn[1].value) + " after " + std::to_string(turn->value) + " at row " + std::to_string(row),
                   "Sort the rows by time.");
        return {};
    }
    return result;
}

std::optional<SampleType> sampleType(const JsonCursor& metric, NpyType stored)
{
    if (const std::optional<JsonCursor> said = metric.find("type"); said && said->text() != toText(stored)) {
        said->fail(ErrorCode::Schema, "the type of the values, " + std::string(toText(stored)));
        return std::nullopt;
    }
    switch (stored) {
    case NpyType::UInt8: return SampleType::UInt8;
    case NpyType::UInt16: return SampleType::UInt16;
    case NpyType::Float32: return SampleType::Float32;
    case NpyType::Int64: break;
    }
    metric.at("values").fail(ErrorCode::Unsupported, "values of type uint8, uint16 or float32", std::string(toText(stored)), "Save a.astype('<f4').");
    return std::nullopt;
}

// rows × columns, with columns that fit what the metric is about as far as the bundle knows.
bool hasFittingShape(const JsonCursor& values, const NpyArray& array, const Metric::Info& info, const Trace& trace)
{
    if (array.shape.size() != 2 || array.shape[1] == 0 || array.shape[1] > 2ull * UnitTree::kMaxChips * 8) {
        values.fail(ErrorCode::Schema, "an array of two dimensions, times × columns", "one of shape " + shapeText(array.shape), {});
        return false;
    }
    const bool knowsCount = !trace.isBound() || (info.level.empty() && trace.chipCount > 0);
    if (info.subject == MetricSubject::Units && knowsCount && array.shape[1] != unitLimit(trace)) {
        values.fail(ErrorCode::Value, "one column for each of the " + formatCount(unitLimit(trace)) + " units",
                    formatCount(static_cast<long long>(array.shape[1])) + " columns", {});
        return false;
    }
    if (info.subject == MetricSubject::Links && array.shape[1] % 2 != 0) {
        values.fail(ErrorCode::Value, "two columns for each link", formatCount(static_cast<long long>(array.shape[1])) + " columns", {});
        return false;
    }
    return true;
}

void readMetric(const JsonCursor& metric, const std::string& folder, Trace& trace)
{
    metric.expectKeys(kMetricKeys);
    Metric::Info info = readInfo(metric, trace);
    const auto limits = readPair(metric, "limits"), range = readPair(metric, "range");
    if (limits)
        std::tie(info.naturalMin, info.naturalMax) = *limits;
    const std::optional<JsonCursor> scale = metric.find("scale"), offset = metric.find("offset");
    const double scaleValue = scale ? number(*scale) : 1, offsetValue = offset ? number(*offset) : 0;
    const JsonCursor values = metric.at("values");
    const std::optional<NpyArray> array = openArray(values, folder);
    if (metric.reading().failed() || !array || !hasFittingShape(values, *array, info, trace))
        return;
    const std::optional<SampleType> type = sampleType(metric, array->type);
    const JsonCursor timesAt = metric.at("times");
    std::vector<Nanoseconds> sampleTimes = timesAt.isObject() ? regularTimes(timesAt, array->shape[0]) : listedTimes(timesAt, folder, array->shape[0]);
    if (metric.reading().failed() || !type)
        return;
    std::optional<std::pair<float, float>> known;
    if (range)
        known = {static_cast<float>(range->first), static_cast<float>(range->second)};
    trace.metrics.emplace_back(std::move(info), std::move(sampleTimes), static_cast<std::uint32_t>(array->shape[1]), *type, scaleValue, offsetValue, array->data,
                               array->keepAlive, known);
}

} // namespace

void readMetrics(const JsonCursor& metrics, const std::string& folder, Trace& trace)
{
    for (std::size_t i = 0; i < metrics.size() && !metrics.reading().failed(); ++i)
        readMetric(metrics.item(i), folder, trace);
}

} // namespace podscape::bundle
