#pragma once

#include "model/select/Query.h"
#include "widgets/state/EntityRef.h"

#include <QLineEdit>

#include <variant>
#include <vector>

class QCompleter;
class QStandardItemModel;

namespace podscape {

class ViewState;

// Finds units and jobs while one types, and understands questions such as "racks > 90 %" or "same position"; Enter or a click selects the
// choice and flies to it.
class SearchBox : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchBox(ViewState& state, QWidget* parent = nullptr);

    // What a question found, or why it found nothing, as one sentence; empty after a plain name.
    [[nodiscard]] QString message() const { return m_message; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    using Hit = std::variant<EntityRef, Query, Error>;

    void find(const QString& text);
    void addQuestion(const QString& text);
    void addEntities(const QString& text);
    void addCompletions(const QString& text);
    void addRow(Hit hit, const QString& text, const QString& tip);
    void go(std::size_t row);
    void ask(const Query& query);
    void say(const QString& message);

    ViewState& m_state;
    QStandardItemModel* m_hits = nullptr;
    QCompleter* m_completer = nullptr;
    std::vector<Hit> m_rows;
    QString m_message;
};

} // namespace podscape
