#pragma once

#include "model/cluster/Cluster.h"
#include "widgets/draw/DrawList.h"

#include <cstdint>
#include <optional>

namespace podscape {

// A part of an axis of the matrix, in cells: 0 … count. Half-open and fractional, so that zooming is smooth.
struct CellSpan
{
    double begin = 0, end = 0;
    [[nodiscard]] double length() const { return end - begin; }
    bool operator==(const CellSpan&) const = default;
};

// Zoomed by `factor` (2 shows half as many cells) around `anchor`, which stays where it is; inside [0, count], at least `least` cells.
[[nodiscard]] CellSpan zoomed(CellSpan span, double count, double anchor, double factor, double least = 4);
[[nodiscard]] CellSpan panned(CellSpan span, double count, double delta);

// The finest level, at or above the fabric's endpoints, whose units make a matrix of at most `most` a side.
[[nodiscard]] int heatmapLevel(const UnitTree& tree, const Fabric& fabric, std::uint32_t most = 512);

// Where the matrix lies and which cell is under a point. Rows send, columns receive. Logical pixels.
struct MatrixGeometry
{
    RectPx plot;                   // square
    RectPx side;                   // list of the busiest pairs; zero width where there is no room
    std::uint32_t units = 0;
    CellSpan rows, columns;

    [[nodiscard]] static MatrixGeometry of(SizePx size, std::uint32_t units, std::optional<CellSpan> rows, std::optional<CellSpan> columns);

    [[nodiscard]] float xOf(double column) const { return plot.x + static_cast<float>((column - columns.begin) / columns.length()) * plot.width; }
    [[nodiscard]] float yOf(double row) const { return plot.y + static_cast<float>((row - rows.begin) / rows.length()) * plot.height; }
    [[nodiscard]] double columnAt(float x) const { return columns.begin + (x - plot.x) / plot.width * columns.length(); }
    [[nodiscard]] double rowAt(float y) const { return rows.begin + (y - plot.y) / plot.height * rows.length(); }
    struct Cell { std::uint32_t from = 0, to = 0; };
    [[nodiscard]] std::optional<Cell> cellAt(PointPx point) const;
};

} // namespace podscape
