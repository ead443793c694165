#pragma once

#include "model/base/Result.h"

#include <memory>
#include <string>
#include <string_view>

namespace podscape {

// The bytes of one input file: mapped, or inflated when the content is gzip whatever the name says. A directory has no bytes but
// is a source too (a trace bundle). Opening fails with a plain sentence for what does not exist, cannot be read, is a Git-LFS
// pointer, a device, or inflates to more than kMaxBytes.
class Source
{
public:
    static constexpr std::uint64_t kMaxBytes = std::uint64_t(4) << 30;

    [[nodiscard]] static Result<Source> open(const std::string& path);
    [[nodiscard]] static Source fromMemory(std::string name, std::string text);

    [[nodiscard]] const std::string& path() const { return m_path; }        // as the user named it; the subject of errors
    [[nodiscard]] std::string fileName() const;                             // last part of the path
    [[nodiscard]] bool isDirectory() const { return m_isDirectory; }
    [[nodiscard]] std::string_view bytes() const { return m_bytes; }
    [[nodiscard]] std::string_view head() const { return m_bytes.substr(0, 4096); }

private:
    std::string m_path;
    bool m_isDirectory = false;
    std::string_view m_bytes;
    std::shared_ptr<const void> m_keepAlive;
};

} // namespace podscape
