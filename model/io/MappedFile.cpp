#include "model/io/MappedFile.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace podscape {

namespace {

Error unreadable(const std::string& path, std::string expected, std::string found, std::string hint)
{
    return {ErrorCode::Unreadable, path, {}, std::move(expected), std::move(found), std::move(hint)};
}

Error systemError(const std::string& path, int number)
{
    switch (number) {
    case ENOENT: return unreadable(path, "a file", "nothing of that name", "Copy the whole folder again.");
    case EACCES: return unreadable(path, "a file that may be read", "no permission to read it", "Ask its owner for read permission.");
    case ELOOP: return unreadable(path, "a file", "a symbolic link", "Put the file itself there.");
    default: return unreadable(path, "a file that can be read", std::string("the system's answer \"") + std::strerror(number) + '"', {});
    }
}

struct Descriptor
{
    int number;
    explicit Descriptor(int n) : number(n) {}
    ~Descriptor() { if (number >= 0) ::close(number); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
};

} // namespace

Result<MappedFile> MappedFile::open(const std::string& path)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (file.number < 0)
        return systemError(path, errno);
    struct stat status {};
    if (::fstat(file.number, &status) != 0)
        return systemError(path, errno);
    if (!S_ISREG(status.st_mode))
        return unreadable(path, "a file", "a folder or device", "Copy the whole folder again.");
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size == 0)
        return MappedFile{};

    void* const address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number, 0);
    if (address == MAP_FAILED)
        return systemError(path, errno);
    ::madvise(address, size, MADV_RANDOM);
    const std::shared_ptr<const void> owner(address, [size](void* mapped) { ::munmap(mapped, size); });
    return MappedFile{{static_cast<const std::byte*>(address), size}, owner};
}

} // namespace podscape
