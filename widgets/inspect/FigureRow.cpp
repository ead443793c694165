#include "widgets/inspect/FigureRow.h"

#include "widgets/common/Text.h"

#include <QCoreApplication>

namespace podscape {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("FigureRow", text);
}

QString originOf(const Provenance& provenance)
{
    QStringList parts;
    for (const std::string& part : {provenance.source, provenance.note})
        if (!part.empty())
            parts << toQString(part);
    return parts.join(QStringLiteral(" · "));
}

QString capitalised(const std::string& label)
{
    QString text = toQString(label);
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace

FactRow figureRow(const QString& label, const DerivedFigure& figure)
{
    FactRow row{label, toQString(formatQuantity(figure.value, figure.dimension)), figure.weakest, {}, toQString(figure.formula)};
    if (!figure.note.empty())
        row.note += QStringLiteral("\n") + toQString(figure.note);
    for (const FigureInput& input : figure.inputs)
        row.basis.push_back({toQString(input.what), input.provenance.status, originOf(input.provenance)});
    for (const OtherFigure& other : figure.others)
        row.others << toQString(toText(other, figure));
    return row;
}

FactRow figureRow(const NamedFigure& figure)
{
    FactRow row = figureRow(capitalised(figure.label), figure.figure);
    row.value = toQString(figure.text());
    return row;
}

FactRow factRow(const Fact& fact)
{
    return {factLabel(fact.key), toQString(formatQuantity(fact.value, fact.dimension)), fact.provenance.status, toQString(fact.provenance.source), toQString(fact.provenance.note)};
}

FactRow statedRow(const QString& label, const QString& value, const Provenance& provenance, const Cluster& cluster)
{
    FactRow row{label, value, provenance.status, toQString(provenance.source), toQString(provenance.note)};
    if (provenance.source.empty() && provenance.status == FactStatus::Unstated)
        row.note += (row.note.isEmpty() ? QString() : QStringLiteral("\n")) + tr("Stated in %1, without a source.").arg(cluster.sourceFile.empty() ? tr("the cluster file") : toQString(cluster.sourceFile));
    return row;
}

FactRow countedRow(const QString& label, long long count, const QString& note)
{
    return {label, toQString(formatCount(count)), FactStatus::Derived, {}, note};
}

FactRow tracedRow(const QString& label, const QString& value, Origin origin, const Trace& trace, const QString& note)
{
    FactRow row{label, value};
    row.statusWord = toQString(toText(origin));
    row.source = toQString(trace.name);
    row.note = note;
    return row;
}

void addFigures(FactSection& section, const ClusterFigures& figures, FigureGroup group, std::string_view fabric)
{
    for (const NamedFigure& figure : figures.all)
        if (figure.group == group && figure.fabric == fabric)
            section.rows.push_back(figureRow(figure));
}

} // namespace podscape
