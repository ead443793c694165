#include "widgets/vtk/Image.h"

#include "widgets/vtk/PngWriter.h"

#include <algorithm>

namespace podscape {

Image reduced(Image image, int factor)
{
    if (factor <= 1)
        return image;
    Image small{image.width / factor, image.height / factor, {}};
    small.rgb.resize(std::size_t(small.width) * small.height * 3);
    const std::size_t rowBytes = std::size_t(image.width) * 3;
    std::vector<std::uint32_t> sums(std::size_t(small.width) * 3);
    const auto all = static_cast<std::uint32_t>(factor * factor);
    for (int y = 0; y < small.height; ++y) {
        std::ranges::fill(sums, all / 2);
        for (int line = 0; line < factor; ++line) {
            const std::uint8_t* at = image.rgb.data() + std::size_t(y * factor + line) * rowBytes;
            for (int x = 0; x < small.width; ++x)
                for (int i = 0; i < factor; ++i, at += 3)
                    for (int c = 0; c < 3; ++c)
                        sums[std::size_t(x) * 3 + std::size_t(c)] += at[c];
        }
        std::ranges::transform(sums, small.rgb.begin() + std::ptrdiff_t(y) * small.width * 3, [all](std::uint32_t sum) { return static_cast<std::uint8_t>(sum / all); });
    }
    return small;
}

Status writePng(const Image& image, const std::string& path)
{
    auto writer = PngWriter::create(path, image.width, image.height);
    if (!writer)
        return writer.error();
    if (const Status added = (*writer)->addRows(image.rgb); !added)
        return added;
    return (*writer)->finish();
}

} // namespace podscape
