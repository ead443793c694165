#include "app/commands/RenderRequest.h"

#include "model/base/TimeText.h"
#include "model/base/Units.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <span>
#include <utility>

namespace podscape {

namespace {

constexpr std::string_view kViews[] = {"scene", "heatmap", "timeline"};
constexpr std::pair<std::string_view, StillQuality> kQualities[] = {{"draft", StillQuality::Draft}, {"good", StillQuality::Good}, {"best", StillQuality::Best}};

std::string quoted(const std::string& text) { return '"' + text + '"'; }

Error misuse(std::string option, std::string expected, std::string found, std::string hint)
{
    return {ErrorCode::Value, "podscape render", std::move(option), std::move(expected), std::move(found), std::move(hint)};
}

// "AZIMUTH,ELEVATION[,ZOOM]": degrees, degrees, and how many times nearer than the whole.
Result<CameraPose> parseCamera(const std::string& text, double& zoom)
{
    CameraPose pose;
    double parts[3] = {pose.azimuth, pose.elevation, 1};
    const char* at = text.data();
    const char* end = text.data() + text.size();
    for (int i = 0; i < 3 && at < end; ++i) {
        const auto read = std::from_chars(at, end, parts[i]);
        if (read.ec != std::errc() || (read.ptr != end && *read.ptr != ','))
            return misuse("--camera", "AZIMUTH,ELEVATION[,ZOOM]", quoted(text), "For example --camera -32,30,1.5.");
        at = read.ptr == end ? end : read.ptr + 1;
    }
    if (at != end || !(parts[2] > 0) || std::abs(parts[1]) > 90)
        return misuse("--camera", "AZIMUTH,ELEVATION[,ZOOM] with an elevation within ±90 and a positive zoom", quoted(text), "For example --camera -32,30,1.5.");
    pose.azimuth = parts[0];
    pose.elevation = std::clamp(parts[1], -89.9, 89.9);
    zoom = parts[2];
    return pose;
}

// A time of day and date as in the trace, "14:32:10" or "2.5 h" from its start, or "50%".
Result<Nanoseconds> parseMoment(const std::string& text, const Trace& trace)
{
    if (text.ends_with('%'))
        if (const auto share = parseQuantity(text, Dimension::Ratio); share && *share >= 0 && *share <= 1)
            return Nanoseconds{static_cast<std::int64_t>(*share * static_cast<double>(trace.duration.value))};
    // A moment of a day is HH:MM, although a duration of that form would be minutes and seconds.
    if (const auto clock = parseClockDuration(std::ranges::count(text, ':') == 1 ? text + ":00" : text))
        return *clock;
    if (const auto length = parseQuantity(text, Dimension::Duration))
        return Nanoseconds{static_cast<std::int64_t>(*length * 1e9)};
    if (const auto time = parseTime(text); time && trace.hasDate)
        return Nanoseconds{time->value - trace.start.value};
    return misuse("--at", "a moment", quoted(text), "Give a date and time, a clock time or duration from the start of the trace, or a share such as 50%.");
}

std::string metricsOf(const Dataset& dataset)
{
    std::string names;
    if (dataset.trace)
        for (const Metric& metric : dataset.trace->metrics)
            names += (names.empty() ? "one of " : ", ") + metric.info().name;
    return names.empty() ? "a trace with metrics" : names;
}

// Options that change what is shown.
Status applyValues(const CommandLine& line, const Dataset& dataset, ViewValues& values)
{
    if (const auto text = line.text("--theme")) {
        const auto theme = parseThemeName(*text);
        if (!theme)
            return misuse("--theme", "dark or light", quoted(*text), "");
        values.theme = *theme;
    }
    if (const auto text = line.text("--arrange")) {
        const auto arrangement = parseArrangement(*text);
        if (!arrangement)
            return misuse("--arrange", std::string(kArrangementWords), quoted(*text), "");
        values.arrangement = *arrangement;
    }
    if (const auto text = line.text("--metric")) {
        if (!dataset.trace || !dataset.trace->metricNamed(*text))
            return misuse("--metric", metricsOf(dataset), quoted(*text), "podscape info lists the metrics of a trace.");
        const Metric* metric = dataset.trace->metricNamed(*text);
        values.metric = MetricId{static_cast<std::uint32_t>(metric - dataset.trace->metrics.data())};
        values.scale = defaultScale(*metric);
    }
    if (const auto text = line.text("--colors")) {
        if (ColorMap::named(*text).name() != *text)
            return misuse("--colors", "viridis, cividis, inferno or coolwarm", quoted(*text), "");
        values.scale.map = *text;
    }
    if (const auto text = line.text("--fabric")) {
        const Fabric* fabric = dataset.cluster->fabricNamed(*text);
        if (!fabric)
            return misuse("--fabric", "the name of a fabric of this cluster", quoted(*text), "podscape info lists them.");
        values.fabric = {static_cast<std::uint32_t>(fabric - dataset.cluster->fabrics.data())};
    }
    return Done{};
}

Status applyCutaway(const CommandLine& line, const Dataset& dataset, ViewValues& values)
{
    Cutaway cutaway;
    if (const auto text = line.text("--clip")) {
        cutaway.clip = parseClip(*text);
        if (!cutaway.clip || !(cutaway.clip->share >= 0 && cutaway.clip->share <= 1))
            return misuse("--clip", "an axis x, y or z and a share from 0 to 1", quoted(*text), "For example --clip x:0.4 or --clip y:0.5:low.");
    }
    if (const auto text = line.text("--slice")) {
        const Fabric* fabric = slicedFabric(*dataset.cluster, values.fabric);
        if (!fabric)
            return misuse("--slice", "a cluster with a torus", "none", "podscape info lists the fabrics of a cluster.");
        cutaway.slice = parseSlice(*text);
        if (!cutaway.slice)
            return misuse("--slice", "an axis x, y or z and a coordinate", quoted(*text), "For example --slice z=7.");
        if (const std::uint32_t size = fabric->torus()->size[static_cast<std::size_t>(cutaway.slice->axis)]; cutaway.slice->coordinate >= size)
            return misuse("--slice", "a coordinate from 0 to " + std::to_string(size - 1) + " along " + std::string(toText(cutaway.slice->axis)) + " of " + fabric->name(), quoted(*text), "");
    }
    if (const auto text = line.text("--explode")) {
        cutaway.explode = parseExplode(*text);
        if (!cutaway.explode || !(cutaway.explode->factor >= 1 && cutaway.explode->factor <= Cutaway::Explode::kMost))
            return misuse("--explode", "an axis x, y or z and a factor from 1 to " + formatNumber(Cutaway::Explode::kMost), quoted(*text), "For example --explode x:1.5.");
    }
    values.cutaway = cutaway;
    return Done{};
}

Status applyMoment(const CommandLine& line, const Dataset& dataset, ViewValues& values)
{
    const auto text = line.text("--at");
    if (text && !dataset.trace)
        return misuse("--at", "a trace to go with it", "none", "Name a trace file after the cluster.");
    if (!dataset.trace)
        return Done{};
    const auto moment = parseMoment(text.value_or("50%"), *dataset.trace);   // the beginning of a trace is mostly empty
    if (!moment)
        return moment.error();
    values.time = std::clamp(*moment, Nanoseconds{0}, dataset.trace->duration);
    return Done{};
}

// A switch of the shown fabric by its name; names may repeat in other units, then the first bears it.
std::optional<SwitchRef> switchNamed(const ViewValues& values, const std::string& name)
{
    const Cluster& cluster = *values.dataset->cluster;
    if (values.fabric.value >= cluster.fabrics.size())
        return std::nullopt;
    const auto switches = cluster.fabrics[values.fabric.value].switches();
    const auto found = std::ranges::find(switches, name, &FabricSwitch::name);
    return found == switches.end() ? std::nullopt : std::optional(SwitchRef{values.fabric, static_cast<std::uint32_t>(found - switches.begin())});
}

Status applySelection(const CommandLine& line, const Dataset& dataset, RenderRequest& request)
{
    const UnitTree& tree = dataset.cluster->tree;
    if (const auto text = line.text("--select")) {
        const auto jobs = dataset.trace ? std::span(dataset.trace->jobs) : std::span<const Job>();
        const auto job = std::ranges::find_if(jobs, [&](const Job& j) { return j.id == *text; });
        if (const auto unit = tree.find(*text))
            request.values.selection = {*unit};
        else if (job != jobs.end())
            request.values.selection = {JobId{static_cast<std::uint32_t>(job - jobs.begin())}};
        else if (const auto fabricSwitch = switchNamed(request.values, *text))
            request.values.selection = {*fabricSwitch};
        else
            return misuse("--select", "a unit path, a job id or a switch of the shown fabric", quoted(*text), "Paths look like rack-003/tray-11, switches like spine-03.");
    }
    if (const auto text = line.text("--frame")) {
        request.frame = tree.find(*text);
        if (!request.frame)
            return misuse("--frame", "a unit path", quoted(*text), "Paths look like rack-003/tray-11.");
    }
    return Done{};
}

Status applyFrame(const CommandLine& line, RenderRequest& request)
{
    if (const auto text = line.text("--size")) {
        const auto size = parsePictureSize(*text);
        if (!size)
            return size.error();
        request.size = *size;
    }
    const auto ratio = line.number("--pixel-ratio", 0.5, 4, 1);
    if (!ratio)
        return ratio.error();
    request.pixelRatio = static_cast<float>(*ratio);
    if (const auto text = line.text("--quality")) {
        const auto found = std::ranges::find(kQualities, *text, &std::pair<std::string_view, StillQuality>::first);
        if (found == std::end(kQualities))
            return misuse("--quality", "draft, good or best", quoted(*text), "");
        request.quality = found->second;
    }
    if (const auto text = line.text("--camera")) {
        const auto camera = parseCamera(*text, request.zoom);
        if (!camera)
            return camera.error();
        request.camera = *camera;
    }
    if (line.has("--assumptions"))
        request.values.emphasis = Emphasis::Assumptions;
    request.values.fadeUnselected = line.has("--fade");
    request.links = !line.has("--no-links");
    request.labels = !line.has("--no-labels");
    request.plain = line.has("--plain");
    return Done{};
}

} // namespace

Result<SizePx> parsePictureSize(const std::string& text)
{
    int width = 0, height = 0;
    const char* end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, width);
    const bool ok = first.ec == std::errc() && first.ptr != end && *first.ptr == 'x' && std::from_chars(first.ptr + 1, end, height).ptr == end;
    if (!ok || width < 64 || height < 64 || width > 16'384 || height > 16'384)
        return misuse("--size", "WIDTHxHEIGHT from 64x64 to 16384x16384", quoted(text), "For example --size 1920x1080.");
    return SizePx{float(width), float(height)};
}

Result<RenderRequest> renderRequest(const CommandLine& line, std::shared_ptr<const Dataset> dataset)
{
    RenderRequest request;
    request.values = initialValues(dataset);
    request.output = line.text("--output").value_or("");
    const std::string view = line.text("--view").value_or("scene");
    if (view == "all")
        request.views.assign(std::begin(kViews), std::end(kViews));
    else if (std::ranges::find(kViews, view) != std::end(kViews))
        request.views = {view};
    else
        return misuse("--view", "scene, heatmap, timeline or all", quoted(view), "");
    for (const Status& step : {applyValues(line, *dataset, request.values), applyCutaway(line, *dataset, request.values), applyMoment(line, *dataset, request.values), applySelection(line, *dataset, request), applyFrame(line, request)})
        if (!step)
            return step.error();
    return request;
}

} // namespace podscape
