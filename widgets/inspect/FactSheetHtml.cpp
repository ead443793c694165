#include "widgets/inspect/FactSheetHtml.h"

#include "widgets/common/EntityText.h"
#include "widgets/common/Text.h"
#include "widgets/inspect/FactSheet.h"

#include <QCoreApplication>
#include <QUrl>

namespace podscape {

namespace {

const QString kFigureScheme = QStringLiteral("figure:");

QString tr(const char* text)
{
    return QCoreApplication::translate("FactSheetHtml", text);
}

QString css(Rgba c)
{
    return QStringLiteral("#%1%2%3").arg(c.r, 2, 16, QLatin1Char('0')).arg(c.g, 2, 16, QLatin1Char('0')).arg(c.b, 2, 16, QLatin1Char('0'));
}

// How a status looks: its shape tells it apart where its colour does not.
struct Mark
{
    QString shape;
    Rgba color;
    QString meaning;
};

Mark markOf(FactStatus status, const Theme& theme)
{
    switch (status) {
    case FactStatus::Published: return {QStringLiteral("●"), theme.good, tr("stated by those who built it")};
    case FactStatus::Secondary: return {QStringLiteral("◐"), theme.accent, tr("reported by others")};
    case FactStatus::Derived: return {QStringLiteral("◆"), theme.accent, tr("computed")};
    case FactStatus::Assumption: return {QStringLiteral("▲"), theme.warning, tr("nobody published it")};
    case FactStatus::Unstated: break;
    }
    return {QStringLiteral("○"), theme.textQuiet, tr("no source given")};
}

QString span(const QString& text, Rgba color)
{
    return QStringLiteral("<span style='color:%1'>%2</span>").arg(css(color), text);
}

QString small(const QString& html)
{
    return QStringLiteral("<span style='font-size:11px'>%1</span>").arg(html);
}

QString link(const QString& url, const QString& html, Rgba color)
{
    return QStringLiteral("<a style='color:%1;text-decoration:none' href='%2'>%3</a>").arg(css(color), url, html);
}

QString keyOf(const FactSection& section, std::size_t row)
{
    return section.title + QLatin1Char('/') + section.rows[row].label + QLatin1Char('/') + QString::number(row);
}

QString figureUrl(const QString& key)
{
    return kFigureScheme + QString::fromLatin1(QUrl::toPercentEncoding(key));
}

class SheetWriter
{
public:
    SheetWriter(const Theme& theme, const OpenFigures& open) : m_theme(theme), m_open(open) {}

    QString sheet(const FactSheet& sheet)
    {
        QString html = QStringLiteral("<p style='margin:0;font-size:11px;color:%1'>%2</p><p style='margin:0;font-size:18px;font-weight:600'>%3</p>")
                           .arg(css(m_theme.textQuiet), sheet.kind.toHtmlEscaped(), sheet.title.toHtmlEscaped());
        if (!sheet.detail.isEmpty() && sheet.detail != sheet.title)
            html += QStringLiteral("<p style='margin-top:2px;margin-bottom:0;color:%1'>%2</p>").arg(css(m_theme.textQuiet), sheet.detail.toHtmlEscaped());
        html += QStringLiteral("<p style='margin-top:8px;margin-bottom:0'>%1</p>").arg(small(link(kAllFiguresUrl, m_open.all ? tr("Hide where figures come from") : tr("Show where every figure comes from"), m_theme.accent)));
        for (const FactSection& section : sheet.sections)
            html += sectionHtml(section);
        return html + legend();
    }

private:
    QString sectionHtml(const FactSection& section)
    {
        QString html = QStringLiteral("<p style='margin-top:14px;margin-bottom:2px;font-size:11px;font-weight:600;color:%1'>%2</p>")
                           .arg(css(m_theme.accent), section.title.toUpper().toHtmlEscaped());
        html += QStringLiteral("<table width='100%' cellspacing='0' cellpadding='3'>");
        for (std::size_t row = 0; row < section.rows.size(); ++row)
            html += rowHtml(section.rows[row], keyOf(section, row));
        return html + QStringLiteral("</table>");
    }

    QString rowHtml(const FactRow& row, const QString& key)
    {
        const bool isOpen = row.hasOrigin() && (m_open.all || m_open.keys.contains(key));
        const QString html = QStringLiteral("<tr><td width='42%' style='color:%1'>%2</td><td>%3</td></tr>").arg(css(m_theme.textQuiet), row.label.toHtmlEscaped(), valueHtml(row, key));
        return isOpen ? html + originHtml(row) : html;
    }

    QString valueHtml(const FactRow& row, const QString& key)
    {
        const QString value = row.value.toHtmlEscaped();
        const QString mark = row.hasOrigin() ? QStringLiteral("&nbsp;") + link(figureUrl(key), small(markHtmlOf(row)), m_theme.text) : QString();
        const QString quiet = row.suffix.isEmpty() ? QString() : QLatin1Char(' ') + small(span(row.suffix.toHtmlEscaped(), m_theme.textQuiet));
        if (row.target)
            return link(toUrl(*row.target), value, m_theme.accent) + mark + quiet;
        return (row.hasOrigin() ? link(figureUrl(key), value, m_theme.text) : value) + mark + quiet;
    }

    QString markHtmlOf(const FactRow& row) const
    {
        const Mark mark = row.statusWord.isEmpty() ? markOf(row.status, m_theme) : traceMark(row.statusWord);
        return span(mark.shape + (row.others.isEmpty() ? QString() : QStringLiteral(" ≠")), mark.color);
    }

    // What was recorded is as good as what is published; what was made up is as weak as an assumption.
    Mark traceMark(const QString& word) const
    {
        const bool isRecorded = word == toQString(toText(Origin::Recorded));
        return {isRecorded ? QStringLiteral("●") : QStringLiteral("▲"), isRecorded ? m_theme.good : m_theme.warning, isRecorded ? tr("as the trace has it") : tr("not measured")};
    }

    QString originHtml(const FactRow& row) const
    {
        const Mark mark = row.statusWord.isEmpty() ? markOf(row.status, m_theme) : traceMark(row.statusWord);
        const QString word = row.statusWord.isEmpty() ? toQString(toText(row.status)) : row.statusWord;
        QStringList lines{span(mark.shape + QLatin1Char(' ') + word, mark.color) + span(QStringLiteral(" – ") + mark.meaning, m_theme.textQuiet)};
        if (row.status == FactStatus::Derived || !row.basis.empty()) {
            const QStringList notes = row.note.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
            for (int i = 0; i < notes.size(); ++i)
                lines << (i == 0 ? span(QStringLiteral("= "), m_theme.textQuiet) + notes[i].toHtmlEscaped() : span(notes[i].toHtmlEscaped(), m_theme.textQuiet));
        }
        if (!row.source.isEmpty())
            lines << span(tr("Source: "), m_theme.textQuiet) + row.source.toHtmlEscaped();
        if (row.status != FactStatus::Derived && row.basis.empty())
            for (const QString& note : row.note.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
                lines << span(note.toHtmlEscaped(), m_theme.textQuiet);
        for (const QString& other : row.others)
            lines << span(QStringLiteral("≠ ") + tr("but ") + other.toHtmlEscaped(), m_theme.warning);
        if (!row.basis.empty())
            lines << span(tr("Rests on"), m_theme.textQuiet);
        for (const FactBasis& basis : row.basis)
            lines << basisHtml(basis);
        if (row.status == FactStatus::Assumption)
            lines << link(kAssumptionsUrl, tr("Light up what rests on assumptions"), m_theme.accent);
        return QStringLiteral("<tr><td colspan='2'><table width='100%' cellspacing='0' cellpadding='7' bgcolor='%1'><tr><td>%2</td></tr></table></td></tr>")
            .arg(css(m_theme.grid), small(lines.join(QStringLiteral("<br>"))));
    }

    QString basisHtml(const FactBasis& basis) const
    {
        const Mark mark = markOf(basis.status, m_theme);
        QString html = span(mark.shape, mark.color) + QLatin1Char(' ') + basis.what.toHtmlEscaped();
        if (!basis.origin.isEmpty())
            html += span(QStringLiteral(" – ") + basis.origin.toHtmlEscaped(), m_theme.textQuiet);
        return html;
    }

    QString legend() const
    {
        QStringList parts;
        for (const FactStatus status : {FactStatus::Published, FactStatus::Secondary, FactStatus::Derived, FactStatus::Assumption, FactStatus::Unstated}) {
            const Mark mark = markOf(status, m_theme);
            const QString word = status == FactStatus::Unstated ? mark.meaning : toQString(toText(status));
            parts << span(mark.shape, mark.color) + QStringLiteral("&nbsp;") + QString(word).replace(QLatin1Char(' '), QStringLiteral("&nbsp;"));
        }
        return QStringLiteral("<p style='margin-top:18px;margin-bottom:0;font-size:11px;color:%1'>%2</p>").arg(css(m_theme.textQuiet), parts.join(QStringLiteral(" &nbsp; ")));
    }

    const Theme& m_theme;
    const OpenFigures& m_open;
};

} // namespace

QString toHtml(const FactSheet& sheet, const Theme& theme, const OpenFigures& open)
{
    return SheetWriter(theme, open).sheet(sheet);
}

std::optional<QString> figureKeyFromUrl(const QString& url)
{
    if (!url.startsWith(kFigureScheme))
        return std::nullopt;
    return QUrl::fromPercentEncoding(url.mid(kFigureScheme.size()).toLatin1());
}

} // namespace podscape
