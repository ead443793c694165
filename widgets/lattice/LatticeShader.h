#pragma once

#include <string>

namespace podscape::shader {

// A cell of the table is three bytes, low first: 0 blank, 1 + device for a device, kFirstChipCode + chip counted from the block's first.
inline constexpr int kFirstChipCode = 16;

// What a program is made for. Software renderers execute both sides of every branch, so what need not be asked per pixel is left out of the code.
struct Variant
{
    enum class Kind { Means, Chips, Through };

    Kind kind = Kind::Means;
    bool isTable = false;      // what a cell holds stands in a table; else it is a formula of the cell's place
    bool hasHoles = false;     // some cells of the table are blank: rays pass through them
    bool isLinked = false;     // bars run between neighbours
    bool isMasked = false;     // some chips are hidden: rays pass through them
    bool isAlone = false;      // a piece is one block: there are no gaps in it
    int widthBits = 12;        // both textures are 2^widthBits wide: an index is (i & (width − 1), i >> widthBits)

    auto operator<=>(const Variant&) const = default;
};

[[nodiscard]] std::string vertexCode();
[[nodiscard]] std::string fragmentCode(const Variant& variant);

} // namespace podscape::shader
