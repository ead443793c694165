#include "app/FileWatch.h"

#include <QFileInfo>

#include <algorithm>

namespace podscape {

namespace {

constexpr int kRestMs = 250;
constexpr int kMostLooks = 40;   // a file that stays away for ten seconds is gone

} // namespace

FileWatch::FileWatch(QObject* parent) : QObject(parent)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_rest, qOverload<>(&QTimer::start));
    connect(&m_rest, &QTimer::timeout, this, &FileWatch::look);
}

void FileWatch::watch(const QStringList& files)
{
    m_rest.stop();
    m_looks = 0;
    m_files = files;
    if (const QStringList before = m_watcher.files(); !before.isEmpty())
        m_watcher.removePaths(before);
    if (!files.isEmpty())
        m_watcher.addPaths(files);
}

void FileWatch::look()
{
    if (!std::all_of(m_files.begin(), m_files.end(), [](const QString& file) { return QFileInfo::exists(file); })) {
        if (++m_looks < kMostLooks)
            m_rest.start();
        return;
    }
    m_looks = 0;
    m_watcher.addPaths(m_files);   // a file that was replaced is no longer watched
    emit changed();
}

} // namespace podscape
