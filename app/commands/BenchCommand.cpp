// podscape bench CLUSTER [TRACE]: how fast this machine draws the pod scene when every chip has a new value in every frame.
#include "app/Command.h"
#include "app/TextTable.h"
#include "app/commands/RenderRequest.h"
#include "app/commands/SceneBench.h"

#include "model/base/Units.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>
#include <sstream>

namespace podscape {

namespace {

std::vector<std::string> words(const std::string& list)
{
    std::vector<std::string> result;
    std::istringstream stream(list);
    for (std::string word; std::getline(stream, word, ',');)
        result.push_back(word);
    return result;
}

std::string fixed(double value, int digits = 1)
{
    std::ostringstream text;
    text.setf(std::ios::fixed);
    text.precision(digits);
    text << value;
    return text.str();
}

Error misuse(std::string option, std::string expected, std::string found)
{
    return {ErrorCode::Value, "podscape bench", std::move(option), std::move(expected), '"' + found + '"', ""};
}

Result<SceneBench> planOf(const CommandLine& line)
{
    SceneBench plan;
    const auto frames = line.number("--frames", 1, 1'000'000, plan.frames);
    if (!frames)
        return frames.error();
    plan.frames = static_cast<int>(*frames);
    const auto size = parsePictureSize(line.text("--size").value_or("1920x1080"));
    if (!size)
        return size.error();
    plan.size = *size;
    if (const auto text = line.text("--arrange")) {
        const auto arrangement = parseArrangement(*text);
        if (!arrangement)
            return misuse("--arrange", std::string(kArrangementWords), *text);
        plan.arrangement = *arrangement;
    }
    if (const auto text = line.text("--zoom")) {
        plan.zooms = words(*text);
        if (plan.zooms.empty() || !std::ranges::all_of(plan.zooms, SceneBench::isZoom))
            return misuse("--zoom", "all, campus, pod, rack and chip, or some of them with commas between", *text);
    }
    const bool both = line.has("--orbit") == line.has("--replay");
    plan.orbits = both || line.has("--orbit");
    plan.replays = both || line.has("--replay");
    plan.everyPixel = line.has("--every-pixel");
    plan.links = line.has("--links");
    return plan;
}

class BenchCommand : public Command
{
public:
    const CommandSyntax& syntax() const override
    {
        static const CommandSyntax s{"bench",
                                     "CLUSTER [TRACE]",
                                     "measure frame times of the pod scene, camera moving and every value new in each frame",
                                     1,
                                     2,
                                     {{"--zoom", "", "LIST", "how near the camera is: some of all, campus, pod, rack and chip; all,pod,rack,chip"},
                                      {"--orbit", "", "", "move the camera alone"},
                                      {"--replay", "", "", "change the values alone"},
                                      {"--every-pixel", "", "", "never drop the resolution, as the window does to hold thirty frames a second"},
                                      {"--frames", "", "N", "frames to measure at each zoom; 60"},
                                      {"--size", "", "WxH", "1920x1080"},
                                      {"--arrange", "", "HOW", "physical (default), lattice or fabric"},
                                      {"--links", "", "", "draw links and labels too"},
                                      {"--soak", "", "SECONDS", "draw for so long instead and print the memory every five seconds"},
                                      {"--json", "", "", "machine-readable"}}};
        return s;
    }

    int run(const CommandLine& line, Console& console) const override
    {
        if (line.has("--soak"))
            return finish(soak(line, console.out), console);
        const auto report = measure(line);
        if (!report)
            return finish(report.error(), console);
        line.has("--json") ? printJson(*report, console.out) : printText(*report, console.out);
        return kFine;
    }

private:
    static int finish(const Status& status, Console& console)
    {
        if (status)
            return kFine;
        console.err << toText(status.error()) << '\n';
        return status.error().code == ErrorCode::Value ? kMisused : kFailed;
    }

    // The files of the command line, with made-up values where there are none.
    static Result<std::shared_ptr<const Dataset>> datasetOf(const CommandLine& line)
    {
        Progress progress;
        auto dataset = openFiles(line.files(), progress);
        if (!dataset || initialValues(*dataset).shownMetric())
            return dataset;
        return makeDataset((*dataset)->cluster, movingTrace((*dataset)->cluster->tree.chipCount()), (*dataset)->files);
    }

    static Result<SceneBench::Report> measure(const CommandLine& line)
    {
        const auto plan = planOf(line);
        if (!plan)
            return plan.error();
        auto dataset = datasetOf(line);
        if (!dataset)
            return dataset.error();
        return plan->run(std::move(dataset).value());
    }

    static Status soak(const CommandLine& line, std::ostream& out)
    {
        const auto plan = planOf(line);
        if (!plan)
            return plan.error();
        const auto seconds = line.number("--soak", 1, 1e6, 60);
        if (!seconds)
            return seconds.error();
        auto dataset = datasetOf(line);
        if (!dataset)
            return dataset.error();
        return plan->soak(std::move(dataset).value(), *seconds, [&](const SceneBench::Standing& now) {
            out << fixed(now.seconds, 0) << " s, " << formatCount(static_cast<long long>(now.frames)) << " frames, " << formatQuantity(double(now.residentBytes), Dimension::Data) << std::endl;
        });
    }

    static void printJson(const SceneBench::Report& report, std::ostream& out)
    {
        nlohmann::ordered_json zooms = nlohmann::ordered_json::array();
        for (const SceneBench::Zoom& zoom : report.zooms)
            zooms.push_back({{"zoom", zoom.name}, {"minMs", zoom.moving.min}, {"medianMs", zoom.moving.median}, {"p95Ms", zoom.moving.p95}, {"processorMs", zoom.processor},
                             {"scale", zoom.scale}, {"stillMs", zoom.still}, {"firstMs", zoom.first}, {"primitives", zoom.counters.primitives},
                             {"fragments", zoom.counters.fragments}, {"textureBytes", zoom.counters.textureBytes}});
        const nlohmann::ordered_json json{{"chips", report.chips}, {"renderer", report.renderer}, {"zooms", zooms}, {"pickMs", report.pick}, {"rssBytes", report.residentBytes}};
        out << json.dump(2) << '\n';
    }

    static void printText(const SceneBench::Report& report, std::ostream& out)
    {
        using enum TextTable::Align;
        out << formatCount(report.chips) << " chips, " << report.renderer << ", milliseconds a frame\n";
        TextTable table({Left, Right, Right, Right, Right, Right, Right, Right, Right, Right, Right});
        table.add({"zoom", "median", "least", "95 %", "cores", "pixels", "still", "first", "primitives", "fragments", "uploaded"});
        for (const SceneBench::Zoom& zoom : report.zooms)
            table.add({zoom.name, fixed(zoom.moving.median), fixed(zoom.moving.min), fixed(zoom.moving.p95), fixed(zoom.processor), fixed(100 * zoom.scale * zoom.scale, 0) + " %", fixed(zoom.still),
                       fixed(zoom.first), formatCount(zoom.counters.primitives), formatCount(zoom.counters.fragments), formatQuantity(double(zoom.counters.textureBytes), Dimension::Data)});
        out << table.text() << "pick: " << fixed(report.pick, 4) << " ms\n"
            << "memory: " << formatQuantity(static_cast<double>(report.residentBytes), Dimension::Data) << '\n';
    }
};

} // namespace

std::unique_ptr<Command> createBenchCommand()
{
    return std::make_unique<BenchCommand>();
}

} // namespace podscape
