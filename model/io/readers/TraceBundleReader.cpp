// NAME.podtrace/ with trace.json and .npy arrays; resources/help/trace-bundle.md is the description.
//   {"podtrace": 1, "start": "2026-01-01T00:00:00Z", "duration": 86400000000000, "cluster": {"name": "pod", "chips": 64}, "metrics": […], "jobs": {…}}
#include "model/io/bundle/Sections.h"
#include "model/io/json/JsonText.h"
#include "model/io/Reader.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <filesystem>

namespace podscape {

namespace {

using namespace bundle;

constexpr std::array<std::string_view, 10> kKeys{"podtrace", "name", "origin", "start", "duration", "cluster", "units", "metrics", "jobs", "events"};
constexpr std::array<std::string_view, 2> kClusterKeys{"name", "chips"};
constexpr std::array<std::string_view, 2> kUnitKeys{"level", "names"};
constexpr std::array<std::string_view, 3> kOrigins{"recorded", "synthetic", "modelled"};

std::string folderOf(const Source& source)
{
    if (source.isDirectory())
        return source.path();
    const std::string parent = std::filesystem::path(source.path()).parent_path().string();
    return parent.empty() ? "." : parent;
}

void readVersion(const JsonCursor& root)
{
    const JsonCursor version = root.at("podtrace");
    if (!root.reading().failed() && version.value() != kVersion)
        version.fail(ErrorCode::Unsupported, "version 1", "The bundle was written by a newer program.");
}

void readHead(const JsonCursor& root, const std::string& folder, Trace& trace)
{
    trace.name = root.textOr("name", std::filesystem::path(folder).stem().string());
    if (const auto origin = root.find("origin"))
        trace.origin = static_cast<Origin>(origin->oneOf(kOrigins));
    const std::optional<JsonCursor> start = root.find("start");
    trace.hasDate = start.has_value();
    if (start) {
        const std::optional<UnixNanoseconds> time = parseTime(start->text());
        if (time)
            trace.start = *time;
        else
            start->fail(ErrorCode::Value, "a date and time such as \"2026-01-01T00:00:00Z\"");
    }
    trace.duration = nanoseconds(root.at("duration"));
    if (trace.duration.value < 0)
        root.at("duration").fail(ErrorCode::Value, "a duration of 0 or more nanoseconds");
}

// Either the cluster that the numbers are about, or names that the numbers index.
void readUnits(const JsonCursor& root, Trace& trace)
{
    if (const auto cluster = root.find("cluster")) {
        cluster->expectKeys(kClusterKeys);
        trace.clusterName = cluster->textOr("name", {});
        trace.chipCount = cluster->at("chips").whole(1, UnitTree::kMaxChips);
    }
    if (const auto units = root.find("units")) {
        units->expectKeys(kUnitKeys);
        trace.unitLevel = units->textOr("level", {});
        trace.unitNames = units->at("names").texts();
        if (trace.chipCount != 0)
            units->fail(ErrorCode::Schema, "either \"cluster\" or \"units\"", "both", "Names are for traces that are not yet bound to a cluster.");
        else if (trace.unitNames.empty())
            units->fail(ErrorCode::Value, "at least one name", "none", {});
    }
}

class TraceBundleReader final : public Reader
{
public:
    Info info() const override { return {"podtrace", "Trace bundle (.podtrace)", ".podtrace .json"}; }

    int sniff(const Source& source) const override
    {
        std::error_code ignored;
        if (source.isDirectory())
            return std::filesystem::exists(source.path() + '/' + std::string(kJsonName), ignored) || source.fileName().ends_with(".podtrace") ? 100 : 0;
        return source.head().find("\"podtrace\"") != std::string_view::npos ? 100 : source.fileName() == kJsonName ? 60 : 0;
    }

    Result<Document> read(const Source& source, Progress& progress) const override
    {
        const std::string folder = folderOf(source);
        if (!source.isDirectory())
            return readJson(source, folder, source.path(), progress);
        const Result<Source> json = Source::open(folder + '/' + std::string(kJsonName));
        return json ? readJson(*json, folder, source.path(), progress) : Result<Document>(json.error());
    }

private:
    static Result<Document> readJson(const Source& file, const std::string& folder, const std::string& shownAs, Progress& progress)
    {
        Result<nlohmann::json> json = parseJson(file.bytes());
        if (!json)
            return inFile(json.error(), file);
        progress.report(0.5);

        JsonReading reading;
        const JsonCursor root(*json, {}, reading);
        Trace trace;
        trace.sourceFile = shownAs;
        root.expectKeys(kKeys);
        readVersion(root);
        readHead(root, folder, trace);
        readUnits(root, trace);
        if (const auto metrics = root.find("metrics"))
            readMetrics(*metrics, folder, trace);
        if (const auto jobs = root.find("jobs"); jobs && !reading.failed())
            readJobs(*jobs, trace);
        if (const auto events = root.find("events"); events && !reading.failed())
            readEvents(*events, trace);
        if (reading.failed())
            return inFile(*reading.error, file);
        if (progress.stopRequested())
            return Error{ErrorCode::Cancelled, shownAs, {}, "to read it all", "a request to stop", {}};
        sortJobs(trace);
        trace.findings = std::move(reading.findings);
        return Document(std::move(trace));
    }

    // Errors about an array name that array; all others are about trace.json.
    static Error inFile(Error error, const Source& file)
    {
        if (error.subject.empty())
            error.subject = file.path();
        return error;
    }
};

} // namespace

std::unique_ptr<Reader> createTraceBundleReader()
{
    return std::make_unique<TraceBundleReader>();
}

} // namespace podscape
