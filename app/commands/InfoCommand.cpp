#include "app/Command.h"
#include "app/commands/FiguresText.h"
#include "app/commands/Summary.h"
#include "model/io/Reader.h"

#include <nlohmann/json.hpp>

#include <ostream>

namespace podscape {

namespace {

// Names from files need not be UTF-8; JSON must.
void printJson(const nlohmann::ordered_json& json, Console& console)
{
    console.out << json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
}

int misuse(Console& console, std::string expected, std::string found, std::string hint)
{
    console.err << toText(Error{ErrorCode::Value, "podscape info", "--compare", std::move(expected), std::move(found), std::move(hint)}) << '\n';
    return kMisused;
}

// Says what is in files. One file gives one JSON object, several give a list; --compare puts two clusters side by side.
class InfoCommand : public Command
{
public:
    const CommandSyntax& syntax() const override
    {
        static const CommandSyntax kSyntax{"info", "FILE…", "Say what is in clusters and traces", 1, 1'000,
            {{"--json", {}, {}, "Print JSON"}, {"--compare", {}, {}, "Put two clusters side by side: every figure of both and their ratio"},
             {"--reader", {}, "ID", "Read as this format, whatever the file looks like"}}};
        return kSyntax;
    }

    int run(const CommandLine& line, Console& console) const override
    {
        if (line.has("--compare"))
            return compare(line, console);
        const bool asJson = line.has("--json");
        nlohmann::ordered_json all = nlohmann::ordered_json::array();
        int code = kFine;
        bool isFirst = true;
        for (const std::string& file : line.files()) {
            Progress progress;
            const Result<Document> document = readDocument(file, progress, line.text("--reader").value_or(""));
            if (!document) {
                console.err << toText(document.error()) << '\n';
                code = kFailed;
                continue;
            }
            const auto* cluster = std::get_if<Cluster>(&*document);
            if (asJson)
                all.push_back(cluster ? clusterSummary(*cluster) : traceSummary(std::get<Trace>(*document)));
            else
                console.out << (isFirst ? "" : "\n") << (cluster ? clusterSummaryText(*cluster) : traceSummaryText(std::get<Trace>(*document)));
            isFirst = false;
        }
        if (asJson && !all.empty())
            printJson(line.files().size() == 1 ? all.front() : all, console);
        return code;
    }

private:
    static int compare(const CommandLine& line, Console& console)
    {
        if (line.files().size() != 2)
            return misuse(console, "two clusters", std::to_string(line.files().size()) + (line.files().size() == 1 ? " file" : " files"), "For example podscape info --compare A B.");
        std::vector<Cluster> clusters;
        std::vector<ClusterFigures> figures;
        for (const std::string& file : line.files()) {
            Progress progress;
            Result<Document> document = readDocument(file, progress, line.text("--reader").value_or(""));
            if (!document) {
                console.err << toText(document.error()) << '\n';
                return kFailed;
            }
            auto* cluster = std::get_if<Cluster>(&document.value());
            if (!cluster)
                return misuse(console, "two clusters", file + ", which is a trace", "Name the file of a cluster.");
            figures.push_back(ClusterFigures::of(*cluster, buildPhysicalLayout(*cluster)));
            clusters.push_back(std::move(*cluster));
        }
        const Comparison comparison = Comparison::of(clusters[0], figures[0], clusters[1], figures[1]);
        if (line.has("--json"))
            printJson(comparisonSummary(comparison, clusters[0], clusters[1]), console);
        else
            console.out << comparisonText(comparison, clusters[0], clusters[1]);
        return kFine;
    }
};

} // namespace

std::unique_ptr<Command> createInfoCommand()
{
    return std::make_unique<InfoCommand>();
}

} // namespace podscape
