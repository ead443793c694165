#include "app/Settings.h"

namespace podscape {

namespace {

// Raised when the set of docks changes, so that an old arrangement is not forced on new docks.
constexpr auto kGeometry = "window/geometry";
constexpr auto kDocks = "window/docks-2-%1";
constexpr auto kTheme = "window/theme";
constexpr auto kRecent = "files/recent";
constexpr auto kSession = "session";
constexpr QChar kBetweenFiles = u'\n';

} // namespace

Settings::Settings() : m_settings(QStringLiteral("podscape"), QStringLiteral("podscape")) {}

Settings::Settings(const QString& iniFile) : m_settings(iniFile, QSettings::IniFormat) {}

QByteArray Settings::geometry() const
{
    return m_settings.value(kGeometry).toByteArray();
}

void Settings::setGeometry(const QByteArray& geometry)
{
    m_settings.setValue(kGeometry, geometry);
}

QByteArray Settings::docks(const QString& content) const
{
    return m_settings.value(QString(kDocks).arg(content)).toByteArray();
}

void Settings::setDocks(const QString& content, const QByteArray& docks)
{
    m_settings.setValue(QString(kDocks).arg(content), docks);
}

QString Settings::theme() const
{
    return m_settings.value(kTheme, QStringLiteral("dark")).toString();
}

void Settings::setTheme(const QString& theme)
{
    m_settings.setValue(kTheme, theme);
}

QList<QStringList> Settings::recentFiles() const
{
    QList<QStringList> recent;
    for (const QString& entry : m_settings.value(kRecent).toStringList())
        recent << entry.split(kBetweenFiles, Qt::SkipEmptyParts);
    return recent;
}

void Settings::addRecentFiles(const QStringList& files)
{
    QStringList entries = m_settings.value(kRecent).toStringList();
    const QString entry = files.join(kBetweenFiles);
    entries.removeAll(entry);
    entries.prepend(entry);
    m_settings.setValue(kRecent, QStringList(entries.mid(0, kMostRecentFiles)));
}

void Settings::clearRecentFiles()
{
    m_settings.remove(kRecent);
}

QVariantMap Settings::session() const
{
    return m_settings.value(kSession).toMap();
}

void Settings::setSession(const QVariantMap& session)
{
    m_settings.setValue(kSession, session);
}

} // namespace podscape
