#pragma once

#include "model/layout/Axis.h"

#include <QWidget>

#include <array>

class QLabel;
class QSlider;
class QToolButton;

namespace podscape {

// One way to cut the scene open in its bar: a switch, three axes, a slider, what it is set to in words.
class CutawayControl : public QWidget
{
    Q_OBJECT

public:
    CutawayControl(const QString& name, const QString& tip, QWidget* parent);

    // Shows without telling anyone. `most` 0: there is nothing to set.
    void show(bool isOn, Axis axis, int at, int most, const QString& words);

signals:
    void switched(bool on);
    void axisChosen(Axis axis);
    void moved(int at);

private:
    QToolButton* m_switch;
    std::array<QToolButton*, 3> m_axes{};
    QSlider* m_slider;
    QLabel* m_words;
};

} // namespace podscape
