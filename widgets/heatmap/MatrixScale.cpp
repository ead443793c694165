#include "widgets/heatmap/MatrixScale.h"

#include "model/color/RoundTicks.h"

#include <algorithm>
#include <cmath>

namespace podscape {
namespace {

constexpr double kSpanForLogarithm = 50;   // max over min from which a linear scale shows most values as one colour

} // namespace

MatrixScale MatrixScale::of(std::span<const float> values)
{
    double least = 0, most = 0;
    for (const float value : values)
        if (value > 0) {
            least = least > 0 ? std::min<double>(least, value) : value;
            most = std::max<double>(most, value);
        }
    if (!(most > 0))
        return {};
    const bool isLogarithmic = most / least > kSpanForLogarithm;
    return {isLogarithmic, isLogarithmic ? std::max(least, most * 1e-6) : 0, most};
}

double MatrixScale::position(float value) const
{
    if (!(value > low))
        return 0;
    const double t = isLogarithmic ? std::log(value / low) / std::log(high / low) : (value - low) / (high - low);
    return std::clamp(t, 0.0, 1.0);
}

Legend MatrixScale::legend(const std::string& map) const
{
    Legend legend;
    legend.title = isLogarithmic ? "logarithmic" : "linear";
    legend.map = map;
    legend.hasMissing = false;
    legend.lowText = low > 0 ? valueText(low, "B/s") : "0";
    legend.highText = valueText(high, "B/s");
    return legend;
}

} // namespace podscape
