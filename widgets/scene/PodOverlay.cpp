#include "widgets/scene/PodOverlay.h"

#include "model/base/Nouns.h"
#include "model/base/Units.h"
#include "widgets/draw/LegendDrawList.h"
#include "widgets/scene/AssumptionLegend.h"
#include "widgets/scene/FloorGrid.h"
#include "widgets/scene/FloorLegend.h"
#include "widgets/scene/LabelPlacer.h"
#include "widgets/scene/OutOfSight.h"
#include "widgets/scene/PodCaption.h"
#include "widgets/scene/PodLabels.h"
#include "widgets/scene/ServiceLabels.h"

#include <algorithm>
#include <cmath>

namespace podscape {

namespace {

constexpr float kMargin = 20;
constexpr float kLegendWidth = 300;
constexpr float kLegendPadding = 10;
constexpr float kFloorLegendWidth = 148;
constexpr float kLongestLine = 960;   // of a caption: more is hard to read, and cut where a pixel has many device pixels

PointPx toPoint(const Eigen::Vector2d& p) { return {static_cast<float>(p.x()), static_cast<float>(p.y())}; }

bool meets(const Ray& ray, const Box& box)
{
    if (box.isEmpty())
        return false;
    const Eigen::Array3f a = (box.min() - ray.origin).array() / ray.direction.array(), b = (box.max() - ray.origin).array() / ray.direction.array();
    const float enter = a.min(b).maxCoeff(), leave = a.max(b).minCoeff();
    return leave >= std::max(enter, 0.f);
}

class OverlayPainter
{
public:
    explicit OverlayPainter(const PodOverlay& overlay)
        : m(overlay), m_theme(Theme::of(overlay.values.theme)), m_cluster(*overlay.values.dataset->cluster), m_width(static_cast<float>(overlay.projector.widthPx())),
          m_height(static_cast<float>(overlay.projector.heightPx())), m_placer({4, 4, m_width - 8, m_height - 8})
    {
    }

    DrawList build()
    {
        legends();
        caption();
        if (m.layout.arrangement == Arrangement::Lattice)
            latticeAxes();
        if (m.layout.metric) {
            drawScaleBar();
            compass();
        }
        wayBack();
        if (m.showLabels)
            names();
        return std::move(m_list);
    }

private:
    // Names never lie over each other, so all their cards may come before all their letters: two draw calls instead of two a name.
    void names()
    {
        DrawList list;
        PodLabels labels(m, m_placer, list);
        labels.collect();
        labels.drawHover();
        labels.drawSelection();
        labels.drawAlarms();
        labels.drawHolders();
        labels.drawTiers();
        labels.drawSwitches(PodLabels::Which::Shared);
        drawServiceLabels(m, m_placer, list);
        labels.drawUnits();
        labels.drawSwitches(PodLabels::Which::Local);
        for (const DrawList::Shape& shape : list.shapes())
            if (const auto* cards = std::get_if<DrawList::Fills>(&shape))
                for (std::size_t i = 0; i < cards->rects.size(); ++i)
                    m_list.fill(cards->rects[i], cards->colors[i]);
        for (const DrawList::Shape& shape : list.shapes())
            if (const auto* text = std::get_if<DrawList::Text>(&shape))
                m_list.text(*text);
    }

    void write(PointPx at, const std::string& text, float px, Rgba color, AlignX alignX = AlignX::Left, AlignY alignY = AlignY::Top, TextWeight weight = TextWeight::Regular)
    {
        m_list.text({at, text, px, color, alignX, alignY, weight, 0});
        const SizePx size = m.measure(text, px, weight);
        const float x = alignX == AlignX::Left ? at.x : alignX == AlignX::Right ? at.x - size.width : at.x - size.width / 2;
        const float y = alignY == AlignY::Top ? at.y : alignY == AlignY::Bottom ? at.y - size.height : at.y - size.height / 2;
        m_placer.block({x - 4, y - 2, size.width + 8, size.height + 4});
    }

    void caption()
    {
        const std::vector<CaptionLine> lines = captionLines(m, std::min(m_legendLeft - 2 * kMargin, kLongestLine));
        RectPx card{kMargin - 10, kMargin - 8, 0, 16};
        for (const CaptionLine& line : lines) {
            card.width = std::max(card.width, m.measure(line.text, line.fontPx, line.weight).width + 20);
            card.height += lineHeight(line);
        }
        if (liesOverThePicture(card)) {
            m_list.fill(card, m_theme.panel.withAlpha(215));
            m_placer.block(card);
        }
        float top = kMargin;
        for (const CaptionLine& line : lines) {
            write({kMargin, top}, line.text, line.fontPx, line.weight == TextWeight::Bold ? m_theme.text : m_theme.textQuiet, AlignX::Left, AlignY::Top, line.weight);
            top += lineHeight(line);
        }
    }

    static float lineHeight(const CaptionLine& line) { return line.weight == TextWeight::Bold ? 28 : 20; }

    // From near racks and links reach behind the words; from afar the words stand on the background, and need no card.
    bool liesOverThePicture(const RectPx& card) const
    {
        Box lines;
        if (m.links && !m.switches.isEmpty())
            lines = m.layout.bounds.merged(m.switches.bounds());
        for (const float u : {0.05f, 0.35f, 0.65f, 0.95f})
            for (const float v : {0.1f, 0.5f, 0.9f})
                if (const Ray ray = m.projector.rayAt(card.x + u * card.width, card.y + v * card.height); m.picker.pick(ray) || meets(ray, lines))
                    return true;
        return false;
    }

    void legends()
    {
        float top = kMargin;
        if (m.values.emphasis == Emphasis::Assumptions) {
            const float width = std::clamp(m_width * 0.24f, kLegendWidth * 0.65f, 1.1f * kLegendWidth);
            keepFree(drawAssumptionLegend(m_list, m.values, {m_width - kMargin - width, top, width, 0}, m_height * 0.7f, m.measure));
            return;
        }
        if (const Metric* metric = m.values.shownMetric())
            top = legend(m.values.scale, metric->info().origin, top) + 10;
        if (m.links && m.links->hasLoads)
            top = legend(m.links->scale, m.links->origin, top) + 10;
        const std::vector<FloorLegendEntry> entries = floorLegendEntries(m.layout, m_theme, m.projector, m.picker);
        if (entries.empty())
            return;
        const RectPx card{m_width - kMargin - kFloorLegendWidth, top, kFloorLegendWidth, floorLegendHeight(entries.size())};
        m_list.append(floorLegend(entries, m_theme, {card.x, card.y}, card.width));
        keepFree(card);
    }

    void keepFree(const RectPx& legendCard)
    {
        m_placer.block(legendCard);
        m_legendLeft = std::min(m_legendLeft, legendCard.x);
    }

    float legend(const ColorScale& scale, Origin origin, float top)
    {
        const float width = std::clamp(m_width * 0.24f, kLegendWidth * 0.65f, kLegendWidth);
        const RectPx card{m_width - kMargin - width, top, width, kLegendHeight + 2 * kLegendPadding};
        m_list.fill(card, m_theme.panel.withAlpha(225));
        const RectPx inner{card.x + kLegendPadding + 2, card.y + kLegendPadding, card.width - 2 * kLegendPadding - 4, kLegendHeight};
        m_list.append(legendDrawList(legendOf(scale, origin), m_theme, inner, m.measure));
        keepFree(card);
        return card.bottom();
    }

    void drawScaleBar()
    {
        const ScaleBar bar = scaleBar(m.layout, m.projector, m.picker);
        const auto from = m.projector.toPixel(bar.from), to = m.projector.toPixel(bar.to);
        if (!from || !to || (*to - *from).norm() < 24)
            return;
        const PointPx a = toPoint(*from), b = toPoint(*to);
        const std::string length = formatQuantity(bar.metres, Dimension::Length);
        const PointPx below{(a.x + b.x) / 2, std::min(std::max(a.y, b.y) + 8, m_height - 22)};
        const SizePx size = m.measure(length, 13, TextWeight::Regular);
        const Rgba behind = m_theme.panel.withAlpha(190);   // over racks and links, too, it is to be read
        m_list.line(a, b, behind, 7);
        m_list.fill({below.x - size.width / 2 - 5, below.y - 3, size.width + 10, size.height + 6}, behind);
        m_list.line(a, b, m_theme.text, 2);
        for (const PointPx end : {a, b})
            m_list.line({end.x, end.y - 5}, {end.x, end.y + 5}, m_theme.text, 2);
        write(below, length, 13, m_theme.text, AlignX::Centre);
        m_placer.block({std::min(a.x, b.x) - 4, std::min(a.y, b.y) - 6, std::abs(a.x - b.x) + 8, std::abs(a.y - b.y) + 12});
    }

    // The torus axes as a small cross in the corner, with the length of each.
    void latticeAxes()
    {
        const Fabric* torus = nullptr;
        for (const Fabric& fabric : m_cluster.fabrics)
            if (fabric.torus())
                torus = &fabric;
        if (!torus)
            return;
        const Eigen::Vector3d centre = m.layout.bounds.center().cast<double>();
        const double reach = 0.05 * m.layout.bounds.sizes().maxCoeff();
        const auto here = m.projector.toPixel(centre);
        const Eigen::Vector2d corner(m_width - kMargin - 62, m_height - kMargin - 62);
        struct Arm { PointPx tip, name; std::string text; };
        std::vector<Arm> arms;
        for (int axis = 0; axis < torus->torus()->dimensions && here; ++axis) {
            const auto there = m.projector.toPixel(centre + reach * Eigen::Vector3d::Unit(axis));
            const double pixels = reach * m.projector.pixelsPerUnit(centre);
            if (!there || pixels <= 0)
                continue;
            const Eigen::Vector2d way = (*there - *here) / pixels * 40;
            if (way.norm() < 6)   // seen end on
                continue;
            arms.push_back({toPoint(corner + way), toPoint(corner + way + way.normalized() * 18), std::string(1, "XYZ"[axis]) + ' ' + std::to_string(torus->torus()->size[axis])});
        }
        if (arms.empty())
            return;
        float left = static_cast<float>(corner.x()) - 8, right = left + 16, top = static_cast<float>(corner.y()) - 8, bottom = top + 16;
        for (const Arm& arm : arms) {
            left = std::min(left, arm.name.x - 22);
            right = std::max(right, arm.name.x + 22);
            top = std::min(top, arm.name.y - 13);
            bottom = std::max(bottom, arm.name.y + 13);
        }
        const float dx = m_width - kMargin - right, dy = m_height - kMargin - bottom;   // into the corner
        const auto moved = [&](PointPx point) { return PointPx{point.x + dx, point.y + dy}; };
        cornerCard({left + dx, top + dy, right - left, bottom - top});
        for (const Arm& arm : arms) {
            arrow(moved(toPoint(corner)), moved(arm.tip));
            write(moved(arm.name), arm.text, 12, m_theme.text, AlignX::Centre, AlignY::Middle, TextWeight::Bold);
        }
    }

    // Chips of any colour may be behind what stands in a corner.
    void cornerCard(const RectPx& card)
    {
        m_list.fill(card, m_theme.panel.withAlpha(190));
        m_placer.block(card);
    }

    void arrow(PointPx from, PointPx to)
    {
        m_list.line(from, to, m_theme.textQuiet, 1.5f);
        const float dx = to.x - from.x, dy = to.y - from.y, length = std::max(std::hypot(dx, dy), 1e-3f);
        const float ux = dx / length * 7, uy = dy / length * 7;
        m_list.add(DrawList::Polygon{{{to.x + ux * 0.4f, to.y + uy * 0.4f}, {to.x - ux - uy * 0.45f, to.y - uy + ux * 0.45f}, {to.x - ux + uy * 0.45f, to.y - uy - ux * 0.45f}}, m_theme.textQuiet});
    }

    void compass()
    {
        const PointPx centre{m_width - kMargin - 38, m_height - kMargin - 38};
        const Eigen::Vector3d target = m.layout.bounds.center().cast<double>();
        const double reach = 0.05 * m.layout.bounds.sizes().maxCoeff();
        const auto here = m.projector.toPixel(target), north = m.projector.toPixel(target + Eigen::Vector3d(0, reach, 0));
        if (!here || !north || (*north - *here).norm() < 1e-6)
            return;
        const Eigen::Vector2d way = (*north - *here).normalized() * 20, side(-way.y() * 0.32, way.x() * 0.32);
        const Eigen::Vector2d c(centre.x, centre.y);
        cornerCard({centre.x - 38, centre.y - 38, 76, 76});
        m_list.add(DrawList::Polygon{{toPoint(c + way), toPoint(c - side), toPoint(c + side)}, m_theme.accent});
        m_list.add(DrawList::Polygon{{toPoint(c - way), toPoint(c + side), toPoint(c - side)}, m_theme.frame});
        write(toPoint(c + way * 1.55), "N", 12, m_theme.text, AlignX::Centre, AlignY::Middle, TextWeight::Bold);
    }

    void wayBack()
    {
        const bool seesSwitches = m.links && !m.switches.isEmpty() && m.projector.sees(m.switches.bounds());
        if (seesSwitches || !isOutOfSight(m.layout, m_cluster.tree, m.boxes, m.projector))
            return;
        write({m_width / 2, m_height / 2 - 14}, "Nothing in view", 20, m_theme.text, AlignX::Centre, AlignY::Middle, TextWeight::Bold);
        write({m_width / 2, m_height / 2 + 14}, "Home shows everything, F the selection", 13, m_theme.textQuiet, AlignX::Centre, AlignY::Middle);
    }

    const PodOverlay& m;
    const Theme& m_theme;
    const Cluster& m_cluster;
    float m_width, m_height;
    LabelPlacer m_placer;
    float m_legendLeft = m_width;   // where the legends begin, which the caption does not reach
    DrawList m_list;
};

} // namespace

DrawList PodOverlay::build() const
{
    return OverlayPainter(*this).build();
}

std::string sizeText(const UnitTree& tree)
{
    std::string text;
    for (int level = tree.leafLevel(); level > 0; --level)
        text += (text.empty() ? "" : " · ") + counted(tree.unitCount(level), tree.levelName(level));
    return text;
}

} // namespace podscape
