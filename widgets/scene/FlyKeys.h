#pragma once

#include "widgets/scene/FlyMove.h"

#include <QObject>

#include <set>

class QKeyEvent;
class QWidget;

namespace podscape {

// Makes held keys of a widget into a way to fly: W S A D, Q down and E up, Shift for faster. Several at once; nothing is held once the widget has
// lost the focus.
class FlyKeys : public QObject
{
    Q_OBJECT

public:
    explicit FlyKeys(QWidget& widget);   // which owns it

    [[nodiscard]] FlyMove move() const;

signals:
    void changed(const FlyMove& move);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void tell();

    std::set<int> m_held;
    bool m_isFast = false;
    FlyMove m_told;
};

} // namespace podscape
