#include "widgets/vtk/FontMeasure.h"

#include "widgets/vtk/FontFiles.h"

#include <vtkNew.h>
#include <vtkTextProperty.h>
#include <vtkTextRenderer.h>

#include <cmath>
#include <memory>
#include <string>
#include <unordered_map>

namespace podscape {
namespace {

constexpr int kDotsPerInch = 72;

// Key: text, font size in device pixels and weight. Labels are few and repeat in every frame; the cap only stops endless growth.
struct MeasuredTexts
{
    static constexpr std::size_t kMost = 4'000;
    std::unordered_map<std::string, SizePx> sizes;
    vtkNew<vtkTextProperty> property;
};

SizePx measured(vtkTextProperty* property, const std::string& text, float devicePx, TextWeight weight)
{
    vtkTextRenderer* renderer = vtkTextRenderer::GetInstance();
    int box[4] = {0, -1, 0, -1};
    applyFont(property, devicePx, weight);
    if (!renderer || !renderer->GetBoundingBox(property, text, box, kDotsPerInch, vtkTextRenderer::FreeType))
        return {devicePx * 0.6F * static_cast<float>(text.size()), devicePx};
    return {static_cast<float>(box[1] - box[0] + 1), static_cast<float>(box[3] - box[2] + 1)};
}

} // namespace

TextMeasure fontMeasure(float pixelRatio)
{
    auto known = std::make_shared<MeasuredTexts>();
    return [known, pixelRatio](std::string_view text, float fontPx, TextWeight weight) -> SizePx {
        if (text.empty())
            return {0, fontPx};
        const float devicePx = std::round(fontPx * pixelRatio);
        std::string key = drawable(text);
        const std::size_t textLength = key.size();
        key += static_cast<char>(1 + static_cast<int>(weight));
        key += std::to_string(static_cast<int>(devicePx));
        const auto found = known->sizes.find(key);
        if (found != known->sizes.end())
            return {found->second.width / pixelRatio, found->second.height / pixelRatio};
        if (known->sizes.size() >= MeasuredTexts::kMost)
            known->sizes.clear();
        const SizePx size = measured(known->property, key.substr(0, textLength), devicePx, weight);
        known->sizes.emplace(std::move(key), size);
        return {size.width / pixelRatio, size.height / pixelRatio};
    };
}

} // namespace podscape
