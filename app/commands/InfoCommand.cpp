#include "app/Command.h"
#include "app/commands/Summary.h"
#include "model/io/Reader.h"

#include <nlohmann/json.hpp>

#include <ostream>

namespace podscape {

namespace {

// Says what is in files. One file gives one JSON object, several give a list.
class InfoCommand : public Command
{
public:
    const CommandSyntax& syntax() const override
    {
        static const CommandSyntax kSyntax{"info", "FILE…", "Say what is in clusters and traces", 1, 1'000,
            {{"--json", {}, {}, "Print JSON"}, {"--reader", {}, "ID", "Read as this format, whatever the file looks like"}}};
        return kSyntax;
    }

    int run(const CommandLine& line, Console& console) const override
    {
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
        // Names from files need not be UTF-8; JSON must.
        if (asJson && !all.empty())
            console.out << (line.files().size() == 1 ? all.front() : all).dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
        return code;
    }
};

} // namespace

std::unique_ptr<Command> createInfoCommand()
{
    return std::make_unique<InfoCommand>();
}

} // namespace podscape
