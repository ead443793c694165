#pragma once

#include <QFrame>

class QLabel;

namespace podscape {

// One sentence that the user should not miss, above the pictures that stay as they are. Closed by its button.
class Banner : public QFrame
{
    Q_OBJECT

public:
    explicit Banner(QWidget* parent = nullptr);

    void showText(const QString& text);
    [[nodiscard]] QString text() const;

private:
    QLabel* m_text = nullptr;
};

} // namespace podscape
