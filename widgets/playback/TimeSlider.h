#pragma once

#include <QWidget>

namespace podscape {

class ViewState;

// The whole trace as a thin line with the playhead, the brushed range and the events on it. Click or drag moves the playhead.
class TimeSlider : public QWidget
{
    Q_OBJECT

public:
    explicit TimeSlider(ViewState& state, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override { return {240, 28}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {80, 28}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] double durationNs() const;
    [[nodiscard]] double xOf(double timeNs) const;
    void seek(double x);

    ViewState& m_state;
};

} // namespace podscape
