#pragma once

#include "widgets/draw/DrawList.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace podscape {

// Every text on screen as coverage (0…255) in one picture, so that all texts of a frame are one draw call. VTK's own cache holds 50
// texts and draws each by itself, which a page of labels exceeds in every frame.
class TextAtlas
{
public:
    static constexpr int kWidth = 4096;    // device pixels: a longer text is cut, and a caption at four device pixels a pixel is long
    static constexpr int kHeight = 2048;

    // Where a text lies in the atlas, and where its box is from the baseline's left end; device pixels, y down.
    struct Entry
    {
        int x = 0, y = 0, width = 0, height = 0;
        int left = 0, top = 0;
        int advance = 0;
        int capHeight = 0;
    };

    TextAtlas();
    ~TextAtlas();

    // nullptr when there is no room left; then clear() and start over. A pointer stays valid until clear().
    [[nodiscard]] const Entry* entry(const std::string& text, int fontDevicePx, TextWeight weight);
    void clear();

    [[nodiscard]] std::span<const std::uint8_t> pixels() const { return m_pixels; }   // top row first
    struct Rows { int begin = 0, end = 0; };
    [[nodiscard]] std::optional<Rows> takeChangedRows();                              // since the last call

private:
    struct Private;
    bool place(Entry& entry);

    std::vector<std::uint8_t> m_pixels;
    std::unordered_map<std::string, Entry> m_entries;
    int m_shelfX = 0, m_shelfY = 0, m_shelfHeight = 0;
    Rows m_changed;
    std::unique_ptr<Private> d;
};

} // namespace podscape
