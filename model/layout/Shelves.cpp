#include "model/layout/Shelves.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace podscape {

namespace {

// A last shelf that is half empty counts as much as proportions that are off by two thirds.
constexpr float kEmptyWeight = 1.f;

} // namespace

std::uint32_t shelfWidth(std::uint32_t count, float width, float depth, float aspect)
{
    const double ideal = std::sqrt(double(aspect) * count * depth / std::max(width, 1e-6f));
    const auto least = static_cast<std::uint32_t>(std::clamp(std::floor(ideal / 2.2), 1.0, double(std::max(count, 1u))));
    const auto most = static_cast<std::uint32_t>(std::clamp(std::ceil(ideal * 2.2), 1.0, double(std::max(count, 1u))));
    std::uint32_t best = least;
    float bestScore = std::numeric_limits<float>::infinity();
    for (std::uint32_t columns = least; columns <= most; ++columns) {
        const std::uint32_t shelves = (count + columns - 1) / columns;
        const float proportions = float(columns) * width / (float(shelves) * depth);
        const float empty = float(shelves * columns - count) / float(columns);
        const float score = std::abs(std::log(proportions / aspect)) + kEmptyWeight * empty;
        if (score < bestScore - 1e-6f) {
            bestScore = score;
            best = columns;
        }
    }
    return best;
}

Shelves shelve(std::span<const Eigen::Vector2f> sizes, float gap, float aspect)
{
    Shelves shelves;
    if (sizes.empty())
        return shelves;
    Eigen::Vector2f mean = Eigen::Vector2f::Zero();
    for (const Eigen::Vector2f& size : sizes)
        mean += size / static_cast<float>(sizes.size());
    const std::uint32_t columns = shelfWidth(static_cast<std::uint32_t>(sizes.size()), mean.x() + gap, mean.y() + gap, aspect);
    Eigen::Vector2f at(0, 0);
    float depth = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        if (i > 0 && i % columns == 0) {
            at = {0, at.y() + depth + gap};
            depth = 0;
        }
        shelves.corner.push_back(at);
        depth = std::max(depth, sizes[i].y());
        shelves.size = shelves.size.cwiseMax(Eigen::Vector2f(at.x() + sizes[i].x(), at.y() + depth));
        at.x() += sizes[i].x() + gap;
    }
    return shelves;
}

} // namespace podscape
