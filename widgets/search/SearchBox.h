#pragma once

#include "widgets/state/EntityRef.h"

#include <QLineEdit>

#include <vector>

class QCompleter;
class QStandardItemModel;

namespace podscape {

class ViewState;

// Finds units and jobs while one types; Enter or a click selects the choice and flies to it.
class SearchBox : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchBox(ViewState& state, QWidget* parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void find(const QString& text);
    void go(std::size_t row);

    ViewState& m_state;
    QStandardItemModel* m_hits = nullptr;
    QCompleter* m_completer = nullptr;
    std::vector<EntityRef> m_entities;
};

} // namespace podscape
