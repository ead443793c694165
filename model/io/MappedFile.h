#pragma once

#include "model/base/Result.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace podscape {

// A regular file as read-only memory; pages come in when they are touched. The size is checked when the file is mapped. Whoever cuts the
// file short afterwards takes pages away from under us, and the system ends a program that touches them (SIGBUS): that cannot be
// caught without a handler for the whole process. Our writers therefore never change a file, they put a new one in its place.
struct MappedFile
{
    std::span<const std::byte> bytes;
    std::shared_ptr<const void> keepAlive;

    // Frames are read here and there, so the system is told not to read ahead. Symbolic links are refused.
    [[nodiscard]] static Result<MappedFile> open(const std::string& path);
};

} // namespace podscape
