#pragma once

#include <QFileInfo>
#include <QString>

#include <string>

namespace podscape::test {

// A file of the project, e.g. sourcePath("samples/clusters/ironwood-superpod.cluster.json").
inline std::string sourcePath(const char* relative)
{
    return std::string(PODSCAPE_SOURCE_DIR) + '/' + relative;
}

// A real file beside the project; tests of such files skip with a message where the folder is absent.
inline std::string sharedPath(const char* relative)
{
    return std::string(PODSCAPE_SOURCE_DIR) + "/../shared/data/" + relative;
}

inline bool exists(const std::string& path) { return QFileInfo::exists(QString::fromStdString(path)); }

} // namespace podscape::test

// First line of a test that reads a real file: leaves with QSKIP when it is not there.
#define PODSCAPE_NEEDS_SHARED(path) \
    if (!podscape::test::exists(path)) \
    QSKIP(qPrintable(QString("%1 is absent; this test reads a real file that is not part of the project").arg(QString::fromStdString(path))))
