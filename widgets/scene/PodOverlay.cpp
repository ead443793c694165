#include "widgets/scene/PodOverlay.h"

#include "model/base/Units.h"
#include "widgets/draw/LegendDrawList.h"
#include "widgets/scene/AssumptionLegend.h"
#include "widgets/scene/FloorGrid.h"
#include "widgets/scene/FloorLegend.h"
#include "widgets/scene/LabelPlacer.h"
#include "widgets/scene/PodLabels.h"
#include "widgets/scene/ServiceLabels.h"

#include <algorithm>
#include <cmath>

namespace podscape {

namespace {

constexpr float kMargin = 20;
constexpr std::string_view kSeparator = " · ";
constexpr float kLegendWidth = 300;
constexpr float kLegendPadding = 10;
constexpr float kFloorLegendWidth = 148;

PointPx toPoint(const Eigen::Vector2d& p) { return {static_cast<float>(p.x()), static_cast<float>(p.y())}; }

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
        caption();
        legends();
        if (m.layout.arrangement == Arrangement::Lattice)
            latticeAxes();
        if (m.layout.metric) {
            drawScaleBar();
            compass();
        }
        if (m.showLabels) {
            PodLabels labels(m, m_placer, m_list);
            labels.drawSelection();
            labels.drawTiers();
            labels.drawSwitches(PodLabels::Which::Shared);
            drawRoomNames(m, m_placer, m_list);
            drawServiceLabels(m, m_placer, m_list);
            labels.drawUnits();
            labels.drawSwitches(PodLabels::Which::Local);
        }
        return std::move(m_list);
    }

private:
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
        write({kMargin, kMargin}, m_cluster.name, 20, m_theme.text, AlignX::Left, AlignY::Top, TextWeight::Bold);
        const std::string what = sizeText(m_cluster.tree) + " · " + std::string(toText(m.layout.arrangement)) + " arrangement" + (m_cluster.inferred ? " · inferred from node names" : "")
                  + (m.layout.arrangement == Arrangement::Physical && !m.layout.metric ? " · no floor plan known" : "") ;
        const std::string fabric = fabricText();
        const bool isOneLine = m.measure(what + fabric, 13, TextWeight::Regular).width < m_width - 2 * kMargin;
        write({kMargin, kMargin + 28}, isOneLine ? what + fabric : what, 13, m_theme.textQuiet);
        float top = kMargin + 48;
        if (!isOneLine && !fabric.empty()) {
            write({kMargin, top}, fabric.substr(kSeparator.size()), 13, m_theme.textQuiet);
            top += 20;
        }
        const Trace* trace = m.values.dataset->trace.get();
        if (!trace)
            return;
        constexpr std::int64_t kSecond = 1'000'000'000;   // what a caption needs; the playback bar knows more
        const std::int64_t instant = trace->start.value + m.values.time.value;
        std::string when = trace->hasDate ? formatTime({instant - ((instant % kSecond) + kSecond) % kSecond}) : formatClock(m.values.time);
        if (const Metric* metric = m.values.shownMetric())
            when += " · " + metric->info().name + (metric->info().origin == Origin::Recorded ? "" : " (" + std::string(toText(metric->info().origin)) + ')');
        write({kMargin, top}, when, 13, m_theme.textQuiet);
    }

    std::string fabricText() const
    {
        if (m_cluster.fabrics.empty())
            return m.layout.arrangement == Arrangement::Fabric ? std::string(kSeparator) + "no fabric known" : std::string();
        if (!m.links)
            return {};
        const std::string lines = m.links->coarseWords.empty() ? "" : ", lines join " + m.links->coarseWords;
        return m.layout.arrangement == Arrangement::Fabric || !lines.empty() || m_cluster.fabrics.size() > 1 ? std::string(kSeparator) + m.links->fabric + lines : std::string();
    }

    void legends()
    {
        float top = kMargin;
        if (m.values.emphasis == Emphasis::Assumptions) {
            const float width = std::clamp(m_width * 0.24f, kLegendWidth * 0.65f, 1.1f * kLegendWidth);
            m_placer.block(drawAssumptionLegend(m_list, m.values, {m_width - kMargin - width, top, width, 0}, m_height * 0.7f, m.measure));
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
        m_placer.block(card);
    }

    float legend(const ColorScale& scale, Origin origin, float top)
    {
        const float width = std::clamp(m_width * 0.24f, kLegendWidth * 0.65f, kLegendWidth);
        const RectPx card{m_width - kMargin - width, top, width, kLegendHeight + 2 * kLegendPadding};
        m_list.fill(card, m_theme.panel.withAlpha(225));
        const RectPx inner{card.x + kLegendPadding + 2, card.y + kLegendPadding, card.width - 2 * kLegendPadding - 4, kLegendHeight};
        m_list.append(legendDrawList(legendOf(scale, origin), m_theme, inner, m.measure));
        m_placer.block(card);
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
        for (int axis = 0; axis < torus->torus()->dimensions && here; ++axis) {
            const auto there = m.projector.toPixel(centre + reach * Eigen::Vector3d::Unit(axis));
            const double pixels = reach * m.projector.pixelsPerUnit(centre);
            if (!there || pixels <= 0)
                continue;
            const Eigen::Vector2d way = (*there - *here) / pixels * 40;
            if (way.norm() < 6)   // seen end on
                continue;
            arrow(toPoint(corner), toPoint(corner + way));
            write(toPoint(corner + way + way.normalized() * 18), std::string(1, "XYZ"[axis]) + ' ' + std::to_string(torus->torus()->size[axis]), 12, m_theme.text, AlignX::Centre, AlignY::Middle,
                  TextWeight::Bold);
        }
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
        const PointPx centre{m_width - kMargin - 22, m_height - kMargin - 26};
        const Eigen::Vector3d target = m.layout.bounds.center().cast<double>();
        const double reach = 0.05 * m.layout.bounds.sizes().maxCoeff();
        const auto here = m.projector.toPixel(target), north = m.projector.toPixel(target + Eigen::Vector3d(0, reach, 0));
        if (!here || !north || (*north - *here).norm() < 1e-6)
            return;
        const Eigen::Vector2d way = (*north - *here).normalized() * 20, side(-way.y() * 0.32, way.x() * 0.32);
        const Eigen::Vector2d c(centre.x, centre.y);
        m_list.add(DrawList::Polygon{{toPoint(c + way), toPoint(c - side), toPoint(c + side)}, m_theme.accent});
        m_list.add(DrawList::Polygon{{toPoint(c - way), toPoint(c + side), toPoint(c - side)}, m_theme.frame});
        write(toPoint(c + way * 1.55), "N", 12, m_theme.text, AlignX::Centre, AlignY::Middle, TextWeight::Bold);
        m_placer.block({centre.x - 24, centre.y - 24, 48, 48});
    }

    const PodOverlay& m;
    const Theme& m_theme;
    const Cluster& m_cluster;
    float m_width, m_height;
    LabelPlacer m_placer;
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
    for (int level = tree.leafLevel(); level > 0; --level) {
        const std::uint32_t count = tree.unitCount(level);
        const std::string& name = tree.levelName(level);
        text += (text.empty() ? "" : " · ") + formatCount(count) + ' ' + name + (count == 1 ? "" : name.ends_with('s') ? "es" : "s");
    }
    return text;
}

} // namespace podscape
