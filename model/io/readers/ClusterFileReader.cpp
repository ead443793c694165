// Cluster files, NAME.cluster.json: levels, facts, fabrics and floor of a cluster, parametric or listed. A sample line:
//   {"podscape": "cluster/1", "name": "Small", "levels": [{"name": "rack", "count": 2}, {"name": "chip", "count": 64}]}
#include "model/io/Reader.h"
#include "model/io/clusterfile/ClusterFileKeys.h"
#include "model/io/clusterfile/Sections.h"
#include "model/io/json/JsonText.h"
#include "model/layout/FloorCheck.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace podscape {

namespace {

using namespace clusterfile;

void checkFormat(const JsonCursor& file)
{
    const JsonCursor format = file.at("podscape");
    const std::string word = format.text();
    if (!file.reading().failed() && word != kFormat)
        format.fail(word.starts_with("cluster/") ? ErrorCode::Unsupported : ErrorCode::Schema, '"' + std::string(kFormat) + '"',
                    word.starts_with("cluster/") ? "The file is of a newer form than this program reads." : "It says what kind of file this is.");
}

void readFabrics(const JsonCursor& fabrics, Cluster& cluster)
{
    for (std::size_t i = 0; i < fabrics.size() && !fabrics.reading().failed(); ++i) {
        auto fabric = readFabric(fabrics.item(i), cluster.tree);
        if (!fabric)
            return;
        if (cluster.fabricNamed(fabric->name()))
            return fabrics.item(i).at("name").fail(ErrorCode::Schema, "a fabric name that is used once", "Rename one of the two fabrics.");
        cluster.fabrics.push_back(*std::move(fabric));
    }
}

Cluster readCluster(const JsonCursor& file, Progress& progress)
{
    Cluster cluster;
    file.expectKeys(kFileKeys);
    checkFormat(file);
    cluster.name = file.at("name").text();
    cluster.description = file.textOr("description", {});
    if (const auto inferred = file.find("inferred"))
        cluster.inferred = inferred->flag();
    if (file.reading().failed())
        return cluster;
    cluster.tree = readTree(file);
    progress.report(0.5);
    if (file.reading().failed())
        return cluster;
    if (const auto facts = file.find("facts"))
        cluster.facts = readFacts(*facts, cluster.tree);
    cluster.levelProvenance = readLevelProvenance(file);
    cluster.floor = readFloor(file, cluster.tree);
    if (const auto fabrics = file.find("fabrics"))
        readFabrics(*fabrics, cluster);
    progress.report(1);
    return cluster;
}

class ClusterFileReader : public Reader
{
public:
    Info info() const override { return {"cluster", "Podscape cluster file", ".cluster.json"}; }

    int sniff(const Source& source) const override
    {
        if (source.isDirectory())
            return 0;
        const std::string_view head = source.head();
        if (head.find("\"podscape\"") != std::string_view::npos && head.find("\"cluster/") != std::string_view::npos)
            return 100;
        return source.fileName().ends_with(".cluster.json") ? 90 : 0;
    }

    Result<Document> read(const Source& source, Progress& progress) const override
    {
        const auto withSubject = [&](Error error) {
            error.subject = source.path();
            return error;
        };
        const Result<nlohmann::json> text = parseJson(source.bytes());
        if (!text)
            return withSubject(text.error());
        progress.report(0.3);
        JsonReading reading;
        Cluster cluster = readCluster(JsonCursor(*text, {}, reading), progress);
        if (reading.failed())
            return withSubject(*reading.error);
        if (progress.stopRequested())
            return Error{ErrorCode::Cancelled, source.path(), {}, "the whole file", "a stop", {}};
        cluster.sourceFile = source.path();
        cluster.findings = std::move(reading.findings);
        reportOverlaps(cluster, cluster.findings);
        return Document(std::move(cluster));
    }
};

} // namespace

std::unique_ptr<Reader> createClusterFileReader()
{
    return std::make_unique<ClusterFileReader>();
}

} // namespace podscape
