#include "widgets/heatmap/MatrixDrawList.h"

#include "model/color/RoundTicks.h"
#include "widgets/draw/LabelFit.h"
#include "widgets/heatmap/MatrixScale.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace podscape {
namespace {

constexpr float kFontPx = 11;
constexpr float kMargin = 12;

struct Picture
{
    const ViewValues& values;
    const Cluster& cluster;
    const Fabric& fabric;
    const Theme& theme;
    const TextMeasure& measure;
    const TrafficMatrix& matrix;
    MatrixScale scale;
    MatrixGeometry geometry;
    DrawList list;

    [[nodiscard]] UnitRef unit(std::uint32_t index) const { return {static_cast<std::uint16_t>(matrix.level), index}; }
    // "tray-03" says little when every rack has one: the path where it fits.
    [[nodiscard]] std::string name(std::uint32_t index, float roomPx) const
    {
        const std::string path = cluster.tree.path(unit(index));
        return measure(path, 11, TextWeight::Regular).width <= roomPx ? path : elidedInFront(cluster.tree.name(unit(index)), roomPx, 11, TextWeight::Regular, measure);
    }
    [[nodiscard]] float value(std::uint32_t from, std::uint32_t to) const { return matrix.bytesPerSecond[static_cast<std::size_t>(from) * matrix.units + to]; }
};

void refresh(MatrixCache& cache, const ViewValues& values, int level)
{
    const Dataset& dataset = *values.dataset;
    LinkLoadModel* traffic = dataset.trace ? &dataset.traffic(values.fabric, values.time) : nullptr;
    const std::uint64_t version = traffic ? traffic->version() : 0;
    if (cache.matrix && cache.owner == values.dataset && cache.fabric == values.fabric && cache.traffic == version && cache.matrix->level == level)
        return;
    cache.owner = values.dataset;
    cache.fabric = values.fabric;
    cache.traffic = version;
    cache.matrix = std::make_shared<const TrafficMatrix>(traffic ? traffic->matrix(level) : capacityMatrix(*dataset.cluster, values.fabric, level));
    cache.pixels = nullptr;
}

// The largest value among the cells of one pixel: a busy pair must never hide behind an idle one.
float largest(const TrafficMatrix& matrix, IndexRange rows, IndexRange columns)
{
    float most = kMissing;
    for (std::uint32_t row = rows.begin; row < rows.end; ++row)
        for (std::uint32_t column = columns.begin; column < columns.end; ++column) {
            const float value = matrix.bytesPerSecond[static_cast<std::size_t>(row) * matrix.units + column];
            most = isMissing(most) || value > most ? value : most;
        }
    return most;
}

std::shared_ptr<const std::vector<Rgba>> pixelsOf(const Picture& picture, std::uint32_t rows, std::uint32_t columns)
{
    const ColorMap& map = ColorMap::named(picture.values.scale.map);
    const auto cells = [&](std::uint32_t pixel, std::uint32_t pixels) {
        const auto edge = [&](std::uint64_t p) { return static_cast<std::uint32_t>(p * picture.matrix.units / pixels); };
        return IndexRange{edge(pixel), std::max(edge(pixel) + 1, edge(pixel + 1))};
    };
    auto pixels = std::make_shared<std::vector<Rgba>>(static_cast<std::size_t>(rows) * columns);
    for (std::uint32_t row = 0; row < rows; ++row)
        for (std::uint32_t column = 0; column < columns; ++column) {
            const float value = largest(picture.matrix, cells(row, rows), cells(column, columns));
            Rgba& pixel = (*pixels)[static_cast<std::size_t>(row) * columns + column];
            pixel = isMissing(value) ? Rgba(picture.theme.missing) : value > 0 ? Rgba(map.at(picture.scale.position(value))) : picture.theme.panel;
        }
    return pixels;
}

void addImage(Picture& picture, MatrixCache& cache)
{
    const MatrixGeometry& g = picture.geometry;
    const std::uint32_t most = std::max(1U, static_cast<std::uint32_t>(g.plot.width * static_cast<float>(g.units / g.columns.length())));
    const std::uint32_t side = std::min({picture.matrix.units, most, 4096U});
    if (!cache.pixels || cache.columns != side || cache.rows != side || cache.map != picture.values.scale.map || cache.theme != picture.values.theme) {
        cache.pixels = pixelsOf(picture, side, side);
        cache.columns = cache.rows = side;
        cache.map = picture.values.scale.map;
        cache.theme = picture.values.theme;
    }
    picture.list.fill(g.plot, picture.theme.panel);
    picture.list.add(DrawList::Clip{g.plot});
    const double count = g.units;
    picture.list.add(DrawList::Image{{g.xOf(0), g.yOf(0), g.xOf(count) - g.xOf(0), g.yOf(count) - g.yOf(0)}, static_cast<int>(side), static_cast<int>(side), cache.pixels});
    picture.list.add(DrawList::Clip{{}, true});
}

bool startsGroup(const Picture& picture, std::uint32_t index)
{
    const UnitTree& tree = picture.cluster.tree;
    return picture.matrix.level > 1 && index > 0 && tree.parent(picture.unit(index)) != tree.parent(picture.unit(index - 1));
}

void addGroupLines(Picture& picture)
{
    const MatrixGeometry& g = picture.geometry;
    const auto lines = [&](CellSpan span, auto&& draw) {
        float last = -100;
        for (auto i = static_cast<std::uint32_t>(span.begin); i < std::min<double>(g.units, span.end); ++i)
            if (startsGroup(picture, i))
                last = draw(i, last);
    };
    const Rgba color = picture.theme.textQuiet.withAlpha(110);
    constexpr float kApart = 5;            // closer lines would be a grey veil
    lines(g.rows, [&](std::uint32_t i, float last) {
        const float y = std::round(g.yOf(i));
        if (y < last + kApart || y <= g.plot.y)
            return last;
        picture.list.fill({g.plot.x, y, g.plot.width, 1}, color);
        return y;
    });
    lines(g.columns, [&](std::uint32_t i, float last) {
        const float x = std::round(g.xOf(i));
        if (x < last + kApart || x <= g.plot.x)
            return last;
        picture.list.fill({x, g.plot.y, 1, g.plot.height}, color);
        return x;
    });
    picture.list.outline({g.plot.x - 1, g.plot.y - 1, g.plot.width + 2, g.plot.height + 2}, picture.theme.frame);
}

std::vector<bool> selectedUnits(const Picture& picture)
{
    const UnitTree& tree = picture.cluster.tree;
    std::vector<bool> selected(picture.matrix.units, false);
    for (const UnitRef unit : picture.values.selectedUnits()) {
        const IndexRange within = unit.level <= picture.matrix.level ? tree.unitsWithin(unit, picture.matrix.level) : IndexRange{tree.ancestor(unit, picture.matrix.level).index, tree.ancestor(unit, picture.matrix.level).index + 1};
        std::fill(selected.begin() + within.begin, selected.begin() + within.end, true);
    }
    return selected;
}

void addSelection(Picture& picture, const std::vector<bool>& selected)
{
    const MatrixGeometry& g = picture.geometry;
    for (std::uint32_t i = 0; i < g.units; ++i) {
        if (!selected[i])
            continue;
        const float y0 = std::max(g.plot.y, g.yOf(i)), y1 = std::min(g.plot.bottom(), g.yOf(i + 1.0));
        const float x0 = std::max(g.plot.x, g.xOf(i)), x1 = std::min(g.plot.right(), g.xOf(i + 1.0));
        picture.list.fill({g.plot.x - 6, y0, 4, y1 - y0}, picture.theme.accent);
        picture.list.fill({x0, g.plot.y - 6, x1 - x0, 4}, picture.theme.accent);
    }
}

void addLabels(Picture& picture, const std::vector<bool>& selected)
{
    const MatrixGeometry& g = picture.geometry;
    LabelRow rows(3), columns(12);
    const auto row = [&](std::uint32_t i, Rgba color) {
        const float y = g.yOf(i + 0.5);
        if (y >= g.plot.y && y < g.plot.bottom() && rows.take(y, 11))
            picture.list.text({{g.plot.x - 10, y}, picture.name(i, g.plot.x - 10 - kMargin), kFontPx, color, AlignX::Right});
    };
    const auto column = [&](std::uint32_t i, Rgba color) {
        const std::string name = picture.name(i, 120);
        const float width = picture.measure(name, kFontPx, TextWeight::Regular).width;
        const float x = std::clamp(g.xOf(i + 0.5), g.plot.x - 14 + width / 2, std::max(g.plot.x + width / 2, g.plot.right() - width / 2));
        if (g.xOf(i + 0.5) >= g.plot.x && g.xOf(i + 0.5) < g.plot.right() && columns.take(x, width))
            picture.list.text({{x, g.plot.y - 13}, name, kFontPx, color, AlignX::Centre});
    };
    for (std::uint32_t i = 0; i < g.units; ++i)
        if (selected[i]) {
            row(i, picture.theme.accent);
            column(i, picture.theme.accent);
        }
    const auto strideFor = [](float cellPx, float roomPx) { return static_cast<std::uint32_t>(std::max(1.0F, std::ceil(roomPx / cellPx))); };
    const float cellPx = g.plot.height / static_cast<float>(g.rows.length());
    const std::uint32_t rowStride = strideFor(cellPx, 15), columnStride = strideFor(g.plot.width / static_cast<float>(g.columns.length()), picture.matrix.level > 1 ? 126.0F : 78.0F);
    for (std::uint32_t i = 0; i < g.units; i += rowStride)
        row(i, picture.theme.textQuiet);
    for (std::uint32_t i = 0; i < g.units; i += columnStride)
        column(i, picture.theme.textQuiet);
    picture.list.text({{kMargin, g.plot.y - 13}, "from ↓   to →", kFontPx, picture.theme.textQuiet});
}

void addTitle(Picture& picture, SizePx size)
{
    const bool isTraffic = picture.values.dataset->trace != nullptr;
    const std::string name = picture.cluster.tree.levelName(picture.matrix.level);
    const float y = 14;
    Legend legend = picture.scale.legend(picture.values.scale.map);
    const float legendLeft = compactLegend(picture.list, legend, picture.theme, std::max(picture.geometry.plot.right(), std::min(size.width - 14, picture.geometry.side.right())), y, picture.measure);
    const std::string title = picture.fabric.name() + " " + name + " × " + name;
    picture.list.text({{kMargin, y}, elided(title, legendLeft - 24 - kMargin, 12, TextWeight::Bold, picture.measure), 12, picture.theme.text, AlignX::Left, AlignY::Middle, TextWeight::Bold});
    float x = kMargin + picture.measure(title, 12, TextWeight::Bold).width + 10;
    const std::string badge(toText(picture.matrix.origin));
    if (isTraffic && picture.matrix.origin != Origin::Recorded && x + picture.measure(badge, kFontPx, TextWeight::Regular).width + 20 < legendLeft)
        x = originBadge(picture.list, picture.matrix.origin, picture.theme, x, y, picture.measure) + 8;
    const std::string detail = (isTraffic ? std::string("traffic at the playhead") : std::string("capacity of the links")) + ", " + legend.title + " scale";
    picture.list.text({{x, y}, elided(detail, legendLeft - 12 - x, kFontPx, TextWeight::Regular, picture.measure), kFontPx, picture.theme.textQuiet});
}

// The busiest pairs with bars, as many as fit; pairs within one unit do not count.
void addBusiest(Picture& picture)
{
    const RectPx& side = picture.geometry.side;
    if (side.width <= 0)
        return;
    constexpr float kRow = 24;
    std::vector<std::uint32_t> order;
    double total = 0;
    const std::uint32_t n = picture.matrix.units;
    for (std::uint32_t cell = 0; cell < n * n; ++cell)
        if (cell / n != cell % n && picture.matrix.bytesPerSecond[cell] > 0) {
            order.push_back(cell);
            total += picture.matrix.bytesPerSecond[cell];
        }
    const auto shown = std::min<std::size_t>(order.size(), static_cast<std::size_t>(std::max(0.0F, (side.height - 52) / kRow)));
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return picture.matrix.bytesPerSecond[a] != picture.matrix.bytesPerSecond[b] ? picture.matrix.bytesPerSecond[a] > picture.matrix.bytesPerSecond[b] : a < b;
    });
    picture.list.text({{side.x, side.y + 6}, picture.values.dataset->trace ? "Busiest pairs" : "Best connected pairs", 12, picture.theme.text, AlignX::Left, AlignY::Middle, TextWeight::Bold});
    const std::string sum = formatFixed(static_cast<double>(order.size()), 0) + " pairs, " + valueText(total, "B/s") + " in all";
    picture.list.text({{side.x, side.y + 26}, order.empty() ? "nothing between these units" : sum, kFontPx, picture.theme.textQuiet});
    const ColorMap& map = ColorMap::named(picture.values.scale.map);
    std::vector<DrawList::Text> texts;
    for (std::size_t i = 0; i < shown; ++i) {
        const float value = picture.matrix.bytesPerSecond[order[i]];
        const float y = side.y + 46 + static_cast<float>(i) * kRow;
        picture.list.fill({side.x, y + 11, side.width, 3}, picture.theme.panel);
        picture.list.fill({side.x, y + 11, side.width * static_cast<float>(value / picture.scale.high), 3}, map.at(picture.scale.position(value)));
        const std::string amount = valueText(value, "B/s");
        const std::string pair = picture.cluster.tree.path(picture.unit(order[i] / n)) + " → " + picture.cluster.tree.path(picture.unit(order[i] % n));
        texts.push_back({{side.right(), y + 2}, amount, kFontPx, picture.theme.text, AlignX::Right});
        texts.push_back({{side.x, y + 2}, elided(pair, side.width - picture.measure(amount, kFontPx, TextWeight::Regular).width - 12, kFontPx, TextWeight::Regular, picture.measure), kFontPx, picture.theme.textQuiet});
    }
    for (DrawList::Text& text : texts)
        picture.list.text(std::move(text));
}

void addCrosshair(Picture& picture, PointPx pointer, SizePx size)
{
    const MatrixGeometry& g = picture.geometry;
    const std::optional<MatrixGeometry::Cell> cell = g.cellAt(pointer);
    if (!cell)
        return;
    const float x0 = g.xOf(cell->to), x1 = std::max(x0 + 1, g.xOf(cell->to + 1.0)), y0 = g.yOf(cell->from), y1 = std::max(y0 + 1, g.yOf(cell->from + 1.0));
    const Rgba line = picture.theme.accent.withAlpha(200);
    const float x = std::round((x0 + x1) / 2), y = std::round((y0 + y1) / 2);
    picture.list.add(DrawList::Clip{g.plot});
    picture.list.fill({g.plot.x, y, std::max(0.0F, x0 - 2 - g.plot.x), 1}, line);
    picture.list.fill({x1 + 2, y, g.plot.right() - x1 - 2, 1}, line);
    picture.list.fill({x, g.plot.y, 1, std::max(0.0F, y0 - 2 - g.plot.y)}, line);
    picture.list.fill({x, y1 + 2, 1, g.plot.bottom() - y1 - 2}, line);
    picture.list.outline({x0 - 2, y0 - 2, x1 - x0 + 4, y1 - y0 + 4}, picture.theme.accent);
    picture.list.add(DrawList::Clip{{}, true});

    const UnitTree& tree = picture.cluster.tree;
    const std::string pair = tree.path(picture.unit(cell->from)) + " → " + tree.path(picture.unit(cell->to));
    const std::string amount = valueText(picture.value(cell->from, cell->to), "B/s");
    const std::string shown = elided(pair, std::max(80.0F, size.width - 40), 12, TextWeight::Bold, picture.measure);
    const float width = std::max(picture.measure(shown, 12, TextWeight::Bold).width, picture.measure(amount, 12, TextWeight::Regular).width) + 20;
    RectPx card{x + 14, y + 14, width, 44};
    if (card.right() > size.width - 4)
        card.x = std::max(4.0F, x - 14 - width);
    if (card.bottom() > size.height - 4)
        card.y = std::max(4.0F, y - 14 - card.height);
    picture.list.fill(card, picture.theme.panel);
    picture.list.outline(card, picture.theme.frame);
    picture.list.text({{card.x + 10, card.y + 14}, shown, 12, picture.theme.text, AlignX::Left, AlignY::Middle, TextWeight::Bold});
    picture.list.text({{card.x + 10, card.y + 31}, cell->from == cell->to ? amount + " inside the unit" : amount, 12, picture.theme.textQuiet});
}

DrawList message(const ViewValues& values, SizePx size, const char* text)
{
    DrawList list;
    const Theme& theme = Theme::of(values.theme);
    list.fill({0, 0, size.width, size.height}, theme.background);
    list.text({{size.width / 2, size.height / 2}, text, 13, theme.textQuiet, AlignX::Centre});
    return list;
}

} // namespace

MatrixDrawList MatrixDrawList::build(const ViewValues& values, SizePx size, const TextMeasure& measure, const MatrixOptions& options, MatrixCache* cache)
{
    MatrixDrawList result;
    if (!values.dataset || values.fabric.value >= values.dataset->cluster->fabrics.size()) {
        result.m_list = message(values, size, values.dataset ? "This cluster has no interconnect: its file names no fabric." : "Nothing is open.");
        return result;
    }
    const Cluster& cluster = *values.dataset->cluster;
    const Fabric& fabric = cluster.fabrics[values.fabric.value];
    result.m_level = std::clamp(options.level.value_or(heatmapLevel(cluster.tree, fabric)), 0, fabric.endpointLevel());
    MatrixCache ownCache;
    MatrixCache& kept = cache ? *cache : ownCache;
    refresh(kept, values, result.m_level);
    const TrafficMatrix& matrix = *kept.matrix;
    if (matrix.units == 0 || matrix.bytesPerSecond.size() < static_cast<std::size_t>(matrix.units) * matrix.units) {
        result.m_list = message(values, size, "Nothing is known about this fabric's traffic.");
        return result;
    }
    Picture picture{values, cluster, fabric, Theme::of(values.theme), measure, matrix, MatrixScale::of(matrix.bytesPerSecond), MatrixGeometry::of(size, matrix.units, options.rows, options.columns), {}};
    const std::vector<bool> selected = selectedUnits(picture);
    addImage(picture, kept);
    addGroupLines(picture);
    addSelection(picture, selected);
    addLabels(picture, selected);
    addTitle(picture, size);
    addBusiest(picture);
    if (options.pointer)
        addCrosshair(picture, *options.pointer, size);
    result.m_list = std::move(picture.list);
    result.m_geometry = picture.geometry;
    result.m_matrix = kept.matrix;
    return result;
}

std::optional<MatrixDrawList::Cell> MatrixDrawList::cellAt(PointPx point) const
{
    const std::optional<MatrixGeometry::Cell> cell = m_matrix ? m_geometry.cellAt(point) : std::nullopt;
    if (!cell)
        return std::nullopt;
    const auto unit = [this](std::uint32_t index) { return UnitRef{static_cast<std::uint16_t>(m_level), index}; };
    return Cell{unit(cell->from), unit(cell->to), m_matrix->bytesPerSecond[static_cast<std::size_t>(cell->from) * m_matrix->units + cell->to]};
}

std::optional<EntityRef> MatrixDrawList::at(PointPx point) const
{
    const RectPx& plot = m_geometry.plot;
    if (point.x < plot.x && point.y >= plot.y)
        point.x = plot.x;                       // a row's label
    const std::optional<Cell> cell = cellAt(point);
    return cell ? std::optional<EntityRef>(cell->from) : std::nullopt;
}

} // namespace podscape
