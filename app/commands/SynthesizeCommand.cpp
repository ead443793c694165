#include "app/Command.h"
#include "app/ProgressLine.h"
#include "model/io/Reader.h"
#include "model/io/Writers.h"
#include "model/trace/Synthesize.h"

#include <ostream>

namespace podscape {

namespace {

// Makes a plausible trace for a cluster. The same cluster, hours and seed give the same bytes on every machine.
class SynthesizeCommand : public Command
{
public:
    const CommandSyntax& syntax() const override
    {
        static const CommandSyntax kSyntax{"synthesize", "CLUSTER", "Make a plausible trace for a cluster, marked synthetic", 1, 1,
            {{"--output", "-o", "OUT", "Where to write: NAME.podtrace", true}, {"--hours", {}, "H", "Length of the trace (24)"},
             {"--seed", {}, "S", "Which trace of all possible ones (1)"}, {"--step", {}, "SECONDS", "Time between samples (60)"}}};
        return kSyntax;
    }

    int run(const CommandLine& line, Console& console) const override
    {
        const Result<double> hours = line.number("--hours", 0.01, 24 * 366, 24);
        const Result<std::uint64_t> seed = line.whole("--seed", 1);
        const Result<double> step = line.number("--step", 1, 86'400, 60);
        for (const Error* error : {hours ? nullptr : &hours.error(), seed ? nullptr : &seed.error(), step ? nullptr : &step.error()})
            if (error) {
                console.err << toText(*error) << '\n';
                return kMisused;
            }
        SynthesisOptions options;
        options.hours = *hours;
        options.seed = *seed;
        options.stepSeconds = *step;
        const Status made = make(line.files().front(), options, *line.text("--output"), console);
        if (made)
            return kFine;
        console.err << toText(made.error()) << '\n';
        return kFailed;
    }

private:
    static Status make(const std::string& file, const SynthesisOptions& options, const std::string& output, Console& console)
    {
        ProgressLine shown(console, "synthesizing " + output);
        Progress progress = shown.progress();
        const Result<Document> document = readDocument(file, progress);
        if (!document)
            return document.error();
        const auto* cluster = std::get_if<Cluster>(&*document);
        if (!cluster)
            return Error{ErrorCode::Unsupported, file, {}, "a cluster", "a trace", "Name a file with the topology."};
        Progress synthesis = shown.progress();
        const Result<Trace> trace = synthesizeTrace(*cluster, options, synthesis);
        if (!trace)
            return trace.error();
        Progress writing = shown.progress();
        if (Status written = writeTraceBundle(*trace, output, writing); !written)
            return written;
        console.out << output << '\n';
        return Done{};
    }
};

} // namespace

std::unique_ptr<Command> createSynthesizeCommand()
{
    return std::make_unique<SynthesizeCommand>();
}

} // namespace podscape
