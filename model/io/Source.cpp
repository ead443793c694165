#include "model/io/Source.h"

#include "model/io/Gzip.h"
#include "model/io/TextInput.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace podscape {
namespace {

// Smaller files are read, larger ones mapped. A mapped file that someone cuts short while we look at it ends the program (SIGBUS);
// a read one only ends early. Text files that people make are small enough to be read at once; above this the second copy in memory
// costs more than the risk, and logs of that size grow at their end and are not cut.
constexpr std::uint64_t kMapFrom = std::uint64_t(64) << 20;

class FileDescriptor
{
public:
    explicit FileDescriptor(int number) : m_number(number) {}
    ~FileDescriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    int number() const { return m_number; }

private:
    int m_number;
};

struct Mapping
{
    void* address = MAP_FAILED;
    std::size_t size = 0;

    Mapping(int file, std::size_t bytes) : address(::mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, file, 0)), size(bytes) {}
    ~Mapping()
    {
        if (address != MAP_FAILED)
            ::munmap(address, size);
    }
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;
};

struct Content
{
    std::string_view bytes;
    std::shared_ptr<const void> keepAlive;
};

Content hold(std::string text)
{
    auto kept = std::make_shared<const std::string>(std::move(text));
    return {*kept, kept};
}

Error unreadable(const std::string& path, std::string expected, std::string found, std::string hint)
{
    return {ErrorCode::Unreadable, path, {}, std::move(expected), std::move(found), std::move(hint)};
}

Error systemError(const std::string& path, int number)
{
    switch (number) {
    case ENOENT: return unreadable(path, "a file or folder", "nothing of that name", "Check the path.");
    case ENOTDIR: return unreadable(path, "a file or folder", "a path that goes through a file", "Check the path.");
    case EACCES: return unreadable(path, "a file that may be read", "no permission to read it", "Ask its owner for read permission.");
    default: return unreadable(path, "a file that can be read", std::string("the system's answer \"") + std::strerror(number) + '"', {});
    }
}

std::string kindOf(mode_t mode)
{
    if (S_ISCHR(mode) || S_ISBLK(mode))
        return "a device";
    if (S_ISFIFO(mode))
        return "a pipe";
    return S_ISSOCK(mode) ? "a socket" : "something that is neither";
}

Result<Content> readAll(const std::string& path, int file, std::size_t size)
{
    std::string text(size, '\0');
    std::size_t got = 0;
    while (got < size) {
        const ssize_t count = ::read(file, text.data() + got, size - got);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return systemError(path, errno);
        if (count == 0)
            break;                                        // it became shorter while we read
        got += static_cast<std::size_t>(count);
    }
    text.resize(got);
    return hold(std::move(text));
}

Result<Content> load(const std::string& path, int file, std::uint64_t size)
{
    if (size < kMapFrom)
        return readAll(path, file, static_cast<std::size_t>(size));
    auto mapping = std::make_shared<const Mapping>(file, static_cast<std::size_t>(size));
    if (mapping->address == MAP_FAILED)
        return systemError(path, errno);
    return Content{{static_cast<const char*>(mapping->address), mapping->size}, mapping};
}

// "version https://git-lfs.github.com/spec/v1\noid sha256:…\nsize 12345\n"
std::optional<Error> lfsPointerError(const std::string& path, std::string_view bytes)
{
    if (!bytes.starts_with("version https://git-lfs.github.com/spec/") || bytes.size() > 1024)
        return std::nullopt;
    std::string found = "a Git LFS pointer to it";
    if (const std::size_t at = bytes.find("\nsize "); at != std::string_view::npos) {
        const std::string_view digits = bytes.substr(at + 6, bytes.find('\n', at + 6) - (at + 6));
        if (const auto size = parseWhole(trimmed(digits)))
            found += " (" + std::to_string(*size) + " bytes)";
    }
    return unreadable(path, "the data itself", std::move(found), "Run \"git lfs pull\" in its repository.");
}

} // namespace

Result<Source> Source::open(const std::string& path)
{
    Source source;
    source.m_path = path;
    // Without O_NONBLOCK a pipe that nobody writes to would hold us here for ever.
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.number() < 0)
        return systemError(path, errno);
    struct stat status {};
    if (::fstat(file.number(), &status) != 0)
        return systemError(path, errno);
    if (S_ISDIR(status.st_mode)) {
        source.m_isDirectory = true;
        return source;
    }
    if (!S_ISREG(status.st_mode))
        return unreadable(path, "a file or folder", kindOf(status.st_mode), "Write its output to a file first.");
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (size > kMaxBytes)
        return Error{ErrorCode::Limit, path, {}, "a file of at most " + std::to_string(kMaxBytes >> 20) + " MiB", std::to_string(size >> 20) + " MiB",
                     "Cut the file into parts."};
    auto content = load(path, file.number(), size);
    if (!content)
        return content.error();
    if (isGzip(content->bytes)) {
        auto text = inflateGzip(content->bytes, kMaxBytes);
        if (!text) {
            Error error = text.error();
            error.subject = path;
            return error;
        }
        content = hold(std::move(text).value());
    }
    if (auto error = lfsPointerError(path, content->bytes))
        return *error;
    source.m_bytes = content->bytes;
    source.m_keepAlive = content->keepAlive;
    return source;
}

Source Source::fromMemory(std::string name, std::string text)
{
    Source source;
    source.m_path = std::move(name);
    const Content content = hold(std::move(text));
    source.m_bytes = content.bytes;
    source.m_keepAlive = content.keepAlive;
    return source;
}

std::string Source::fileName() const
{
    std::string_view name = m_path;
    while (name.size() > 1 && name.ends_with('/'))
        name.remove_suffix(1);
    return std::string(name.substr(name.rfind('/') == std::string_view::npos ? 0 : name.rfind('/') + 1));
}

} // namespace podscape
