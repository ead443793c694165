#pragma once

#include <QTextBrowser>
#include <QTimer>

namespace podscape {

class ViewState;
struct FactSheet;

// Shows the facts of what is selected; names in it lead to what they name. While the playhead moves it is written anew at most a few times
// a second: nobody reads faster, and the pictures need the time.
class InspectPanel : public QTextBrowser
{
    Q_OBJECT

public:
    explicit InspectPanel(ViewState& state, QWidget* parent = nullptr);

private:
    void showSoon();
    void showNow();
    void follow(const QUrl& url);

    ViewState& m_state;
    QTimer m_timer;
    QString m_html;
};

} // namespace podscape
