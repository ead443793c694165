#include "widgets/state/LoadJob.h"

#include <QPromise>
#include <QtConcurrentRun>

namespace podscape {

namespace {

constexpr int kProgressSteps = 1000;

void runWork(QPromise<LoadJob::Loaded>& promise, const LoadJob::Work& work)
{
    promise.setProgressRange(0, kProgressSteps);
    Progress progress([&promise](double fraction) { promise.setProgressValue(static_cast<int>(fraction * kProgressSteps)); },
                      [&promise] { return promise.isCanceled(); });
    promise.addResult(work(progress));
}

} // namespace

LoadJob::LoadJob(QObject* parent, int showAfterMs) : QObject(parent)
{
    m_showTimer.setSingleShot(true);
    m_showTimer.setInterval(showAfterMs);
    connect(&m_showTimer, &QTimer::timeout, this, [this] {
        m_shown = true;
        emit progressShown(true);
        if (m_watcher)
            emit progressChanged(m_watcher->progressValue() / double(kProgressSteps));
    });
}

LoadJob::~LoadJob()
{
    for (auto* child : children()) {
        if (auto* watcher = dynamic_cast<Watcher*>(child)) {
            watcher->disconnect(this);
            watcher->cancel();
            watcher->waitForFinished();
        }
    }
}

void LoadJob::open(std::vector<std::string> paths, std::shared_ptr<const Dataset> current)
{
    start([paths = std::move(paths), current = std::move(current)](Progress& progress) {
        Loaded loaded = openFiles(paths, progress, current.get());
        if (loaded && !progress.stopRequested())
            static_cast<void>(loaded.value()->figures->figures());   // here, so that no click has to wait for them
        return loaded;
    });
}

void LoadJob::start(Work work)
{
    if (m_watcher)
        m_watcher->cancel();
    m_watcher = new Watcher(this);
    connect(m_watcher, &Watcher::finished, this, [this, watcher = m_watcher] { finish(watcher); });
    connect(m_watcher, &Watcher::progressValueChanged, this, [this, watcher = m_watcher](int value) {
        if (m_shown && watcher == m_watcher)
            emit progressChanged(value / double(kProgressSteps));
    });
    m_watcher->setFuture(QtConcurrent::run(runWork, std::move(work)));
    m_showTimer.start();
}

void LoadJob::cancel()
{
    if (!m_watcher)
        return;
    m_watcher->cancel();
    letGo();
    emit cancelled();
}

void LoadJob::finish(Watcher* watcher)
{
    watcher->deleteLater();
    if (watcher != m_watcher)
        return;   // cancelled or overtaken
    auto future = watcher->future();
    letGo();
    deliver(future.takeResult());
}

void LoadJob::deliver(Loaded result)
{
    if (result.ok())
        emit loaded(result.value());
    else if (result.error().code == ErrorCode::Cancelled)
        emit cancelled();
    else
        emit failed(result.error());
}

void LoadJob::letGo()
{
    m_watcher = nullptr;
    m_showTimer.stop();
    if (std::exchange(m_shown, false))
        emit progressShown(false);
}

} // namespace podscape
