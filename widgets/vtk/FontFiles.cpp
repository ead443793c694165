#include "widgets/vtk/FontFiles.h"

#include <vtkTextProperty.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <initializer_list>
#include <string_view>
#include <system_error>

namespace podscape {
namespace {

std::string firstExisting(std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names)
        for (const std::string_view root : {"/usr/share/fonts/", "/usr/local/share/fonts/"}) {
            std::string path = std::string(root) + std::string(name);
            std::error_code ignored;
            if (std::filesystem::is_regular_file(path, ignored))
                return path;
        }
    return {};
}

std::array<std::string, 3> findFonts()
{
    return {firstExisting({"opentype/inter/Inter-Regular.otf", "truetype/dejavu/DejaVuSans.ttf"}),
            firstExisting({"opentype/inter/Inter-SemiBold.otf", "truetype/dejavu/DejaVuSans-Bold.ttf"}),
            firstExisting({"truetype/jetbrains-mono/JetBrainsMono-Regular.ttf", "truetype/dejavu/DejaVuSansMono.ttf"})};
}

// Length of the well-formed UTF-8 sequence at the start of `text`; 0 when there is none.
std::size_t sequenceLength(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const std::size_t length = byte(0) < 0x80 ? 1 : byte(0) >= 0xC2 && byte(0) < 0xE0 ? 2 : byte(0) >= 0xE0 && byte(0) < 0xF0 ? 3 : byte(0) >= 0xF0 && byte(0) < 0xF5 ? 4 : 0;
    if (length == 0 || length > text.size())
        return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0) != 0x80)
            return 0;
    return length;
}

} // namespace

const std::string& fontFile(TextWeight weight)
{
    static const std::array<std::string, 3> files = findFonts();
    return files[static_cast<std::size_t>(weight)];
}

void applyFont(vtkTextProperty* property, float fontDevicePx, TextWeight weight)
{
    const std::string& file = fontFile(weight);
    if (file.empty()) {
        property->SetFontFamily(weight == TextWeight::Mono ? VTK_COURIER : VTK_ARIAL);
        property->SetBold(weight == TextWeight::Bold);
    } else {
        property->SetFontFamily(VTK_FONT_FILE);
        property->SetFontFile(file.c_str());
    }
    property->SetFontSize(std::max(1, static_cast<int>(std::lround(fontDevicePx))));
    property->SetColor(1, 1, 1);
    property->SetJustificationToLeft();
    property->SetVerticalJustificationToBottom();
}

std::string drawable(std::string_view text)
{
    std::string clean;
    clean.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        if (length == 0)
            clean += '?';
        else if (static_cast<unsigned char>(text.front()) < 0x20 || text.front() == 0x7F)
            clean += ' ';
        else
            clean += text.substr(0, length);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return clean.empty() ? " " : clean;
}

} // namespace podscape
