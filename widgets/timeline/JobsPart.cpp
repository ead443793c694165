#include "model/color/RoundTicks.h"
#include "widgets/draw/LabelFit.h"
#include "widgets/timeline/JobColors.h"
#include "widgets/timeline/TimelineParts.h"

#include <algorithm>
#include <cmath>

namespace podscape {
namespace {

constexpr float kNarrow = 1.0F;         // jobs below this width are folded with their neighbours in the lane
constexpr float kTinted = 6.0F;         // from this width on a job is a tinted body with a strong edge; below it is all edge
constexpr float kLeastLabel = 26;

// Shapes collected by kind, because a painter's batches end where the kind of shape changes.
struct JobShapes
{
    DrawList queued, bodies, outlines;
    std::vector<DrawList::Text> labels;
};

// A run of jobs in one lane that share a pixel; the widest gives the colour.
struct Fold
{
    float x = -1;
    Nanoseconds longest{-1};
    std::uint32_t job = 0, count = 0;
};

struct Lanes
{
    RectPx plot;
    std::uint32_t laneCount, rows;      // several lanes share a row when there are more lanes than pixels
    float rowHeight;
    std::vector<Fold> folds;

    Lanes(const RectPx& rect, std::uint32_t count)
        : plot(rect), laneCount(std::max(1U, count)), rows(std::min(laneCount, static_cast<std::uint32_t>(std::max(1.0F, rect.height / 2)))),
          rowHeight(rect.height / static_cast<float>(rows)), folds(rows) {}

    [[nodiscard]] std::uint32_t rowOf(std::uint32_t lane) const { return static_cast<std::uint32_t>(static_cast<std::uint64_t>(lane) * rows / laneCount); }
    [[nodiscard]] RectPx bar(std::uint32_t row, float x0, float x1) const
    {
        const float gap = rowHeight >= 5 ? 1.0F : 0.0F;
        return {x0, plot.y + static_cast<float>(row) * rowHeight, x1 - x0, rowHeight - gap};
    }
};

void finishFold(TimelinePicture& picture, JobShapes& shapes, const Lanes& lanes, std::uint32_t row, Fold& fold)
{
    if (fold.count == 0)
        return;
    const RectPx bar = lanes.bar(row, fold.x, fold.x + 1);
    shapes.bodies.fill(bar, jobColor(picture.trace.jobs[fold.job].state, picture.theme));
    picture.hits.push_back({bar, JobId{fold.job}, fold.count});
    fold = {};
}

void addQueued(const TimelinePicture& picture, JobShapes& shapes, const Job& job, const RectPx& bar)
{
    if (!job.submit || *job.submit >= *job.start || bar.height < 5)
        return;
    const float x = std::max(picture.geometry.left, picture.geometry.xAt(*job.submit));
    if (bar.x - x >= 2)
        shapes.queued.fill({x, bar.y + bar.height / 2 - 1, bar.x - x, 1}, jobColor(job.state, picture.theme).withAlpha(110));
}

void addLabel(const TimelinePicture& picture, JobShapes& shapes, const Job& job, const RectPx& bar)
{
    if (bar.width < kLeastLabel || bar.height < 11)
        return;
    const std::string text = job.name.empty() || job.name == job.id ? job.id : job.id + " " + job.name;
    const std::string fitting = elided(text, bar.width - 11, 10, TextWeight::Regular, picture.measure);
    if (!fitting.empty())
        shapes.labels.push_back({{bar.x + 6, bar.y + bar.height / 2}, fitting, 10, picture.theme.text});
}

void addBody(TimelinePicture& picture, JobShapes& shapes, std::uint32_t index, const RectPx& bar)
{
    const Job& job = picture.trace.jobs[index];
    const Rgba color = jobColor(job.state, picture.theme);
    if (bar.width < kTinted) {
        shapes.bodies.fill(bar, color);
    } else {
        shapes.bodies.fill(bar, mixed(picture.theme.panel, color, 0.34F));
        shapes.bodies.fill({bar.x, bar.y, 2, bar.height}, color);
    }
    addLabel(picture, shapes, job, bar);
    picture.hits.push_back({bar, JobId{index}, 1});
}

void addJob(TimelinePicture& picture, JobShapes& shapes, Lanes& lanes, std::uint32_t index, std::uint32_t lane)
{
    const TimelineGeometry& g = picture.geometry;
    const Job& job = picture.trace.jobs[index];
    const TimeRange run = runOf(job, picture.trace.duration);
    if (run.end < g.visible.begin)
        return;
    const float x0 = std::max(g.left, g.xAt(run.begin)), x1 = std::min(g.right, g.xAt(run.end));
    const std::uint32_t row = lanes.rowOf(lane);
    Fold& fold = lanes.folds[row];
    if (x1 - x0 < kNarrow) {
        const float pixel = std::floor(std::min(x0, g.right - 1));
        if (fold.count > 0 && fold.x != pixel)
            finishFold(picture, shapes, lanes, row, fold);
        if (run.length() > fold.longest)
            fold = {pixel, run.length(), index, fold.count};
        ++fold.count;
        return;
    }
    finishFold(picture, shapes, lanes, row, fold);
    const RectPx bar = lanes.bar(row, x0, x1);
    addQueued(picture, shapes, job, bar);
    addBody(picture, shapes, index, bar);
}

void addSelected(TimelinePicture& picture, JobShapes& shapes, const Lanes& lanes)
{
    const auto mark = [&](const EntityRef& entity, Rgba color) {
        const auto* id = std::get_if<JobId>(&entity);
        if (!id || id->value >= picture.trace.jobs.size() || picture.cache.lanes->laneOfJob[id->value] == JobLanes::kNoLane)
            return;
        const TimeRange run = runOf(picture.trace.jobs[id->value], picture.trace.duration);
        const TimelineGeometry& g = picture.geometry;
        if (run.end < g.visible.begin || run.begin > g.visible.end)
            return;
        const float x0 = std::max(g.left, g.xAt(run.begin)), x1 = std::max(x0 + 3, std::min(g.right, g.xAt(run.end)));
        const RectPx bar = lanes.bar(lanes.rowOf(picture.cache.lanes->laneOfJob[id->value]), x0, x1);
        shapes.outlines.outline({bar.x - 1, bar.y - 1, bar.width + 2, std::max(4.0F, bar.height + 2)}, color, bar.height >= 8 ? 2.0F : 1.0F);
    };
    for (const EntityRef& entity : picture.values.selection)
        mark(entity, picture.theme.accent);
    if (picture.values.hover)
        mark(*picture.values.hover, picture.theme.text);
}

void addStateLegend(TimelinePicture& picture, float left)
{
    const RectPx& plot = picture.geometry.jobs;
    const float y = plot.y - picture.geometry.titleHeight / 2 + 1;
    struct Entry { JobState state; std::string text; float width; };
    std::vector<Entry> entries;            // most frequent first, as many as there is room for
    float x = plot.right();
    for (const auto& [state, count] : picture.trace.jobsByState()) {
        std::string text = jobStateText(state) + " " + formatFixed(static_cast<double>(count), 0);
        const float width = picture.textWidth(text) + 15;
        if (x - width < left + 12)
            break;
        entries.push_back({state, std::move(text), width});
        x -= width + 12;
    }
    x += 12;
    for (const Entry& entry : entries) {
        picture.list.fill({x, y - 5, 9, 9}, jobColor(entry.state, picture.theme));
        picture.list.text({{x + 14, y}, entry.text, kTimelineFontPx, picture.theme.textQuiet});
        x += entry.width + 12;
    }
}

} // namespace

void addJobs(TimelinePicture& picture)
{
    const RectPx& plot = picture.geometry.jobs;
    if (plot.height <= 0)
        return;
    Lanes lanes(plot, picture.cache.lanes->laneCount);
    JobShapes shapes;
    std::size_t running = 0;
    for (std::uint32_t index = 0; index < picture.trace.jobs.size(); ++index) {
        const Job& job = picture.trace.jobs[index];
        running += job.runsAt(picture.values.time) ? 1 : 0;
        if (job.start && *job.start > picture.geometry.visible.end && *job.start > picture.values.time)
            break;                          // ascending by start: nothing more to see
        if (job.start && *job.start <= picture.geometry.visible.end)
            addJob(picture, shapes, lanes, index, picture.cache.lanes->laneOfJob[index]);
    }
    for (std::uint32_t row = 0; row < lanes.rows; ++row)
        finishFold(picture, shapes, lanes, row, lanes.folds[row]);
    addSelected(picture, shapes, lanes);

    picture.list.add(DrawList::Clip{plot});
    picture.list.append(shapes.queued);
    picture.list.append(shapes.bodies);
    picture.list.append(shapes.outlines);
    for (DrawList::Text& label : shapes.labels)
        picture.list.text(std::move(label));
    picture.list.add(DrawList::Clip{{}, true});
    const float x = sectionTitle(picture, plot, "jobs", formatFixed(static_cast<double>(running), 0) + " running at the playhead, " + formatFixed(static_cast<double>(picture.trace.jobs.size()), 0) + " in all");
    if (picture.geometry.titleHeight > 0)
        addStateLegend(picture, x);
}

} // namespace podscape
