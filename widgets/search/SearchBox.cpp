#include "widgets/search/SearchBox.h"

#include "model/select/QueryText.h"
#include "widgets/common/EntityText.h"
#include "widgets/common/Icons.h"
#include "widgets/common/Selecting.h"
#include "widgets/common/Text.h"
#include "widgets/search/EntitySearch.h"
#include "widgets/state/ViewState.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QStandardItemModel>
#include <QToolTip>

namespace podscape {

namespace {

constexpr std::size_t kMostHits = 12, kMostQuestions = 4;
constexpr int kPopupWidthPx = 380;

QString sentence(const Error& error)
{
    QString text = toQString(toText(error));
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace

SearchBox::SearchBox(ViewState& state, QWidget* parent) : QLineEdit(parent), m_state(state)
{
    setObjectName(QStringLiteral("search"));
    setPlaceholderText(tr("Find a unit or job"));
    setAccessibleName(tr("Search"));
    setToolTip(tr("A path such as pod-1/rack-3, a name, a job's id, or a question: racks > 90 %, job 4711, missing, same position (/)"));
    setClearButtonEnabled(true);
    addAction(icon(IconName::Search), QLineEdit::LeadingPosition);
    m_hits = new QStandardItemModel(this);
    m_completer = new QCompleter(m_hits, this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);   // findEntities() has chosen already
    m_completer->setMaxVisibleItems(static_cast<int>(kMostHits));
    m_completer->popup()->setObjectName(QStringLiteral("hits"));
    m_completer->popup()->setMinimumWidth(kPopupWidthPx);   // questions are longer than the box
    setCompleter(m_completer);
    connect(this, &QLineEdit::textEdited, this, &SearchBox::find);
    connect(this, &QLineEdit::returnPressed, this, [this] {
        find(text());
        if (m_rows.empty() && m_state.values().dataset && !text().trimmed().isEmpty())
            return say(tr("Nothing here is called \"%1\".").arg(text().trimmed()));   // the text stays, to be put right
        go(0);
    });
    connect(m_completer, qOverload<const QModelIndex&>(&QCompleter::activated), this,
            [this](const QModelIndex& index) { go(static_cast<std::size_t>(index.row())); });
}

void SearchBox::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        clear();
        clearFocus();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void SearchBox::find(const QString& text)
{
    m_hits->clear();
    m_rows.clear();
    if (!m_state.values().dataset)
        return;
    addQuestion(text);
    addEntities(text);
    addCompletions(text);
}

// A complete question comes first, with what it would select.
void SearchBox::addQuestion(const QString& text)
{
    const ViewValues& values = m_state.values();
    const Cluster& cluster = *values.dataset->cluster;
    const auto asked = parseQuery(text.toStdString(), cluster.tree);
    if (asked && !asked->ok())
        addRow(asked->error(), sentence(asked->error()), {});
    if (asked && asked->ok()) {
        const auto found = answerFor(**asked, values);
        if (found)
            addRow(**asked, tr("select   %1   (%2)").arg(toQString(toText(**asked, cluster.tree)), choiceText(*found, cluster.tree)), {});
        else
            addRow(found.error(), sentence(found.error()), {});
    }
}

// Behind the names: whoever types "ch" and Enter means a chip.
void SearchBox::addCompletions(const QString& text)
{
    const ViewValues& values = m_state.values();
    const Cluster& cluster = *values.dataset->cluster;
    const auto asked = parseQuery(text.toStdString(), cluster.tree);
    for (const std::string& completion : queryCompletions(text.toStdString(), cluster, values.shownMetric(), kMostQuestions))
        if (const auto query = parseQuery(completion, cluster.tree); query && query->ok() && !(asked && asked->ok() && **asked == **query))
            addRow(**query, tr("select   %1").arg(toQString(completion)), tr("Selects what this asks for"));
}

void SearchBox::addEntities(const QString& text)
{
    const Dataset& dataset = *m_state.values().dataset;
    for (const EntityRef& entity : findEntities(dataset, text.toStdString(), kMostHits)) {
        const QString name = std::holds_alternative<UnitRef>(entity) ? detailOf(entity, dataset) : titleOf(entity, dataset);
        addRow(entity, QStringLiteral("%1   %2").arg(kindOf(entity, dataset), name), detailOf(entity, dataset));
    }
}

void SearchBox::addRow(Hit hit, const QString& text, const QString& tip)
{
    auto* item = new QStandardItem(text);
    item->setToolTip(tip.isEmpty() ? text : tip);
    item->setEnabled(!std::holds_alternative<Error>(hit));
    m_hits->appendRow(item);
    m_rows.push_back(std::move(hit));
}

void SearchBox::go(std::size_t row)
{
    if (row >= m_rows.size())
        return;
    const Hit hit = m_rows[row];
    if (const auto* error = std::get_if<Error>(&hit))
        return say(sentence(*error));   // the text stays, to be put right
    m_message.clear();
    if (const auto* query = std::get_if<Query>(&hit)) {
        ask(*query);
    } else {
        const EntityRef entity = std::get<EntityRef>(hit);
        m_state.select({entity});
        m_state.requestFlyTo(entity);
    }
    clearFocus();
    QMetaObject::invokeMethod(this, &QLineEdit::clear, Qt::QueuedConnection);   // after the completer has put its text here
}

void SearchBox::ask(const Query& query)
{
    const UnitTree& tree = m_state.values().dataset->cluster->tree;
    const auto found = answerFor(query, m_state.values());
    if (!found)
        return say(sentence(found.error()));
    if (found->units.empty())
        return say(tr("Nothing answers to \"%1\" now.").arg(toQString(toText(query, tree))));
    m_state.select({found->units.begin(), found->units.end()});
    m_state.requestFlyTo(commonUnit(tree, found->units));
    say(tr("Selected %1.").arg(choiceText(*found, tree)));
}

void SearchBox::say(const QString& message)
{
    m_message = message;
    QToolTip::showText(mapToGlobal(rect().bottomLeft()), message, this);
}

} // namespace podscape
