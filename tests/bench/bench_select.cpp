// Times what a user waits for when choosing among a million chips: boxes over the picture, questions, names while typing, the mask of a
// faded picture, outlines, names over the picture, the tip under the mouse. bench_select [CLUSTER] prints one line each.
#include "model/io/Dataset.h"
#include "model/select/QueryText.h"
#include "model/trace/UnitFigures.h"
#include "tests/bench/Measure.h"
#include "widgets/common/Selecting.h"
#include "widgets/lines/LineActor.h"
#include "widgets/scene/ChipMask.h"
#include "widgets/scene/LabelMemory.h"
#include "widgets/scene/Outlines.h"
#include "widgets/scene/PodOverlay.h"
#include "widgets/scene/RegionPick.h"
#include "widgets/search/EntitySearch.h"

#include <cmath>
#include <cstdio>
#include <numbers>

using namespace podscape;
using bench::measure;
using bench::required;

namespace {

constexpr double kWidth = 1'920, kHeight = 1'080;

// One sample of a value a chip, so that there is something to ask about.
Trace traceOf(const Cluster& cluster)
{
    Metric::Info info;
    info.name = "utilisation";
    info.unit = "%";
    info.naturalMax = 100;
    std::vector<std::uint8_t> codes(cluster.tree.chipCount());
    for (std::uint32_t chip = 0; chip < codes.size(); ++chip)
        codes[chip] = chip % 997 == 0 ? kMissingCode8 : static_cast<std::uint8_t>((chip * 2'654'435'761U >> 24) % 201);
    Trace trace;
    trace.name = "a moment";
    trace.duration = Nanoseconds{1'000'000'000};
    trace.chipCount = cluster.tree.chipCount();
    trace.clusterName = cluster.name;
    trace.metrics.push_back(Metric::fromCodes(info, {Nanoseconds{0}}, cluster.tree.chipCount(), 0.5, 0, std::move(codes)));
    return trace;
}

void measureRegions(const Dataset& dataset, const Layout& layout, const UnitBoxes& boxes, const std::string& name)
{
    const UnitTree& tree = dataset.cluster->tree;
    CameraPose pose = CameraPose().framing(layout.bounds, kWidth / kHeight);
    std::vector<Eigen::Vector2d> lasso;
    for (int i = 0; i < 400; ++i) {
        const double a = 2 * std::numbers::pi * i / 400, r = 0.3 * kHeight * (1 + 0.3 * std::sin(9 * a));
        lasso.push_back({kWidth / 2 + r * std::cos(a), kHeight / 2 + r * std::sin(a)});
    }
    const PixelRegion region(std::move(lasso));
    for (const double nearer : {1.0, 10.0, 60.0, 300.0}) {
        CameraPose near = pose;
        near.distance /= nearer;
        RegionPick found;
        measure(name + ": lasso of 400 points, " + std::to_string(static_cast<int>(nearer)) + " times nearer", 9, [&] { found = RegionPick::find(region, Projector(near, kWidth, kHeight), layout, tree, boxes); });
        std::printf("  %u chips in %u blocks%s, %zu entries\n", found.chips.chipCount(), found.blocks, found.byChips ? ", chip by chip" : "", chosenUnits(tree, found.chips).units.size());
    }
}

void measureQuestions(const ViewValues& values)
{
    const UnitTree& tree = values.dataset->cluster->tree;
    for (const char* text : {"racks > 60", "chips > 90", "chips > 50", "missing", "same position", "siblings", "neighbours", "invert"}) {
        std::size_t found = 0;
        measure(std::string("question: ") + text, 5, [&] { found = required(answerFor(required(*parseQuery(text, tree)), values)).units.size(); });
        std::printf("  %zu entries\n", found);
    }
}

void measureSearch(const Dataset& dataset)
{
    for (const char* text : {"r", "rack-0", "chip-3", "superpod-07", "campus-2/superpod-07/rack-003/tray-11/chip-2", "campus-2/superpod-07/ra", "nothing like it"})
        measure(std::string("search: ") + text, 5, [&] { (void)findEntities(dataset, text, 12); });
}

void measureNames(const ViewValues& values, const Layout& layout, const RayPicker& picker, const UnitBoxes& boxes)
{
    const TextMeasure text = [](std::string_view t, float px, TextWeight) { return SizePx{0.55f * px * static_cast<float>(t.size()), px}; };
    const SwitchPlaces none;
    const int block = layout.blockLevel;
    for (int level = 0; level <= block; ++level) {
        CameraPose pose = CameraPose().framing(boxes.of({static_cast<std::uint16_t>(level), values.dataset->cluster->tree.unitCount(level) / 2}), kWidth / kHeight);
        LabelMemory memory;
        measure("names of a frame, before a " + values.dataset->cluster->tree.levelName(level), 60, [&] {
            pose.azimuth += 1;
            const Projector projector(pose, kWidth, kHeight);
            (void)PodOverlay{values, layout, projector, picker, boxes, none, nullptr, text, true, &memory, {}}.build();
        });
    }
}

} // namespace

int main(int argc, char** argv)
{
    Progress progress;
    const auto opened = required(openFiles({argc > 1 ? argv[1] : "samples/clusters/ironwood-superpod.cluster.json"}, progress));
    const auto dataset = required(makeDataset(opened->cluster, traceOf(*opened->cluster), {}));
    const UnitTree& tree = dataset->cluster->tree;
    const auto block = static_cast<std::uint16_t>(dataset->layout(Arrangement::Physical).blockLevel);
    ViewValues values = initialValues(dataset);
    for (std::uint32_t i = 0; i < tree.unitCount(block); i += 2)
        values.selection.push_back(UnitRef{block, i});
    std::printf("%u chips, %zu of %u blocks selected\n", tree.chipCount(), values.selection.size(), tree.unitCount(block));

    values.fadeUnselected = true;
    ChipMask mask;
    measure("mask of a faded picture", 9, [&] { mask.update(values); });
    std::vector<UnitRef> outlined;
    measure("units to outline", 9, [&] { outlined = outlinedUnits(tree, values.selectedUnits()); });
    const auto layout = dataset->layouts[0];
    const UnitBoxes boxes(*layout, tree);
    LineActor actor;
    std::vector<UnitRef> most;
    for (std::uint32_t i = 0; i < std::min<std::size_t>(tree.unitCount(block), kMostOutlines); ++i)
        most.push_back({block, i});
    measure("their lines, as many as are drawn at most", 9, [&] {
        std::vector<Line> lines;
        for (const UnitRef unit : most) {
            const Box box = quickBoxOf(unit, *layout, tree, boxes);
            addBoxEdges(box.min(), box.max(), {}, 0, lines);
        }
        actor.setLines(std::move(lines));
    });
    std::printf("  %zu outlines for the selection, %zu at most\n", outlined.size(), most.size());

    for (const Arrangement arrangement : kArrangements)
        measureRegions(*dataset, dataset->layout(arrangement), UnitBoxes(dataset->layout(arrangement), tree), std::string(toText(arrangement)));
    measureQuestions(values);
    measureSearch(*dataset);
    const RayPicker picker(layout);
    values.selection.clear();
    measureNames(values, *layout, picker, boxes);

    const Metric& metric = dataset->trace->metrics[0];
    MomentFigures figures;
    measure("tip: figures of a pod", 9, [&] { (void)figures.of(tree.parent({block, 0}), metric, 0, tree, tree.leafLevel()); });
    measure("tip: figures of everything, first", 1, [&] { (void)figures.of(UnitTree::root(), metric, 0, tree, tree.leafLevel()); });
    measure("tip: figures of everything, again", 9, [&] { (void)figures.of(UnitTree::root(), metric, 0, tree, tree.leafLevel()); });
    return 0;
}
