#include "app/AppTheme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPalette>
#include <QStyleFactory>

#include <utility>

// Resources of a static library are only there once asked for; the macro works outside namespaces alone.
static void initResources()
{
    Q_INIT_RESOURCE(podscape);
}

namespace podscape {

namespace {

QColor toQColor(Rgba c)
{
    return {c.r, c.g, c.b};
}

QColor between(QColor a, QColor b, double share)
{
    const auto mix = [share](int from, int to) { return static_cast<int>(from + (to - from) * share); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

QPalette paletteOf(const Theme& theme)
{
    const QColor text = toQColor(theme.text), quiet = toQColor(theme.textQuiet), panel = toQColor(theme.panel), back = toQColor(theme.background);
    QPalette palette;
    palette.setColor(QPalette::Window, back);
    palette.setColor(QPalette::Base, panel);
    palette.setColor(QPalette::AlternateBase, between(panel, text, 0.03));
    palette.setColor(QPalette::Button, panel);
    palette.setColor(QPalette::ToolTipBase, panel);
    palette.setColor(QPalette::Highlight, toQColor(theme.accent));
    palette.setColor(QPalette::HighlightedText, theme.name == ThemeName::Dark ? back : QColor(Qt::white));
    palette.setColor(QPalette::Link, toQColor(theme.accent));
    palette.setColor(QPalette::PlaceholderText, quiet);
    palette.setColor(QPalette::Mid, toQColor(theme.frame));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText, QPalette::BrightText})
        palette.setColor(role, text);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, between(quiet, back, 0.45));
    return palette;
}

QString styleSheetOf(const Theme& theme)
{
    QFile file(QStringLiteral(":/theme/podscape.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const QColor text = toQColor(theme.text), panel = toQColor(theme.panel), back = toQColor(theme.background), accent = toQColor(theme.accent);
    const std::pair<const char*, QColor> tokens[] = {
        {"@background", back},       {"@panel", panel},
        {"@line", between(panel, text, 0.12)},    {"@hover", between(panel, text, 0.08)},
        {"@pressed", between(panel, text, 0.15)}, {"@selected", between(panel, accent, 0.28)},
        {"@text", text},             {"@quiet", toQColor(theme.textQuiet)},
        {"@accent", accent},         {"@onAccent", theme.name == ThemeName::Dark ? back : QColor(Qt::white)},
        {"@alarm", toQColor(theme.alarm)},        {"@errorBack", between(panel, toQColor(theme.alarm), 0.18)},
    };
    for (const auto& [token, color] : tokens)
        sheet.replace(QLatin1String(token) + QLatin1Char(';'), color.name() + QLatin1Char(';'));
    return sheet;
}

// The face that the pictures use, where it is installed; the system's own else.
QFont uiFont()
{
    QFont font = QApplication::font();
    if (QFontDatabase::families().contains(QStringLiteral("Inter")))
        font.setFamily(QStringLiteral("Inter"));
    font.setPixelSize(13);
    return font;
}

} // namespace

void applyTheme(QApplication& application, ThemeName name)
{
    initResources();
    const Theme& theme = Theme::of(name);
    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setFont(uiFont());
    application.setPalette(paletteOf(theme));
    application.setStyleSheet(styleSheetOf(theme));
}

} // namespace podscape
