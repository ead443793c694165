#include "widgets/search/SearchBox.h"

#include "widgets/common/EntityText.h"
#include "widgets/common/Icons.h"
#include "widgets/search/EntitySearch.h"
#include "widgets/state/ViewState.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QStandardItemModel>

namespace podscape {

namespace {

constexpr std::size_t kMostHits = 12;

} // namespace

SearchBox::SearchBox(ViewState& state, QWidget* parent) : QLineEdit(parent), m_state(state)
{
    setObjectName(QStringLiteral("search"));
    setPlaceholderText(tr("Find a unit or job"));
    setAccessibleName(tr("Search"));
    setToolTip(tr("A path such as pod-1/rack-3, a name, or a job's id (/)"));
    setClearButtonEnabled(true);
    addAction(icon(IconName::Search), QLineEdit::LeadingPosition);
    m_hits = new QStandardItemModel(this);
    m_completer = new QCompleter(m_hits, this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);   // findEntities() has chosen already
    m_completer->setMaxVisibleItems(static_cast<int>(kMostHits));
    setCompleter(m_completer);
    connect(this, &QLineEdit::textEdited, this, &SearchBox::find);
    connect(this, &QLineEdit::returnPressed, this, [this] {
        find(text());
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
    const auto& dataset = m_state.values().dataset;
    m_entities = dataset ? findEntities(*dataset, text.toStdString(), kMostHits) : std::vector<EntityRef>();
    for (const EntityRef& entity : m_entities) {
        auto* item = new QStandardItem(QStringLiteral("%1   %2").arg(kindOf(entity, *dataset), std::holds_alternative<UnitRef>(entity) ? detailOf(entity, *dataset) : titleOf(entity, *dataset)));
        item->setToolTip(detailOf(entity, *dataset));
        m_hits->appendRow(item);
    }
}

void SearchBox::go(std::size_t row)
{
    if (row >= m_entities.size())
        return;
    const EntityRef entity = m_entities[row];
    m_state.select({entity});
    m_state.requestFlyTo(entity);
    clearFocus();
    QMetaObject::invokeMethod(this, &QLineEdit::clear, Qt::QueuedConnection);   // after the completer has put its text here
}

} // namespace podscape
