#pragma once

#include "widgets/inspect/FactSheetHtml.h"

#include <QTextBrowser>
#include <QTimer>

namespace podscape {

class ViewState;
struct FactSheet;

// Shows the facts of what is selected; names in it lead to what they name, figures to where they come from. What is spread out stays so when another
// unit of the same kind is selected. While the playhead moves it is written anew at most a few times
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
    void toggleAll();

    ViewState& m_state;
    QTimer m_timer;
    OpenFigures m_open;
    QString m_html;
};

} // namespace podscape
