#pragma once

#include <QToolBar>

class QActionGroup;
class QComboBox;
class QMenu;
class QToolButton;

namespace podscape {

class SearchBox;
class ViewState;

// Open, recent, arrangement, what colours mean, theme, search.
class MainToolBar : public QToolBar
{
    Q_OBJECT

public:
    explicit MainToolBar(ViewState& state, QWidget* parent = nullptr);

    [[nodiscard]] QMenu* recentMenu() const { return m_recent; }
    [[nodiscard]] QMenu* panelsMenu() const { return m_panels; }

signals:
    void openRequested();
    void keysRequested();

private:
    void createFiles();
    void createArrangements();
    void createAssumptions();
    void createFade();
    void createCutaway();
    void createColours();
    void createRest();
    QAction* addKeyed(QAction* action, const QKeySequence& key);
    void showDataset();
    void showScale();
    void showArrangement();
    void showEmphasis();
    void showFabric();

    ViewState& m_state;
    QMenu* m_recent = nullptr;
    QMenu* m_panels = nullptr;
    QActionGroup* m_arrangements = nullptr;
    QAction* m_assumptions = nullptr;
    QAction* m_fade = nullptr;
    QToolButton* m_cutaway = nullptr;
    QComboBox* m_metric = nullptr;
    QComboBox* m_colours = nullptr;
    QComboBox* m_fabric = nullptr;
    SearchBox* m_search = nullptr;
};

} // namespace podscape
