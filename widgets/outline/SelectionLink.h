#pragma once

#include "widgets/state/ViewState.h"

#include <QObject>

#include <functional>

class QAbstractItemView;
class QModelIndex;

namespace podscape {

// Ties an item view to the shared selection: what is chosen in the list is selected everywhere, and what is selected elsewhere is marked
// and scrolled to in the list. Double click or Enter flies to the entity, the pointer hovers it. Owned by the item view.
class SelectionLink : public QObject
{
    Q_OBJECT

public:
    struct Mapping
    {
        std::function<std::optional<EntityRef>(const QModelIndex&)> entityAt;
        std::function<QModelIndex(const EntityRef&)> indexOf;   // invalid for entities that the list does not hold
    };

    SelectionLink(QAbstractItemView& view, ViewState& state, Mapping mapping);

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void takeFromView();
    void showInView();
    void clearHover();

    QAbstractItemView& m_view;
    ViewState& m_state;
    Mapping m_mapping;
    bool m_busy = false;   // one side is being told by the other
};

} // namespace podscape
