#include "widgets/common/Icons.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>
#include <QStringList>

namespace podscape {

namespace {

// A path on a 24 × 24 grid. M x y, L x y, C x1 y1 x2 y2 x y, Z as in SVG; O cx cy r is a circle. Every number and letter stands alone.
struct Shape
{
    const char* path;
    bool filled = false;
};

Shape shapeOf(IconName name)
{
    switch (name) {
    case IconName::Open: return {"M 3 6 L 9 6 L 11 8.5 L 21 8.5 L 21 19 L 3 19 Z M 3 11.5 L 21 11.5"};
    case IconName::Recent: return {"O 12 12 9 M 12 7 L 12 12 L 15.5 14"};
    case IconName::Physical: return {"M 4 20 L 4 5 L 9 5 L 9 20 Z M 9.8 20 L 9.8 5 L 14.2 5 L 14.2 20 Z M 15 20 L 15 5 L 20 5 L 20 20 Z M 4 10 L 20 10 M 4 15 L 20 15"};
    case IconName::Lattice: return {"M 12 3 L 20 7.5 L 20 16.5 L 12 21 L 4 16.5 L 4 7.5 Z M 4 7.5 L 12 12 L 20 7.5 M 12 12 L 12 21"};
    case IconName::Fabric: return {"M 9.5 3 L 14.5 3 L 14.5 7 L 9.5 7 Z M 3 17 L 8 17 L 8 21 L 3 21 Z M 9.5 17 L 14.5 17 L 14.5 21 L 9.5 21 Z M 16 17 L 21 17 L 21 21 L 16 21 Z M 11 7 L 5.5 17 M 12 7 L 12 17 M 13 7 L 18.5 17"};
    case IconName::Theme: return {"O 12 12 8.5 M 12 3.5 L 12 20.5 M 12 7 C 15 7 16.5 10 16.5 12 C 16.5 14 15 17 12 17"};
    case IconName::Search: return {"O 10.5 10.5 6.5 M 15.5 15.5 L 21 21"};
    case IconName::Frame: return {"M 4 9 L 4 4 L 9 4 M 15 4 L 20 4 L 20 9 M 20 15 L 20 20 L 15 20 M 9 20 L 4 20 L 4 15"};
    case IconName::Home: return {"M 3.5 11.5 L 12 4 L 20.5 11.5 M 6 9.5 L 6 20 L 18 20 L 18 9.5"};
    case IconName::Play: return {"M 7 4.5 L 20 12 L 7 19.5 Z", true};
    case IconName::Pause: return {"M 6.5 5 L 10 5 L 10 19 L 6.5 19 Z M 14 5 L 17.5 5 L 17.5 19 L 14 19 Z", true};
    case IconName::ToBegin: return {"M 19 5 L 8 12 L 19 19 Z M 4.5 5 L 7 5 L 7 19 L 4.5 19 Z", true};
    case IconName::ToEnd: return {"M 5 5 L 16 12 L 5 19 Z M 17 5 L 19.5 5 L 19.5 19 L 17 19 Z", true};
    case IconName::Loop: return {"M 4 12 C 4 8 6 6.5 9 6.5 L 19 6.5 M 16 3.5 L 19 6.5 L 16 9.5 M 20 12 C 20 16 18 17.5 15 17.5 L 5 17.5 M 8 14.5 L 5 17.5 L 8 20.5"};
    case IconName::Close: return {"M 6 6 L 18 18 M 18 6 L 6 18"};
    case IconName::Keys: return {"M 3 6.5 L 21 6.5 L 21 17.5 L 3 17.5 Z M 6.5 10 L 7.5 10 M 10 10 L 11 10 M 13.5 10 L 14.5 10 M 17 10 L 18 10 M 7 14 L 17 14"};
    case IconName::Outline: return {"M 4 5 L 12 5 M 8 5 L 8 19 L 20 19 M 8 12 L 20 12"};
    case IconName::Inspect: return {"M 4 4 L 20 4 L 20 20 L 4 20 Z M 8 9 L 16 9 M 8 13 L 16 13 M 8 17 L 12 17"};
    case IconName::Scene: return {"M 12 3 L 20 7.5 L 20 16.5 L 12 21 L 4 16.5 L 4 7.5 Z M 4 7.5 L 12 12 L 20 7.5 M 12 12 L 12 21"};
    case IconName::Heatmap: return {"M 4 4 L 20 4 L 20 20 L 4 20 Z M 9.3 4 L 9.3 20 M 14.6 4 L 14.6 20 M 4 9.3 L 20 9.3 M 4 14.6 L 20 14.6"};
    case IconName::Timeline: return {"M 3 19 L 21 19 M 3 15 L 7 9 L 11 13 L 15 5 L 21 11"};
    case IconName::Unit: return {"M 6 4 L 18 4 L 18 20 L 6 20 Z M 6 9.3 L 18 9.3 M 6 14.6 L 18 14.6"};
    case IconName::Job: return {"M 3 6 L 14 6 L 14 10 L 3 10 Z M 9 14 L 21 14 L 21 18 L 9 18 Z"};
    case IconName::Event: return {"M 6 21 L 6 4 L 18 4 L 15.5 8 L 18 12 L 6 12"};
    case IconName::Warning: return {"M 12 4 L 21.5 20 L 2.5 20 Z M 12 10 L 12 14.5 M 12 17 L 12 17.4"};
    case IconName::Fade: return {"M 4 4 L 11 4 L 11 11 L 4 11 Z M 4 7.5 L 11 7.5 M 13.5 4 L 14.5 4 M 19 4 L 20 4 L 20 5 M 20 10 L 20 11 M 13.5 20 L 14.5 20 M 4 13.5 L 4 14.5 M 4 19 L 4 20 L 5 20 M 10 20 L 11 20 M 19 20 L 20 20 L 20 19 M 20 13.5 L 20 14.5 M 14.5 14.5 L 15 14.5"};
    case IconName::Cut: return {"M 12 3 L 4 7.5 L 4 16.5 L 12 21 L 12 12 L 4 7.5 M 12 12 L 20 7.5 M 12 3 L 13.5 3.8 M 16 5.2 L 17.5 6.1 M 20 9.5 L 20 11 M 20 13.5 L 20 15 M 18.5 17.3 L 17 18.2 M 14.8 19.4 L 12 21"};
    case IconName::Failure: return {"O 12 12 9 M 8.5 8.5 L 15.5 15.5 M 15.5 8.5 L 8.5 15.5"};
    }
    return {""};
}

QPainterPath parsed(const char* text)
{
    QPainterPath path;
    const QStringList words = QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (int i = 0; i < words.size();) {
        const QChar step = words[i].at(0);
        const auto number = [&](int offset) { return words[i + offset].toDouble(); };
        if (step == QLatin1Char('M')) {
            path.moveTo(number(1), number(2));
            i += 3;
        } else if (step == QLatin1Char('L')) {
            path.lineTo(number(1), number(2));
            i += 3;
        } else if (step == QLatin1Char('C')) {
            path.cubicTo(number(1), number(2), number(3), number(4), number(5), number(6));
            i += 7;
        } else if (step == QLatin1Char('O')) {
            path.addEllipse(QPointF(number(1), number(2)), number(3), number(3));
            i += 4;
        } else {
            path.closeSubpath();
            ++i;
        }
    }
    return path;
}

QColor colorFor(QIcon::Mode mode, QIcon::State state)
{
    const QPalette palette = QGuiApplication::palette();
    if (mode == QIcon::Disabled)
        return palette.color(QPalette::Disabled, QPalette::ButtonText);
    if (state == QIcon::On || mode == QIcon::Selected)
        return palette.color(QPalette::Highlight);
    return palette.color(QPalette::ButtonText);
}

class PathIconEngine : public QIconEngine
{
public:
    explicit PathIconEngine(IconName name) : m_name(name) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const Shape shape = shapeOf(m_name);
        const qreal scale = std::min(rect.width(), rect.height()) / 24.0;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.center().x() + 0.5 - 12 * scale, rect.center().y() + 0.5 - 12 * scale);
        painter->scale(scale, scale);
        const QColor color = colorFor(mode, state);
        if (shape.filled)
            painter->fillPath(parsed(shape.path), color);
        else
            painter->strokePath(parsed(shape.path), QPen(color, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->restore();
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap image(size);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return image;
    }
    [[nodiscard]] QIconEngine* clone() const override { return new PathIconEngine(m_name); }

private:
    IconName m_name;
};

} // namespace

QIcon icon(IconName name)
{
    return QIcon(new PathIconEngine(name));
}

} // namespace podscape
