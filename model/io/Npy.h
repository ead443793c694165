#pragma once

#include "model/base/Result.h"
#include "model/io/MappedFile.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace podscape {

// The types of numbers that we read and write, little-endian: NumPy's |u1, <u2, <f4, <i8.
enum class NpyType : std::uint8_t { UInt8, UInt16, Float32, Int64 };

[[nodiscard]] std::string_view toText(NpyType type);   // "uint8", "uint16", "float32", "int64"
[[nodiscard]] std::size_t sizeOf(NpyType type);

// One array of a .npy file, C order, mapped (NumPy Enhancement Proposal 1, "A Simple File Format for NumPy Arrays", 2007).
struct NpyArray
{
    NpyType type = NpyType::UInt8;
    std::vector<std::uint64_t> shape;
    std::span<const std::byte> data;           // exactly shape × size of the type
    std::shared_ptr<const void> keepAlive;
};

// Reads what is before the numbers and checks that the file holds as many as its shape says. Subject of errors: `path`.
[[nodiscard]] Result<NpyArray> openNpy(const std::string& path);
[[nodiscard]] Result<NpyArray> parseNpy(MappedFile file, const std::string& path);

// What stands before the numbers, padded to 64 bytes: magic, version 1.0, the dictionary.
[[nodiscard]] std::string npyHeader(NpyType type, std::span<const std::uint64_t> shape);

} // namespace podscape
