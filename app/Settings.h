#pragma once

#include <QByteArray>
#include <QSettings>
#include <QStringList>
#include <QVariantMap>

namespace podscape {

// What the program remembers, by typed keys. QSettings writes a new file and renames it, so a crash leaves the old or the new one.
class Settings
{
public:
    static constexpr int kMostRecentFiles = 10;

    Settings();                                  // the user's
    explicit Settings(const QString& iniFile);   // for tests

    [[nodiscard]] QByteArray geometry() const;
    void setGeometry(const QByteArray& geometry);
    // How docks stand, for what is open: "cluster" alone or "trace".
    [[nodiscard]] QByteArray docks(const QString& content) const;
    void setDocks(const QString& content, const QByteArray& docks);
    [[nodiscard]] QString theme() const;         // "dark" unless chosen otherwise
    void setTheme(const QString& theme);

    // One entry is what was opened together: a cluster and its trace.
    [[nodiscard]] QList<QStringList> recentFiles() const;
    void addRecentFiles(const QStringList& files);
    void clearRecentFiles();

    // What was on screen when the window closed; empty after a clean start.
    [[nodiscard]] QVariantMap session() const;
    void setSession(const QVariantMap& session);

    void save() { m_settings.sync(); }

private:
    QSettings m_settings;
};

} // namespace podscape
