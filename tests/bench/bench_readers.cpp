// How fast files are read, one line each. Usage: bench_readers [FILES-FOLDER [ROWS]]. Without the real files it measures texts of the same form.
#include "model/io/Reader.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

using namespace podscape;

namespace {

double millisecondsToRead(const Source& source)
{
    Progress progress;
    const auto start = std::chrono::steady_clock::now();
    const auto document = readDocument(source, progress);
    const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    if (!document) {
        std::fprintf(stderr, "%s\n", toText(document.error()).c_str());
        std::exit(1);
    }
    return ms;
}

double bestOf(int times, const Source& source)
{
    double best = millisecondsToRead(source);
    for (int i = 1; i < times; ++i)
        best = std::min(best, millisecondsToRead(source));
    return best;
}

std::string sacctRows(std::size_t rows)
{
    std::string text;
    for (std::size_t i = 0; i < rows; ++i) {
        const std::string id = std::to_string(163485 + i), node = std::to_string(10 + i % 40);
        text += id + '|' + id + "|c|queue|qos|account|group|45789|user|380693|2016-12-30T00:02:42|2016-12-30T00:02:42|2016-12-30T00:02:42|2016-12-30T00:03:06|00:00:24|0:0|"
                "COMPLETED|1|8|8|24000Mn|cpu=8,mem=24000M,node=1|billing=8,cpu=8,gres/gpu=2,mem=24000M,node=1|1-06:00:00|cpn-f13-" + node +
                "|7775eddc87c4fe8551668f14a76bb84f60eed698b453ec1abcaf78e93c2d9ed3\n";
    }
    return text;
}

std::string repeated(const std::string& path, std::size_t rows)
{
    const auto source = Source::open(path);
    if (!source)
        return sacctRows(rows);
    const std::string once(source->bytes());
    const auto lines = static_cast<std::size_t>(std::ranges::count(once, '\n'));
    std::string text;
    text.reserve((rows / lines + 1) * once.size());
    for (std::size_t have = 0; have < rows; have += lines)
        text += once;
    return text;
}

} // namespace

int main(int argc, char** argv)
{
    const std::string folder = argc > 1 ? argv[1] : PODSCAPE_SOURCE_DIR "/../shared/data";
    const std::size_t rows = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 100'000;

    if (const auto fabric = Source::open(folder + "/ibnetdiscover/dgx-superpod-40sw.out"))
        std::printf("{\"bench\": \"ibnetdiscover\", \"bytes\": %zu, \"ms\": %.2f}\n", fabric->bytes().size(), bestOf(5, *fabric));

    const Source log = Source::fromMemory("repeated.log", repeated(folder + "/sacct/phillips.log", rows));
    const auto lines = static_cast<double>(std::ranges::count(log.bytes(), '\n'));
    const double sacctMs = bestOf(2, log);
    std::printf("{\"bench\": \"sacct\", \"rows\": %.0f, \"bytes\": %zu, \"ms\": %.0f, \"rowsPerSecond\": %.0f}\n", lines, log.bytes().size(), sacctMs, lines / sacctMs * 1000);

    std::string table = "time,unit,metric,value\n";
    for (std::size_t i = 0; i < rows; ++i)
        table += std::to_string(1767225600 + i / 1000 * 15) + ",node-" + std::to_string(i % 1000) + ",power," + std::to_string(i % 701) + ".5\n";
    const double csvMs = bestOf(2, Source::fromMemory("long.csv", std::move(table)));
    std::printf("{\"bench\": \"metric-csv\", \"rows\": %zu, \"ms\": %.0f, \"rowsPerSecond\": %.0f}\n", rows, csvMs, static_cast<double>(rows) / csvMs * 1000);
    return 0;
}
