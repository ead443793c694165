#include "model/io/Dataset.h"

#include "model/io/Reader.h"
#include "model/trace/BindTrace.h"

#include <algorithm>

namespace podscape {

namespace {

struct Parts
{
    std::shared_ptr<const Cluster> cluster;
    std::optional<Trace> trace;
    std::string clusterPath, tracePath;
};

Error secondOf(const char* what, const std::string& path, const std::string& firstPath)
{
    return {ErrorCode::Unsupported, path, {}, std::string("at most one ") + what, "a second one beside " + firstPath, std::string("Open one ") + what + " at a time."};
}

Status take(Document document, const std::string& path, Parts& parts)
{
    if (auto* cluster = std::get_if<Cluster>(&document)) {
        if (parts.cluster)
            return secondOf("cluster", path, parts.clusterPath);
        parts.cluster = std::make_shared<const Cluster>(std::move(*cluster));
        parts.clusterPath = path;
    } else {
        if (parts.trace)
            return secondOf("trace", path, parts.tracePath);
        parts.trace = std::get<Trace>(std::move(document));
        parts.tracePath = path;
    }
    return Done{};
}

// The part of the whole progress that one file fills.
Progress shareOf(Progress& whole, std::size_t index, std::size_t count)
{
    return Progress([&whole, index, count](double fraction) { whole.report((double(index) + fraction) / double(count)); }, [&whole] { return whole.stopRequested(); });
}

Result<Parts> readParts(const std::vector<std::string>& paths, Progress& progress)
{
    Parts parts;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        Progress share = shareOf(progress, i, paths.size());
        Result<Document> document = readDocument(paths[i], share);
        if (!document)
            return document.error();
        if (progress.stopRequested())
            return Error{ErrorCode::Cancelled, paths[i], {}, "the whole file", "a stop", {}};
        if (const Status taken = take(std::move(document).value(), paths[i], parts); !taken)
            return taken.error();
    }
    return parts;
}

// A moment in a strip of pixels is enough; a million chips get fewer moments so that the shares stay under 256 MB.
std::size_t occupancySamples(std::uint32_t leafCount)
{
    constexpr std::size_t kMostValues = 256'000'000, kFewest = 120, kMost = 1'440;
    return std::clamp(kMostValues / std::max<std::size_t>(leafCount, 1), kFewest, kMost);
}

// What a cluster opened alone takes over from what was open: its trace, when this is the same file again and still fits.
std::optional<Trace> traceToKeep(const Dataset& current, const Cluster& cluster)
{
    if (!current.trace || !current.cluster || current.cluster->sourceFile != cluster.sourceFile)
        return std::nullopt;
    Result<Trace> bound = bindTrace(*current.trace, cluster);
    return bound ? std::optional(std::move(bound).value()) : std::nullopt;
}

} // namespace

Result<std::shared_ptr<const Dataset>> makeDataset(std::shared_ptr<const Cluster> cluster, std::optional<Trace> trace, std::vector<std::string> files)
{
    if (!cluster && !trace)
        return Error{ErrorCode::Reference, {}, {}, "a cluster or a trace", "neither", "Name a file to open."};
    if (!cluster) {
        Result<Cluster> inferred = inferCluster(*trace);
        if (!inferred)
            return inferred.error();
        cluster = std::make_shared<const Cluster>(std::move(inferred).value());
    }

    auto dataset = std::make_shared<Dataset>();
    dataset->cluster = cluster;
    dataset->files = std::move(files);
    for (const Arrangement arrangement : kArrangements)
        dataset->layouts[static_cast<std::size_t>(arrangement)] = std::make_shared<const Layout>(buildLayout(*cluster, arrangement));
    dataset->figures = std::make_shared<const FigureCache>(cluster, dataset->layouts[static_cast<std::size_t>(Arrangement::Physical)]);
    if (trace) {
        Result<Trace> bound = bindTrace(*std::move(trace), *cluster);
        if (!bound)
            return bound.error();
        Trace frozen = std::move(bound).value();
        const std::uint32_t leaves = cluster->tree.chipCount();
        if (frozen.metrics.empty() && !frozen.jobs.empty())
            frozen.metrics.push_back(occupancyMetric(frozen, leaves, occupancySamples(leaves)));
        dataset->trace = std::make_shared<const Trace>(std::move(frozen));
        dataset->rollups = std::make_shared<const RollupCache>(dataset->trace, cluster);
    }
    return std::shared_ptr<const Dataset>(std::move(dataset));
}

Result<std::shared_ptr<const Dataset>> openFiles(const std::vector<std::string>& paths, Progress& progress, const Dataset* current)
{
    Result<Parts> read = readParts(paths, progress);
    if (!read)
        return read.error();
    Parts parts = std::move(read).value();
    if (parts.cluster && !parts.trace && current) {
        std::optional<Trace> kept = traceToKeep(*current, *parts.cluster);
        const std::vector<std::string>& files = kept ? current->files : paths;
        return makeDataset(parts.cluster, std::move(kept), files);
    }
    if (parts.trace && !parts.cluster && current && current->cluster) {
        // A trace that speaks of this cluster belongs on it; any other stands for itself.
        if (Result<Trace> bound = bindTrace(*parts.trace, *current->cluster)) {
            std::vector<std::string> files = paths;
            if (!current->cluster->sourceFile.empty() && !current->cluster->inferred)
                files.insert(files.begin(), current->cluster->sourceFile);
            return makeDataset(current->cluster, std::move(bound).value(), std::move(files));
        } else if (parts.trace->isBound()) {
            return bound.error();
        }
    }
    return makeDataset(parts.cluster, std::move(parts.trace), paths);
}

} // namespace podscape
