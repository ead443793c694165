#include "app/Samples.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace podscape {

namespace {

constexpr qint64 kLargestSampleRead = 1 << 20;   // a title is not worth reading more

QJsonObject readObject(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.read(kLargestSampleRead)).object() : QJsonObject();
}

// Units of a level: so many in each of the units above, or the sum of a list in which [549, 8] stands for 549 times 8.
qint64 unitsOf(const QJsonObject& level, qint64 above)
{
    if (level.contains(QLatin1String("count")))
        return above * level[QLatin1String("count")].toInteger();
    qint64 sum = 0;
    for (const QJsonValue& entry : level[QLatin1String("counts")].toArray())
        sum += entry.isArray() ? entry.toArray().at(0).toInteger() * entry.toArray().at(1).toInteger() : entry.toInteger();
    return sum;
}

QString leavesOf(const QJsonObject& cluster)
{
    qint64 units = 1;
    QString name;
    for (const QJsonValue& level : cluster[QLatin1String("levels")].toArray()) {
        units = unitsOf(level.toObject(), units);
        name = level.toObject()[QLatin1String("name")].toString();
    }
    if (name == QLatin1String("gpu"))
        name = QStringLiteral("GPU");
    return QStringLiteral("%1 %2s").arg(QLocale(QLocale::English).toString(units), name);
}

QString samplesFolder()
{
    const QString beside = QCoreApplication::applicationDirPath();
    for (const QString& folder : {beside + QStringLiteral("/../samples"), beside + QStringLiteral("/../../samples"), beside + QStringLiteral("/../share/podscape/samples"),
                                  QStringLiteral("samples")}) {
        if (QFileInfo::exists(folder + QStringLiteral("/clusters")))
            return QFileInfo(folder).canonicalFilePath();
    }
    return {};
}

Sample readSample(const QString& folder, const QString& name)
{
    Sample sample;
    const QString cluster = folder + QStringLiteral("/clusters/%1.cluster.json").arg(name);
    const QString trace = folder + QStringLiteral("/traces/%1.podtrace").arg(name), picture = folder + QStringLiteral("/pictures/%1.png").arg(name);
    const QJsonObject object = readObject(cluster);
    sample.title = object[QLatin1String("name")].toString(name);
    sample.text = object[QLatin1String("description")].toString();
    sample.leaves = leavesOf(object);
    sample.picture = QFileInfo::exists(picture) ? picture : QString();
    sample.files = QFileInfo::exists(trace) ? QStringList{cluster, trace} : QStringList{cluster};
    return sample;
}

} // namespace

QList<SampleGroup> findSamples()
{
    const QString folder = samplesFolder();
    QStringList rest;
    for (const QFileInfo& file : QDir(folder + QStringLiteral("/clusters")).entryInfoList({QStringLiteral("*.cluster.json")}, QDir::Files, QDir::Name))
        rest << file.fileName().section(QStringLiteral(".cluster.json"), 0, 0);
    if (folder.isEmpty())
        rest.clear();

    QList<SampleGroup> groups;
    for (const QJsonValue& entry : readObject(folder + QStringLiteral("/groups.json"))[QLatin1String("groups")].toArray()) {
        SampleGroup group{entry.toObject()[QLatin1String("title")].toString(), {}};
        for (const QJsonValue& name : entry.toObject()[QLatin1String("samples")].toArray()) {
            if (rest.removeOne(name.toString()))
                group.samples << readSample(folder, name.toString());
        }
        if (!group.samples.isEmpty())
            groups << group;
    }
    if (!rest.isEmpty()) {
        SampleGroup others{QCoreApplication::translate("Samples", "More"), {}};
        for (const QString& name : rest)
            others.samples << readSample(folder, name);
        groups << others;
    }
    return groups;
}

} // namespace podscape
