#pragma once

#include <QFileSystemWatcher>
#include <QStringList>
#include <QTimer>

namespace podscape {

// Says when one of some files has been written again and has come to rest. Editors write a file in steps, or write another one and rename it:
// a file that is gone for a moment is looked for again.
class FileWatch : public QObject
{
    Q_OBJECT

public:
    explicit FileWatch(QObject* parent = nullptr);

    void watch(const QStringList& files);

signals:
    void changed();

private:
    void look();

    QStringList m_files;
    QFileSystemWatcher m_watcher;
    QTimer m_rest;
    int m_looks = 0;
};

} // namespace podscape
