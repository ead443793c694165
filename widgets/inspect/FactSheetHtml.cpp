#include "widgets/inspect/FactSheetHtml.h"

#include "widgets/common/EntityText.h"
#include "widgets/common/Text.h"
#include "widgets/inspect/FactSheet.h"

namespace podscape {

namespace {

QString css(Rgba c)
{
    return QStringLiteral("#%1%2%3").arg(c.r, 2, 16, QLatin1Char('0')).arg(c.g, 2, 16, QLatin1Char('0')).arg(c.b, 2, 16, QLatin1Char('0'));
}

Rgba colorOf(FactStatus status, const Theme& theme)
{
    switch (status) {
    case FactStatus::Published: return theme.good;
    case FactStatus::Assumption: return theme.warning;
    case FactStatus::Secondary:
    case FactStatus::Derived: return theme.accent;
    case FactStatus::Unstated: break;
    }
    return theme.textQuiet;
}

QString valueHtml(const FactRow& row, const Theme& theme)
{
    const QString value = row.value.toHtmlEscaped();
    if (!row.target)
        return value;
    return QStringLiteral("<a style='color:%1;text-decoration:none' href='%2'>%3</a>").arg(css(theme.accent), toUrl(*row.target), value);
}

// "● published · Google Cloud, TPU7x (Ironwood) · 64 × 192 GiB"
QString originHtml(const FactRow& row, const Theme& theme)
{
    QStringList parts;
    if (row.status != FactStatus::Unstated)
        parts << QStringLiteral("<span style='color:%1'>● %2</span>").arg(css(colorOf(row.status, theme)), toQString(toText(row.status)));
    for (const QString& part : {row.source, row.note}) {
        if (!part.isEmpty())
            parts << part.toHtmlEscaped();
    }
    if (parts.isEmpty())
        return {};
    return QStringLiteral("<br><span style='color:%1;font-size:11px'>%2</span>").arg(css(theme.textQuiet), parts.join(QStringLiteral(" · ")));
}

QString rowHtml(const FactRow& row, const Theme& theme)
{
    return QStringLiteral("<tr><td width='38%' style='color:%1'>%2</td><td>%3%4</td></tr>")
        .arg(css(theme.textQuiet), row.label.toHtmlEscaped(), valueHtml(row, theme), originHtml(row, theme));
}

QString sectionHtml(const FactSection& section, const Theme& theme)
{
    QString html = QStringLiteral("<p style='margin-top:14px;margin-bottom:2px;font-size:11px;font-weight:600;color:%1'>%2</p>")
                       .arg(css(theme.accent), section.title.toUpper().toHtmlEscaped());
    html += QStringLiteral("<table width='100%' cellspacing='0' cellpadding='3'>");
    for (const FactRow& row : section.rows)
        html += rowHtml(row, theme);
    return html + QStringLiteral("</table>");
}

} // namespace

QString toHtml(const FactSheet& sheet, const Theme& theme)
{
    QString html = QStringLiteral("<p style='margin:0;font-size:11px;color:%1'>%2</p><p style='margin:0;font-size:18px;font-weight:600'>%3</p>")
                       .arg(css(theme.textQuiet), sheet.kind.toHtmlEscaped(), sheet.title.toHtmlEscaped());
    if (!sheet.detail.isEmpty() && sheet.detail != sheet.title)
        html += QStringLiteral("<p style='margin-top:2px;margin-bottom:0;color:%1'>%2</p>").arg(css(theme.textQuiet), sheet.detail.toHtmlEscaped());
    for (const FactSection& section : sheet.sections)
        html += sectionHtml(section, theme);
    return html;
}

} // namespace podscape
