#pragma once

#include <QAction>
#include <QKeySequence>
#include <QWidget>

namespace podscape {

// A command of one view with its keys: works while the view has the focus and is listed in the help of keys.
template <class Receiver, class Function>
QAction* addViewAction(Receiver* view, const QString& text, const QList<QKeySequence>& keys, Function function)
{
    auto* action = new QAction(text, view);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(action, &QAction::triggered, view, function);
    view->addAction(action);
    return action;
}

} // namespace podscape
