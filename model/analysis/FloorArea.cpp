#include "model/analysis/FloorArea.h"

#include "model/base/Nouns.h"

#include <algorithm>
#include <cmath>

namespace podscape {

namespace {

std::string lengthText(double metres) { return formatQuantity(metres, Dimension::Length); }

DerivedFigure areaFigure(const Cluster& cluster, double squareMetres, std::string formula)
{
    DerivedFigure figure{squareMetres, Dimension::Area, std::move(formula), FactStatus::Derived, {inputOf(cluster.floor)}, {}, "The box around what stands on the floor, without walls or plant."};
    figure.weakest = weakestOf(figure.inputs);
    return figure;
}

} // namespace

std::optional<DerivedFigure> floorAreaOf(const Cluster& cluster, const Layout& physical, UnitRef unit)
{
    const auto body = std::ranges::find(physical.bodies, unit, &Body::unit);
    if (!physical.metric || body == physical.bodies.end() || body->box.isEmpty())
        return std::nullopt;
    const Eigen::Vector3d size = body->box.sizes().cast<double>();
    return areaFigure(cluster, size.x() * size.y(), lengthText(size.x()) + " × " + lengthText(size.y()));
}

std::optional<DerivedFigure> floorArea(const Cluster& cluster, const Layout& physical, int level)
{
    if (!physical.metric)
        return std::nullopt;
    double sum = 0, width = 0, depth = 0;
    std::uint32_t units = 0;
    bool areAlike = true;
    for (const Body& body : physical.bodies) {
        if (body.unit.level != level || body.box.isEmpty())
            continue;
        const Eigen::Vector3d size = body.box.sizes().cast<double>();
        areAlike = areAlike && (units == 0 || (std::fabs(size.x() - width) < 0.01 && std::fabs(size.y() - depth) < 0.01));
        if (units++ == 0) {
            width = size.x();
            depth = size.y();
        }
        sum += size.x() * size.y();
    }
    if (units == 0 || sum <= 0)
        return std::nullopt;
    return areaFigure(cluster, sum / units, areAlike ? lengthText(width) + " × " + lengthText(depth) : formatQuantity(sum, Dimension::Area) + " / " + counted(units, cluster.tree.levelName(level)));
}

std::optional<DerivedFigure> powerDensity(const DerivedFigure& power, const DerivedFigure& area)
{
    if (area.value <= 0)
        return std::nullopt;
    DerivedFigure figure{power.value / area.value, Dimension::PowerDensity, formatQuantity(power.value, power.dimension) + " / " + formatQuantity(area.value, area.dimension),
                         FactStatus::Derived, power.inputs, {}, {}};
    figure.inputs.insert(figure.inputs.end(), area.inputs.begin(), area.inputs.end());
    figure.weakest = weakestOf(figure.inputs);
    return figure;
}

} // namespace podscape
