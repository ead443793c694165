#pragma once

#include <QFrame>

class QLabel;
class QProgressBar;

namespace podscape {

class LoadJob;

// Progress of a load that lasts, with a way out. Shows and hides itself.
class LoadStrip : public QFrame
{
    Q_OBJECT

public:
    explicit LoadStrip(LoadJob& job, QWidget* parent = nullptr);

    void setText(const QString& text);

private:
    QLabel* m_text = nullptr;
    QProgressBar* m_bar = nullptr;
};

} // namespace podscape
