#pragma once

#include "model/base/Result.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

// What the benchmarks share.
namespace podscape::bench {

// Runs `work` so many times and prints the median and the least, in milliseconds.
template <class Work>
void measure(const std::string& what, int runs, Work work)
{
    std::vector<double> times;
    for (int run = 0; run < runs; ++run) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    std::ranges::sort(times);
    std::printf("%-48s %10.3f ms (min %.3f, %d runs)\n", what.c_str(), times[times.size() / 2], times.front(), runs);
}

// The value, or the error on standard error and an end.
template <class T>
T required(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", toText(result.error()).c_str());
        std::exit(1);
    }
    return std::move(result).value();
}

} // namespace podscape::bench
