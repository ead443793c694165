#pragma once

#include <QWidget>

class QToolButton;

namespace podscape {

class CutawayControl;
class CutawayEdit;
class ViewState;

// Below the scene while it is cut open, or when asked for: clip plane, layer of the torus, pulling apart.
class CutawayBar : public QWidget
{
    Q_OBJECT

public:
    // Both outlive the bar.
    CutawayBar(CutawayEdit& edit, ViewState& state, QWidget* parent);

private:
    void connectControls();
    void showCutaway();

    CutawayEdit& m_edit;
    ViewState& m_state;
    CutawayControl* m_clip;
    CutawayControl* m_slice;
    CutawayControl* m_explode;
    QToolButton* m_flip;
};

// The keys of all that, as actions of the scene's view.
void addCutawayActions(QWidget* view, CutawayEdit& edit);

} // namespace podscape
