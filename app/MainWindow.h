#pragma once

#include "app/DockPlaces.h"
#include "app/FileWatch.h"
#include "widgets/state/LoadJob.h"
#include "widgets/state/Playback.h"
#include "widgets/state/ViewState.h"

#include <QElapsedTimer>
#include <QMainWindow>
#include <QTimer>
#include <QVariantMap>

#include <vector>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace podscape {

class Banner;
class LoadStrip;
class MainToolBar;
class PlaybackBar;
class Settings;
class StartPage;

// The window: every view in its place around one shared state. It opens files, says what went wrong, and remembers how it was left.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(Settings& settings, QWidget* parent = nullptr);
    ~MainWindow() override;

    // Opens files together. With the session's own files, or none, what was on screen last time comes back.
    void open(const QStringList& files);
    void reopenLastSession();

    // The same files again, as they are now: camera, selection, time and colours stay.
    void reload();

    [[nodiscard]] ViewState& state() { return m_state; }
    [[nodiscard]] Playback& playback() { return m_playback; }
    [[nodiscard]] QWidget* view(const QString& id) const;   // nullptr when there is none
    [[nodiscard]] QString errorText() const;                // of the banner; empty when it is hidden

public slots:
    void chooseFiles();
    void showKeys();
    void showFindings();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    struct PlacedView
    {
        QString id;
        QWidget* widget;
    };

    void createCentre();
    void createToolBar();
    void createViews();
    void createStatusBar();
    void connectState();

    void showLoaded(const std::shared_ptr<const Dataset>& dataset);
    void showDataset();
    void showStatus();
    void showFrameTime(double milliseconds);
    void showRecent();
    void showTheme();
    void save();
    [[nodiscard]] QVariantMap currentSession() const;

    Settings& m_settings;
    ViewState m_state;
    Playback m_playback;
    LoadJob m_load;
    FileWatch m_watch;                   // the cluster file that is open
    QVariantMap m_toRestore;             // session that belongs to the load under way
    DockPlaces m_docks;
    QTimer m_saveTimer;
    QElapsedTimer m_sinceFrameTime;
    std::vector<PlacedView> m_views;
    MainToolBar* m_toolBar = nullptr;
    Banner* m_banner = nullptr;
    LoadStrip* m_loadStrip = nullptr;
    QStackedWidget* m_centre = nullptr;
    StartPage* m_startPage = nullptr;
    PlaybackBar* m_playbackBar = nullptr;
    QLabel* m_status = nullptr;
    QLabel* m_frameTime = nullptr;
    QPushButton* m_findings = nullptr;
};

} // namespace podscape
