#pragma once

#include "model/io/Dataset.h"

#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace podscape {

// One load at a time on the thread pool, with progress and cancel. A second start() cancels the first, whose answer then never arrives.
// Signals come on the thread that owns the job (the GUI's). Whoever listens keeps the old data until loaded().
class LoadJob : public QObject
{
    Q_OBJECT

public:
    using Loaded = Result<std::shared_ptr<const Dataset>>;
    using Work = std::function<Loaded(Progress&)>;

    // A bar that would live less than this is not shown.
    static constexpr int kShowAfterMs = 150;

    explicit LoadJob(QObject* parent = nullptr, int showAfterMs = kShowAfterMs);
    ~LoadJob() override;   // cancels and waits: the work may use what dies next

    void open(std::vector<std::string> paths, std::shared_ptr<const Dataset> current);
    void start(Work work);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_watcher != nullptr; }

signals:
    void loaded(const std::shared_ptr<const podscape::Dataset>& dataset);
    void failed(const podscape::Error& error);
    void cancelled();
    void progressShown(bool shown);          // true once work has lasted kShowAfterMs, false when it ends
    void progressChanged(double fraction);   // 0…1, only between the two

private:
    using Watcher = QFutureWatcher<Loaded>;

    void finish(Watcher* watcher);
    void deliver(Loaded result);
    void letGo();

    Watcher* m_watcher = nullptr;    // of the load that counts; older ones die by themselves
    QTimer m_showTimer;
    bool m_shown = false;
};

} // namespace podscape
