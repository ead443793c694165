#pragma once

#include <QTabWidget>

namespace podscape {

class ViewState;

// The two forms of the interconnect heatmap, one tab each.
class InterconnectView : public QTabWidget
{
    Q_OBJECT

public:
    explicit InterconnectView(ViewState& state, QWidget* parent = nullptr);
};

} // namespace podscape
