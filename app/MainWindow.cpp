#include "app/MainWindow.h"

#include "app/AppTheme.h"
#include "app/FindingsDialog.h"
#include "app/KeysDialog.h"
#include "app/MainToolBar.h"
#include "app/Session.h"
#include "app/Settings.h"
#include "app/StartPage.h"
#include "model/analysis/Capacity.h"
#include "widgets/common/Banner.h"
#include "widgets/common/EntityText.h"
#include "widgets/common/LoadStrip.h"
#include "widgets/common/Text.h"
#include "widgets/playback/PlaybackBar.h"
#include "widgets/view/SavedView.h"
#include "widgets/view/ViewInfo.h"
#include "widgets/vtk/VtkWidget.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

namespace podscape {

namespace {

constexpr int kSaveAfterMs = 2'000;   // a crash loses at most this

QStringList localFiles(const QMimeData& data)
{
    QStringList files;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile())
            files << url.toLocalFile();
    }
    return files;
}

QString fileNames(const QStringList& files)
{
    QStringList names;
    for (const QString& file : files)
        names << QFileInfo(file).fileName();
    return names.join(QStringLiteral(" + "));
}

QStringList filesOf(const Dataset& dataset)
{
    QStringList files;
    for (const std::string& file : dataset.files)
        files << toQString(file);
    return files;
}

} // namespace

MainWindow::MainWindow(Settings& settings, QWidget* parent) : QMainWindow(parent), m_settings(settings), m_playback(m_state), m_docks(*this, settings)
{
    m_state.setTheme(parseThemeName(m_settings.theme().toStdString()).value_or(ThemeName::Dark));
    showTheme();
    createCentre();
    createToolBar();
    createStatusBar();
    createViews();
    connectState();
    m_docks.restoreWindow();
    showDataset();
}

MainWindow::~MainWindow()
{
    for (const PlacedView& placed : m_views)
        delete placed.widget;   // views borrow the state, which dies before the window's children
}

void MainWindow::createCentre()
{
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    m_banner = new Banner(this);
    m_loadStrip = new LoadStrip(m_load, this);
    m_startPage = new StartPage(this);
    m_startPage->setSamples(findSamples());
    m_centre = new QStackedWidget(this);
    m_centre->addWidget(m_startPage);
    m_playbackBar = new PlaybackBar(m_state, m_playback, this);

    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_loadStrip);
    column->addWidget(m_centre, 1);
    column->addWidget(m_playbackBar);
    setCentralWidget(centre);
    connect(m_startPage, &StartPage::openRequested, this, &MainWindow::chooseFiles);
    connect(m_startPage, &StartPage::filesChosen, this, &MainWindow::open);
}

void MainWindow::createToolBar()
{
    m_toolBar = new MainToolBar(m_state, this);
    addToolBar(m_toolBar);
    connect(m_toolBar, &MainToolBar::openRequested, this, &MainWindow::chooseFiles);
    connect(m_toolBar, &MainToolBar::keysRequested, this, &MainWindow::showKeys);
    auto* again = new QAction(tr("Reload"), this);
    again->setShortcut(QKeySequence::Refresh);
    connect(again, &QAction::triggered, this, &MainWindow::reload);
    addAction(again);
    showRecent();
}

void MainWindow::createViews()
{
    for (const ViewInfo& info : allViews()) {
        QWidget* widget = info.create(m_state, this);
        widget->setObjectName(info.id);
        m_views.push_back({info.id, widget});
        if (info.place != ViewPlace::Centre) {
            m_docks.add(*widget, info, *m_toolBar->panelsMenu());
            continue;
        }
        m_centre->addWidget(widget);
        if (auto* picture = qobject_cast<VtkWidget*>(widget))
            connect(picture, &VtkWidget::rendered, this, &MainWindow::showFrameTime);
    }
}

void MainWindow::createStatusBar()
{
    m_status = new QLabel(this);
    m_findings = new QPushButton(this);
    m_findings->setFlat(true);
    m_findings->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F));
    m_findings->setToolTip(tr("What was noticed while reading (Ctrl+Shift+F)"));
    connect(m_findings, &QPushButton::clicked, this, &MainWindow::showFindings);
    m_frameTime = new QLabel(this);
    m_frameTime->setToolTip(tr("Time to draw the last frame of the pod layout"));
    statusBar()->addWidget(m_status, 1);
    statusBar()->addPermanentWidget(m_frameTime);
    statusBar()->addPermanentWidget(m_findings);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::connectState()
{
    connect(&m_load, &LoadJob::loaded, this, &MainWindow::showLoaded);
    connect(&m_load, &LoadJob::failed, this, [this](const Error& error) { m_banner->showText(toQString(toText(error))); });
    connect(&m_state, &ViewState::datasetChanged, this, &MainWindow::showDataset);
    connect(&m_state, &ViewState::themeChanged, this, &MainWindow::showTheme);

    connect(&m_watch, &FileWatch::changed, this, &MainWindow::reload);

    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(kSaveAfterMs);
    connect(&m_saveTimer, &QTimer::timeout, this, &MainWindow::save);
    const auto saveSoon = [this] { m_saveTimer.start(); };
    connect(&m_state, &ViewState::datasetChanged, this, saveSoon);
    connect(&m_state, &ViewState::selectionChanged, this, saveSoon);
    connect(&m_state, &ViewState::arrangementChanged, this, saveSoon);
    connect(&m_state, &ViewState::brushChanged, this, saveSoon);
    connect(&m_state, &ViewState::scaleChanged, this, saveSoon);
    connect(&m_state, &ViewState::cutawayChanged, this, saveSoon);
    connect(&m_state, &ViewState::themeChanged, this, saveSoon);
    connect(&m_state, &ViewState::fadeUnselectedChanged, this, saveSoon);
}

void MainWindow::open(const QStringList& files)
{
    if (files.isEmpty())
        return;
    const QVariantMap session = m_settings.session();
    const auto& dataset = m_state.values().dataset;
    const bool isSame = dataset && filesOf(*dataset) == files;
    m_toRestore = isSame ? currentSession() : !dataset && sessionFiles(session) == files ? session : QVariantMap();
    m_banner->hide();
    m_loadStrip->setText(tr("Opening %1").arg(fileNames(files)));
    std::vector<std::string> paths;
    for (const QString& file : files)
        paths.push_back(file.toStdString());
    m_load.open(std::move(paths), m_state.values().dataset);
}

void MainWindow::reopenLastSession()
{
    const QStringList files = sessionFiles(m_settings.session());
    for (const QString& file : files) {
        if (!QFileInfo::exists(file))
            return;   // the start page is a better greeting than an error about yesterday's file
    }
    open(files);
}

void MainWindow::reload()
{
    if (const auto& dataset = m_state.values().dataset)
        open(filesOf(*dataset));
}

QWidget* MainWindow::view(const QString& id) const
{
    for (const PlacedView& placed : m_views) {
        if (placed.id == id)
            return placed.widget;
    }
    return nullptr;
}

QString MainWindow::errorText() const
{
    return m_banner->isHidden() ? QString() : m_banner->text();
}

void MainWindow::chooseFiles()
{
    const QStringList files = QFileDialog::getOpenFileNames(this, tr("Open a cluster and its trace"));
    open(files);
}

void MainWindow::showKeys()
{
    KeysDialog(*this).exec();
}

void MainWindow::showFindings()
{
    if (m_state.values().dataset)
        FindingsDialog(*m_state.values().dataset, this).exec();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!localFiles(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    open(localFiles(*event->mimeData()));
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_playback.pause();
    save();
    event->accept();
}

void MainWindow::showLoaded(const std::shared_ptr<const Dataset>& dataset)
{
    m_settings.addRecentFiles(filesOf(*dataset));
    showRecent();
    m_state.setDataset(dataset);
    m_centre->currentWidget()->setFocus();
    if (m_toRestore.isEmpty())
        return;
    restoreSession(m_toRestore, m_state);
    const QVariantMap views = m_toRestore[QStringLiteral("views")].toMap();
    for (const PlacedView& placed : m_views) {
        if (auto* saved = dynamic_cast<SavedView*>(placed.widget))
            saved->restoreView(views[placed.id].toMap());
    }
    m_toRestore.clear();
}

void MainWindow::showDataset()
{
    const bool isOpen = m_state.values().dataset != nullptr;
    const bool hasTrace = isOpen && m_state.values().dataset->trace;
    // The scene appears last, in the room that is left: before, it would draw its first frame in a place that it is about to lose.
    setUpdatesEnabled(false);
    m_playbackBar->setVisible(hasTrace);
    m_docks.show(hasTrace ? DockPlaces::Content::Trace : isOpen ? DockPlaces::Content::Cluster : DockPlaces::Content::Nothing);
    layout()->activate();
    m_centre->setCurrentIndex(isOpen ? 1 : 0);
    setUpdatesEnabled(true);
    const QString clusterFile = isOpen ? toQString(m_state.values().dataset->cluster->sourceFile) : QString();
    m_watch.watch(QFileInfo::exists(clusterFile) ? QStringList{clusterFile} : QStringList());
    setWindowTitle(isOpen ? tr("%1 – Podscape").arg(fileNames(filesOf(*m_state.values().dataset))) : tr("Podscape"));
    showStatus();
}

void MainWindow::showStatus()
{
    const auto& dataset = m_state.values().dataset;
    m_findings->setVisible(dataset != nullptr);
    if (!dataset) {
        m_status->setText(tr("Nothing is open"));
        return;
    }
    const Cluster& cluster = *dataset->cluster;
    QStringList parts{fileNames(filesOf(*dataset)), countText(cluster.tree.chipCount(), cluster.leafName())};
    if (const auto power = totalPower(cluster))
        parts << toQString(formatQuantity(power->value, power->dimension));
    if (dataset->trace && dataset->trace->origin != Origin::Recorded)
        parts << tr("%1 trace").arg(toQString(toText(dataset->trace->origin)));
    m_status->setText(parts.join(QStringLiteral("  ·  ")));
    const auto findings = cluster.findings.findings().size() + (dataset->trace ? dataset->trace->findings.findings().size() : 0);
    m_findings->setText(tr("Findings (%1)").arg(findings));
    m_findings->setEnabled(findings > 0);
}

void MainWindow::showFrameTime(double milliseconds)
{
    constexpr int kReadableMs = 300;   // a figure that changes with every frame cannot be read
    if (m_sinceFrameTime.isValid() && m_sinceFrameTime.elapsed() < kReadableMs)
        return;
    m_sinceFrameTime.start();
    m_frameTime->setText(tr("%1 ms a frame").arg(milliseconds, 0, 'f', milliseconds < 10 ? 1 : 0));
}

void MainWindow::showRecent()
{
    QMenu* menu = m_toolBar->recentMenu();
    menu->clear();
    const QList<QStringList> recent = m_settings.recentFiles();
    m_startPage->setRecent(recent);
    for (const QStringList& files : recent) {
        QAction* action = menu->addAction(fileNames(files));
        action->setToolTip(files.join(QLatin1Char('\n')));
        connect(action, &QAction::triggered, this, [this, files] { open(files); });
    }
    menu->addSeparator();
    QAction* clear = menu->addAction(recent.isEmpty() ? tr("Nothing was opened yet") : tr("Clear the list"));
    clear->setEnabled(!recent.isEmpty());
    connect(clear, &QAction::triggered, this, [this] {
        m_settings.clearRecentFiles();
        showRecent();
    });
}

void MainWindow::showTheme()
{
    const ThemeName theme = m_state.values().theme;
    m_settings.setTheme(theme == ThemeName::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
    applyTheme(*qApp, theme);
}

QVariantMap MainWindow::currentSession() const
{
    QVariantMap session = saveSession(m_state), views;
    for (const PlacedView& placed : m_views) {
        if (const auto* saved = dynamic_cast<const SavedView*>(placed.widget))
            views[placed.id] = saved->saveView();
    }
    session[QStringLiteral("views")] = views;
    return session;
}

void MainWindow::save()
{
    m_docks.save();
    if (m_state.values().dataset)
        m_settings.setSession(currentSession());
    m_settings.save();
}

} // namespace podscape
