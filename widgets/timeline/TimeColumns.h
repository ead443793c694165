#pragma once

#include "model/trace/Rollup.h"

#include <span>
#include <vector>

namespace podscape {

// Which buckets of a rollup each pixel column shows. The step is chosen so that a column looks at few buckets, so a picture costs its
// pixels whatever the length of the trace.
class TimeColumns
{
public:
    TimeColumns(const Rollup& rollup, TimeRange visible, int columns);

    [[nodiscard]] int step() const { return m_step; }
    [[nodiscard]] int columns() const { return static_cast<int>(m_buckets.size()); }

    struct Buckets { std::uint32_t begin = 0, end = 0; };    // empty: no sample yet
    [[nodiscard]] Buckets at(int column) const { return m_buckets[static_cast<std::size_t>(column)]; }

    // min, mean and max over the buckets of a column; missing where nothing is known.
    [[nodiscard]] Band band(const Rollup& rollup, int column, std::uint32_t unit) const;

private:
    int m_step = 0;
    std::vector<Buckets> m_buckets;
};

// Joins bands of several units or buckets; means are weighted. Missing parts do not count.
class BandSum
{
public:
    void add(const Band& band, double weight = 1);
    [[nodiscard]] Band result() const;

private:
    Band m_band;
    double m_sum = 0, m_weight = 0;
};

} // namespace podscape
