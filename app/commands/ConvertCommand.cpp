#include "app/Command.h"
#include "app/ProgressLine.h"
#include "model/io/Reader.h"
#include "model/io/Writers.h"
#include "model/trace/BindTrace.h"

#include <ostream>

namespace podscape {

namespace {

// Writes what was read as a cluster file or a trace bundle, as the name of the output says. With a cluster and a trace and a bundle
// for output, the trace is bound to the cluster first.
class ConvertCommand : public Command
{
public:
    const CommandSyntax& syntax() const override
    {
        static const CommandSyntax kSyntax{"convert", "FILE…", "Write anything readable as a cluster file or a trace bundle", 1, 2,
            {{"--output", "-o", "OUT", "Where to write: NAME.cluster.json or NAME.podtrace", true},
             {"--reader", {}, "ID", "Read as this format, whatever the file looks like"}}};
        return kSyntax;
    }

    int run(const CommandLine& line, Console& console) const override
    {
        std::optional<Cluster> cluster;
        std::optional<Trace> trace;
        for (const std::string& file : line.files())
            if (const Status read = take(file, line, console, cluster, trace); !read)
                return fail(read.error(), console);

        std::string output = *line.text("--output");
        while (output.size() > 1 && output.ends_with('/'))
            output.pop_back();
        if (output.ends_with(".cluster.json"))
            return writeCluster(std::move(cluster), trace, output, console);
        if (output.ends_with(".podtrace"))
            return writeTrace(cluster, std::move(trace), output, console);
        console.err << toText(Error{ErrorCode::Value, "podscape convert", {}, "an output that ends in .cluster.json or .podtrace", '"' + output + '"', {}}) << '\n';
        return kMisused;
    }

private:
    static int fail(const Error& error, Console& console)
    {
        console.err << toText(error) << '\n';
        return kFailed;
    }

    static Status take(const std::string& file, const CommandLine& line, Console& console, std::optional<Cluster>& cluster, std::optional<Trace>& trace)
    {
        ProgressLine shown(console, "reading " + file);
        Progress progress = shown.progress();
        Result<Document> document = readDocument(file, progress, line.text("--reader").value_or(""));
        if (!document)
            return document.error();
        const bool isCluster = std::holds_alternative<Cluster>(*document);
        if (isCluster ? cluster.has_value() : trace.has_value())
            return Error{ErrorCode::Unsupported, file, {}, "at most one cluster and one trace", isCluster ? "a second cluster" : "a second trace", {}};
        if (isCluster)
            cluster = std::get<Cluster>(std::move(document).value());
        else
            trace = std::get<Trace>(std::move(document).value());
        return Done{};
    }

    static int writeCluster(std::optional<Cluster> cluster, const std::optional<Trace>& trace, const std::string& output, Console& console)
    {
        if (!cluster) {
            Result<Cluster> inferred = inferCluster(*trace);
            if (!inferred)
                return fail(inferred.error(), console);
            cluster = std::move(inferred).value();
        }
        if (const Status written = writeClusterFile(*cluster, output); !written)
            return fail(written.error(), console);
        console.out << output << '\n';
        return kFine;
    }

    static int writeTrace(const std::optional<Cluster>& cluster, std::optional<Trace> trace, const std::string& output, Console& console)
    {
        if (!trace)
            return fail({ErrorCode::Reference, cluster->sourceFile, {}, "a trace to write as a bundle", "a cluster", "Give the output a name that ends in .cluster.json."}, console);
        if (cluster) {
            Result<Trace> bound = bindTrace(*std::move(trace), *cluster);
            if (!bound)
                return fail(bound.error(), console);
            trace = std::move(bound).value();
        }
        ProgressLine shown(console, "writing " + output);
        Progress progress = shown.progress();
        if (const Status written = writeTraceBundle(*trace, output, progress); !written)
            return fail(written.error(), console);
        console.out << output << '\n';
        return kFine;
    }
};

} // namespace

std::unique_ptr<Command> createConvertCommand()
{
    return std::make_unique<ConvertCommand>();
}

} // namespace podscape
