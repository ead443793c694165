#pragma once

#include "model/traffic/RingAllReduce.h"
#include "widgets/heatmap/MatrixGeometry.h"
#include "widgets/state/ViewValues.h"

#include <memory>
#include <optional>

namespace podscape {

// What a view adds to the shared values.
struct MatrixOptions
{
    std::optional<int> level;                  // default: heatmapLevel()
    std::optional<CellSpan> rows, columns;     // default: all
    std::optional<PointPx> pointer;            // draws the crosshair
};

// Kept between pictures of one view; each entry says its key.
struct MatrixCache
{
    std::shared_ptr<const Dataset> owner;
    std::shared_ptr<const TrafficMatrix> matrix;       // key: owner, fabric, level, traffic
    FabricId fabric;
    std::uint64_t traffic = 0;                         // LinkLoadModel::version(), 0 without a trace

    std::shared_ptr<const std::vector<Rgba>> pixels;   // key: the matrix above and what follows
    std::uint32_t columns = 0, rows = 0;
    std::string map;
    ThemeName theme = ThemeName::Dark;
};

// Unit × unit matrix of a fabric: traffic at the playhead while a trace is open, else what the links could carry. No Qt, no VTK.
class MatrixDrawList
{
public:
    struct Cell { UnitRef from, to; float bytesPerSecond = 0; };

    [[nodiscard]] static MatrixDrawList build(const ViewValues& values, SizePx size, const TextMeasure& measure, const MatrixOptions& options = {}, MatrixCache* cache = nullptr);

    [[nodiscard]] const DrawList& list() const { return m_list; }
    [[nodiscard]] const MatrixGeometry& geometry() const { return m_geometry; }
    [[nodiscard]] int level() const { return m_level; }
    [[nodiscard]] std::optional<Cell> cellAt(PointPx point) const;
    [[nodiscard]] std::optional<EntityRef> at(PointPx point) const;   // the sending unit of the cell or label under the point

private:
    DrawList m_list;
    MatrixGeometry m_geometry;
    int m_level = 0;
    std::shared_ptr<const TrafficMatrix> m_matrix;
};

} // namespace podscape
