#include "widgets/vtk/DrawListPainter.h"

#include "widgets/draw/Triangles.h"
#include "widgets/vtk/PixelDevice.h"
#include "widgets/vtk/TextAtlas.h"

#include <vtkContext2D.h>
#include <vtkObjectFactory.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkSmartPointer.h>
#include <vtkTextureObject.h>
#include <vtk_glew.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace podscape {
namespace {

constexpr float kDegree = 3.14159265358979F / 180;

struct GlyphBatch
{
    std::vector<float> points, places;
    std::vector<std::uint8_t> colors;

    void add(const DrawList::Text& text, const TextAtlas::Entry& entry, float pixelRatio);
    void clear()
    {
        points.clear();
        places.clear();
        colors.clear();
    }
};

void GlyphBatch::add(const DrawList::Text& text, const TextAtlas::Entry& entry, float pixelRatio)
{
    const auto advance = static_cast<float>(entry.advance), cap = static_cast<float>(entry.capHeight);
    const float left = static_cast<float>(entry.left) - (text.alignX == AlignX::Left ? 0 : text.alignX == AlignX::Right ? advance : std::floor(advance / 2));
    const float baseline = text.alignY == AlignY::Bottom ? 0 : text.alignY == AlignY::Top ? cap : std::round(cap / 2);
    const float top = static_cast<float>(entry.top) + baseline;
    // Whole pixels, or every letter would be resampled.
    const float x = std::round(text.at.x * pixelRatio), y = std::round(text.at.y * pixelRatio);
    const float c = std::cos(text.angleDegrees * kDegree), s = std::sin(text.angleDegrees * kDegree);
    const auto w = static_cast<float>(entry.width), h = static_cast<float>(entry.height);
    const float corners[6][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 0}, {1, 1}, {0, 1}};
    for (const auto& corner : corners) {
        const float dx = left + corner[0] * w, dy = top + corner[1] * h;
        points.insert(points.end(), {x + c * dx + s * dy, y - s * dx + c * dy});   // counter-clockwise on a screen whose y points down
        places.insert(places.end(), {(static_cast<float>(entry.x) + corner[0] * w) / TextAtlas::kWidth, (static_cast<float>(entry.y) + corner[1] * h) / TextAtlas::kHeight});
        colors.insert(colors.end(), {text.color.r, text.color.g, text.color.b, text.color.a});
    }
}

} // namespace

struct DrawListPainter::Private
{
    struct Picture
    {
        std::shared_ptr<const std::vector<Rgba>> pixels;   // kept, so that the address in the key stays its own
        vtkSmartPointer<vtkTextureObject> texture;
        bool isOpaque = false;
        bool used = false;
    };

    DrawList list;
    float pixelRatio = 1;
    TextAtlas atlas;
    vtkSmartPointer<vtkTextureObject> atlasTexture;
    std::map<const void*, Picture> pictures;               // key: address of the pixels
    Triangles triangles{1};
    GlyphBatch glyphs;
    PixelDevice* device = nullptr;                          // during Paint() only

    void paint();
    void flush();
    void clip(const DrawList::Clip& clip);
    void picture(const DrawList::Image& image);
    void glyph(const DrawList::Text& text);
    [[nodiscard]] bool collectTexts();
    void updateAtlasTexture();
    void dropUnusedPictures(vtkWindow* window);
};

vtkStandardNewMacro(DrawListPainter);
DrawListPainter::DrawListPainter() : d(std::make_unique<Private>()) {}
DrawListPainter::~DrawListPainter() = default;

void DrawListPainter::setDrawList(DrawList list, float pixelRatio)
{
    d->list = std::move(list);
    d->pixelRatio = pixelRatio;
    this->Modified();
}

void DrawListPainter::releaseGraphics(vtkWindow* window)
{
    for (auto& [key, picture] : d->pictures)
        picture.texture->ReleaseGraphicsResources(window);
    d->pictures.clear();
    if (d->atlasTexture)
        d->atlasTexture->ReleaseGraphicsResources(window);
    d->atlasTexture = nullptr;
}

bool DrawListPainter::Paint(vtkContext2D* painter)
{
    d->device = PixelDevice::SafeDownCast(painter->GetDevice());
    if (!d->device)
        return false;
    d->paint();
    d->device = nullptr;
    return true;
}

void DrawListPainter::Private::paint()
{
    if (!collectTexts()) {          // full of old texts; what is on screen now fits
        atlas.clear();
        static_cast<void>(collectTexts());
    }
    updateAtlasTexture();
    triangles = Triangles(pixelRatio);
    for (const DrawList::Shape& shape : list.shapes()) {
        if (const auto* text = std::get_if<DrawList::Text>(&shape)) {
            glyph(*text);
        } else if (const auto* image = std::get_if<DrawList::Image>(&shape)) {
            picture(*image);
        } else if (const auto* change = std::get_if<DrawList::Clip>(&shape)) {
            clip(*change);
        } else {
            if (!glyphs.points.empty())
                flush();
            std::visit([this](const auto& s) {
                if constexpr (requires { triangles.add(s); })
                    triangles.add(s);
            }, shape);
        }
    }
    flush();
    device->clipOff();
    dropUnusedPictures(device->GetRenderWindow());
}

// Triangles come before glyphs in every batch: glyph() leaves earlier triangles in place, other shapes flush earlier glyphs.
void DrawListPainter::Private::flush()
{
    device->drawTriangles(triangles);
    triangles.clear();
    device->drawGlyphs(atlasTexture, glyphs.points, glyphs.colors, glyphs.places);
    glyphs.clear();
}

void DrawListPainter::Private::clip(const DrawList::Clip& change)
{
    flush();
    if (change.off) {
        device->clipOff();
        return;
    }
    const auto pixel = [this](float logical) { return static_cast<int>(std::lround(logical * pixelRatio)); };
    device->clipTo(pixel(change.rect.x), pixel(change.rect.y), pixel(change.rect.right()) - pixel(change.rect.x), pixel(change.rect.bottom()) - pixel(change.rect.y));
}

void DrawListPainter::Private::picture(const DrawList::Image& image)
{
    flush();
    if (!image.pixels || image.columns < 1 || image.rows < 1 || image.pixels->size() < static_cast<std::size_t>(image.columns) * static_cast<std::size_t>(image.rows))
        return;
    Picture& picture = pictures[image.pixels.get()];
    picture.used = true;
    if (!picture.texture) {
        picture.pixels = image.pixels;
        picture.isOpaque = std::ranges::all_of(*image.pixels, [](Rgba pixel) { return pixel.a == 255; });
        picture.texture = vtkSmartPointer<vtkTextureObject>::New();
        picture.texture->SetContext(device->GetRenderWindow());
        picture.texture->SetMinificationFilter(vtkTextureObject::Nearest);
        picture.texture->SetMagnificationFilter(vtkTextureObject::Nearest);
        picture.texture->Create2DFromRaw(static_cast<unsigned>(image.columns), static_cast<unsigned>(image.rows), 4, VTK_UNSIGNED_CHAR, const_cast<Rgba*>(image.pixels->data()));
    }
    device->drawPicture(picture.texture, std::round(image.rect.x * pixelRatio), std::round(image.rect.y * pixelRatio), std::round(image.rect.right() * pixelRatio), std::round(image.rect.bottom() * pixelRatio), picture.isOpaque);
}

void DrawListPainter::Private::glyph(const DrawList::Text& text)
{
    if (const TextAtlas::Entry* entry = atlas.entry(text.text, static_cast<int>(std::lround(text.fontPx * pixelRatio)), text.weight))
        glyphs.add(text, *entry, pixelRatio);
}

bool DrawListPainter::Private::collectTexts()
{
    for (const DrawList::Shape& shape : list.shapes())
        if (const auto* text = std::get_if<DrawList::Text>(&shape))
            if (!atlas.entry(text->text, static_cast<int>(std::lround(text->fontPx * pixelRatio)), text->weight))
                return false;
    return true;
}

void DrawListPainter::Private::updateAtlasTexture()
{
    const std::optional<TextAtlas::Rows> changed = atlas.takeChangedRows();
    auto* pixels = const_cast<std::uint8_t*>(atlas.pixels().data());
    if (!atlasTexture) {
        atlasTexture = vtkSmartPointer<vtkTextureObject>::New();
        atlasTexture->SetContext(device->GetRenderWindow());
        atlasTexture->SetMinificationFilter(vtkTextureObject::Nearest);
        atlasTexture->SetMagnificationFilter(vtkTextureObject::Nearest);
        atlasTexture->Create2DFromRaw(TextAtlas::kWidth, TextAtlas::kHeight, 1, VTK_UNSIGNED_CHAR, pixels);
    } else if (changed) {
        atlasTexture->Activate();
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, changed->begin, TextAtlas::kWidth, changed->end - changed->begin, GL_RED, GL_UNSIGNED_BYTE, pixels + static_cast<std::size_t>(changed->begin) * TextAtlas::kWidth);
        atlasTexture->Deactivate();
    }
}

void DrawListPainter::Private::dropUnusedPictures(vtkWindow* window)
{
    for (auto it = pictures.begin(); it != pictures.end();) {
        if (it->second.used) {
            it->second.used = false;
            ++it;
        } else {
            it->second.texture->ReleaseGraphicsResources(window);
            it = pictures.erase(it);
        }
    }
}

} // namespace podscape
