#include "widgets/vtk/TextAtlas.h"

#include "widgets/vtk/FontFiles.h"

#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkTextProperty.h>
#include <vtkTextRenderer.h>

#include <algorithm>
#include <array>

namespace podscape {
namespace {

constexpr int kDotsPerInch = 72;   // at which a point is a pixel
constexpr int kGap = 1;            // so that neighbours never bleed into each other

} // namespace

struct TextAtlas::Private
{
    vtkNew<vtkTextProperty> property;
    vtkNew<vtkImageData> image;
    std::unordered_map<int, int> capHeights;   // by font size and weight

    [[nodiscard]] bool draw(const std::string& text, int fontDevicePx, TextWeight weight, vtkTextRenderer::Metrics& metrics)
    {
        vtkTextRenderer* renderer = vtkTextRenderer::GetInstance();
        int size[2] = {0, 0};
        applyFont(property, static_cast<float>(fontDevicePx), weight);
        return renderer && renderer->RenderString(property, text, image, size, kDotsPerInch, vtkTextRenderer::FreeType)
            && renderer->GetMetrics(property, text, metrics, kDotsPerInch, vtkTextRenderer::FreeType);
    }

    // Height of a capital letter: labels are centred on it, so that "pod" and "POD" sit on one baseline.
    [[nodiscard]] int capHeight(int fontDevicePx, TextWeight weight)
    {
        const auto [found, isNew] = capHeights.try_emplace(fontDevicePx * 4 + static_cast<int>(weight), 0);
        if (isNew) {
            std::array<int, 4> box{};
            applyFont(property, static_cast<float>(fontDevicePx), weight);
            property->UseTightBoundingBoxOn();
            vtkTextRenderer* renderer = vtkTextRenderer::GetInstance();
            const bool known = renderer && renderer->GetBoundingBox(property, "H", box.data(), kDotsPerInch, vtkTextRenderer::FreeType);
            property->UseTightBoundingBoxOff();
            found->second = known ? box[3] - box[2] + 1 : fontDevicePx * 7 / 10;
        }
        return found->second;
    }
};

TextAtlas::TextAtlas() : m_pixels(static_cast<std::size_t>(kWidth) * kHeight), d(std::make_unique<Private>()) {}
TextAtlas::~TextAtlas() = default;

void TextAtlas::clear()
{
    m_entries.clear();
    m_shelfX = m_shelfY = m_shelfHeight = 0;
    std::ranges::fill(m_pixels, std::uint8_t{0});
    m_changed = {0, kHeight};
}

const TextAtlas::Entry* TextAtlas::entry(const std::string& text, int fontDevicePx, TextWeight weight)
{
    std::string key = drawable(text);
    const std::string shown = key;
    key += static_cast<char>(1 + static_cast<int>(weight));
    key += std::to_string(fontDevicePx);
    if (const auto found = m_entries.find(key); found != m_entries.end())
        return &found->second;

    vtkTextRenderer::Metrics metrics;
    Entry entry;
    if (d->draw(shown, fontDevicePx, weight, metrics)) {
        const auto& box = metrics.BoundingBox;
        entry.width = std::min(box[1] - box[0] + 1, kWidth - kGap);
        entry.height = std::min(box[3] - box[2] + 1, kHeight - kGap);
        entry.left = box[0];
        entry.top = -(box[3] + 1 + metrics.Descent[1]);   // the box counts from the line's bottom, which is the descent below the baseline
        entry.advance = entry.width;
    }
    entry.capHeight = d->capHeight(fontDevicePx, weight);
    if (!place(entry))
        return nullptr;
    const int channels = entry.width > 0 ? d->image->GetNumberOfScalarComponents() : 0;
    for (int y = 0; channels > 0 && y < entry.height; ++y) {
        const auto* source = static_cast<const unsigned char*>(d->image->GetScalarPointer(d->image->GetExtent()[0], d->image->GetExtent()[2] + entry.height - 1 - y, 0));
        std::uint8_t* target = m_pixels.data() + static_cast<std::size_t>(entry.y + y) * kWidth + static_cast<std::size_t>(entry.x);
        for (int x = 0; x < entry.width; ++x)
            target[x] = source[x * channels + channels - 1];
    }
    return &m_entries.emplace(std::move(key), entry).first->second;
}

bool TextAtlas::place(Entry& entry)
{
    if (m_shelfX + entry.width + kGap > kWidth) {
        m_shelfY += m_shelfHeight;
        m_shelfX = m_shelfHeight = 0;
    }
    if (m_shelfY + entry.height + kGap > kHeight)
        return false;
    entry.x = m_shelfX;
    entry.y = m_shelfY;
    m_shelfX += entry.width + kGap;
    m_shelfHeight = std::max(m_shelfHeight, entry.height + kGap);
    m_changed = m_changed.begin < m_changed.end ? Rows{std::min(m_changed.begin, entry.y), std::max(m_changed.end, entry.y + entry.height)} : Rows{entry.y, entry.y + entry.height};
    return true;
}

std::optional<TextAtlas::Rows> TextAtlas::takeChangedRows()
{
    if (m_changed.begin >= m_changed.end)
        return std::nullopt;
    return std::exchange(m_changed, Rows{});
}

} // namespace podscape
