#include "model/io/bundle/BundleText.h"
#include "model/io/bundle/Sections.h"
#include "model/io/Npy.h"
#include "model/io/Writers.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include <unistd.h>

namespace podscape {

namespace {

namespace fs = std::filesystem;
using namespace bundle;

constexpr std::size_t kBytesPerTurn = std::size_t(16) << 20;   // between two looks at progress

Error cannotWrite(const std::string& path, int number)
{
    const std::string hint = number == ENOSPC ? "Make room on the disk." : number == EACCES ? "Choose a folder that you may write to." : "";
    return {ErrorCode::Unreadable, path, {}, "to write it", std::string("the system's answer \"") + std::strerror(number) + '"', hint};
}

// A folder that is built under another name and takes its place when everything is in it; until then the old one stays. What is left
// of a failed attempt is removed.
class FolderInWaiting
{
public:
    explicit FolderInWaiting(fs::path target) : m_target(std::move(target)), m_part(m_target) { m_part += ".part-" + std::to_string(::getpid()); }
    ~FolderInWaiting()
    {
        std::error_code ignored;
        if (m_created)
            fs::remove_all(m_part, ignored);
    }
    FolderInWaiting(const FolderInWaiting&) = delete;
    FolderInWaiting& operator=(const FolderInWaiting&) = delete;

    [[nodiscard]] Status create()
    {
        std::error_code error;
        m_created = fs::create_directory(m_part, error);
        if (!m_created)
            return cannotWrite(m_part.string(), error ? error.value() : EEXIST);
        return Done{};
    }
    [[nodiscard]] std::string path(std::string_view name) const { return (m_part / name).string(); }

    [[nodiscard]] Status takePlace()
    {
        fs::path old = m_target;
        old += ".old-" + std::to_string(::getpid());
        std::error_code error;
        const bool replaces = fs::exists(m_target, error);
        if (replaces)
            fs::rename(m_target, old, error);
        if (!error)
            fs::rename(m_part, m_target, error);
        if (error) {
            std::error_code ignored;
            if (replaces && !fs::exists(m_target, ignored))
                fs::rename(old, m_target, ignored);
            return cannotWrite(m_target.string(), error.value());
        }
        m_created = false;
        if (replaces)
            fs::remove_all(old, error);
        return Done{};
    }

private:
    fs::path m_target, m_part;
    bool m_created = false;
};

// Only what is a bundle and nothing else may be replaced: a mistyped path must not cost anyone a folder.
Status checkTarget(const fs::path& target)
{
    std::error_code error;
    if (!fs::exists(fs::symlink_status(target, error)))
        return Done{};
    const auto refused = [&](std::string found) {
        return Error{ErrorCode::Value, target.string(), {}, "a new name, or a trace bundle to replace", std::move(found), "Choose another name."};
    };
    if (!fs::is_directory(fs::symlink_status(target, error)))
        return refused("a file");
    for (const fs::directory_entry& entry : fs::directory_iterator(target, error))
        if (entry.path().filename() != std::string(kJsonName) && entry.path().extension() != ".npy")
            return refused("a folder with " + entry.path().filename().string());
    return error ? Status(cannotWrite(target.string(), error.value())) : Status(Done{});
}

// Errors of a full disk may come as late as close().
Status writeFile(const std::string& path, std::string_view head, std::span<const std::byte> body, Progress& progress)
{
    errno = 0;
    std::ofstream file(path, std::ios::binary);
    file.write(head.data(), static_cast<std::streamsize>(head.size()));
    for (std::size_t at = 0; at < body.size() && file; at += kBytesPerTurn) {
        if (progress.stopRequested())
            return Error{ErrorCode::Cancelled, path, {}, "to write it all", "a request to stop", {}};
        const std::span<const std::byte> piece = body.subspan(at, std::min(kBytesPerTurn, body.size() - at));
        file.write(reinterpret_cast<const char*>(piece.data()), static_cast<std::streamsize>(piece.size()));
    }
    file.close();
    return file ? Status(Done{}) : Status(cannotWrite(path, errno ? errno : EIO));
}

NpyType npyType(SampleType type)
{
    switch (type) {
    case SampleType::UInt8: return NpyType::UInt8;
    case SampleType::UInt16: return NpyType::UInt16;
    case SampleType::Float32: break;
    }
    return NpyType::Float32;
}

Status writeMetric(const Metric& metric, const MetricFiles& files, const FolderInWaiting& folder, Progress& progress)
{
    const std::uint64_t shape[] = {metric.sampleCount(), metric.columns()};
    const std::span<const std::byte> all = metric.sampleCount() == 0
        ? std::span<const std::byte>{}
        : std::span(metric.rawFrame(0).data(), metric.sampleCount() * metric.rawFrame(0).size());   // time-major: frames follow each other
    if (const Status written = writeFile(folder.path(files.values), npyHeader(npyType(metric.type()), shape), all, progress); !written || files.times.empty())
        return written;
    const std::uint64_t length[] = {metric.sampleCount()};
    return writeFile(folder.path(files.times), npyHeader(NpyType::Int64, length), std::as_bytes(metric.times()), progress);
}

} // namespace

Status writeTraceBundle(const Trace& trace, const std::string& directory, Progress& progress)
{
    // "day.podtrace/" and "day.podtrace" are the same folder.
    const std::string target = directory.size() > 1 && directory.back() == '/' ? directory.substr(0, directory.size() - 1) : directory;
    if (const Status free = checkTarget(target); !free)
        return free;
    FolderInWaiting folder(target);
    if (const Status created = folder.create(); !created)
        return created;

    const std::vector<MetricFiles> files = metricFiles(trace);
    for (std::size_t i = 0; i < trace.metrics.size(); ++i) {
        if (const Status written = writeMetric(trace.metrics[i], files[i], folder, progress); !written)
            return written;
        progress.report(static_cast<double>(i + 1) / static_cast<double>(trace.metrics.size() + 1));
    }
    if (const Status written = writeFile(folder.path(kJsonName), bundleText(trace, files), {}, progress); !written)
        return written;
    return folder.takePlace();
}

} // namespace podscape
