#include "widgets/scene/FlyKeys.h"

#include <QKeyEvent>
#include <QWidget>

#include <algorithm>
#include <array>

namespace podscape {

namespace {

constexpr std::array kKeys{Qt::Key_W, Qt::Key_S, Qt::Key_A, Qt::Key_D, Qt::Key_Q, Qt::Key_E};

bool isFlyKey(const QKeyEvent& event)
{
    const Qt::KeyboardModifiers others = event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
    return others == Qt::NoModifier && std::ranges::find(kKeys, event.key()) != kKeys.end();
}

} // namespace

FlyKeys::FlyKeys(QWidget& widget) : QObject(&widget)
{
    widget.installEventFilter(this);
}

FlyMove FlyKeys::move() const
{
    const auto between = [this](int positive, int negative) { return int(m_held.contains(positive)) - int(m_held.contains(negative)); };
    return {between(Qt::Key_W, Qt::Key_S), between(Qt::Key_D, Qt::Key_A), between(Qt::Key_E, Qt::Key_Q), m_isFast && !m_held.empty()};
}

bool FlyKeys::eventFilter(QObject*, QEvent* event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride:   // held keys are no shortcuts, although they are listed as such
        if (isFlyKey(static_cast<QKeyEvent&>(*event))) {
            event->accept();
            return true;
        }
        return false;
    case QEvent::KeyPress:
    case QEvent::KeyRelease: {
        const auto& key = static_cast<QKeyEvent&>(*event);
        const bool isPress = event->type() == QEvent::KeyPress;
        m_isFast = key.key() == Qt::Key_Shift ? isPress : key.modifiers().testFlag(Qt::ShiftModifier);
        const bool isOurs = isPress ? isFlyKey(key) : m_held.contains(key.key());
        if (isOurs && !key.isAutoRepeat()) {
            if (isPress)
                m_held.insert(key.key());
            else
                m_held.erase(key.key());
        }
        tell();
        return isOurs;
    }
    case QEvent::FocusOut:
    case QEvent::WindowDeactivate:
    case QEvent::Hide:
        m_held.clear();
        tell();
        return false;
    default:
        return false;
    }
}

void FlyKeys::tell()
{
    if (const FlyMove now = move(); now != m_told) {
        m_told = now;
        emit changed(now);
    }
}

} // namespace podscape
