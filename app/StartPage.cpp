#include "app/StartPage.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>

namespace podscape {

namespace {

constexpr int kColumnWidth = 350;
constexpr qint64 kLargestSampleRead = 1 << 20;   // a title is not worth reading more

void clear(QVBoxLayout* column)
{
    while (QLayoutItem* item = column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

QLabel* makeLabel(const char* name, const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    return label;
}

QVBoxLayout* makeColumn(QHBoxLayout* row, const QString& heading, QWidget* parent)
{
    auto* holder = new QWidget(parent);
    holder->setFixedWidth(kColumnWidth);
    auto* outer = new QVBoxLayout(holder);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(makeLabel("startHeading", heading.toUpper(), holder));
    auto* column = new QVBoxLayout;
    column->setSpacing(10);
    outer->addLayout(column);
    outer->addStretch();
    row->addWidget(holder);
    return column;
}

struct SampleText
{
    QString title, text;
};

// Name and description as the cluster file itself gives them.
SampleText sampleText(const QString& path)
{
    QFile file(path);
    QJsonObject object;
    if (file.open(QIODevice::ReadOnly))
        object = QJsonDocument::fromJson(file.read(kLargestSampleRead)).object();
    const QString title = object[QStringLiteral("name")].toString();
    return {title.isEmpty() ? QFileInfo(path).fileName() : title, object[QStringLiteral("description")].toString()};
}

} // namespace

StartPage::StartPage(QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("startPage"));
    auto* open = new QPushButton(tr("Open a cluster or trace…"), this);
    open->setObjectName(QStringLiteral("primary"));
    connect(open, &QPushButton::clicked, this, &StartPage::openRequested);
    auto* openRow = new QHBoxLayout;
    openRow->addWidget(open);
    openRow->addSpacing(10);
    openRow->addWidget(makeLabel("startText", tr("or drop files on the window"), this), 1);

    auto* columns = new QHBoxLayout;
    columns->setSpacing(32);
    m_samples = makeColumn(columns, tr("Samples"), this);
    m_recent = makeColumn(columns, tr("Recent"), this);

    auto* page = new QVBoxLayout;
    page->setSpacing(14);
    page->addStretch(2);
    page->addWidget(makeLabel("startTitle", tr("Podscape"), this));
    page->addWidget(makeLabel("startText", tr("See where every chip of an AI cluster is, how they are joined and what they are doing."), this));
    page->addSpacing(6);
    page->addLayout(openRow);
    page->addSpacing(18);
    page->addLayout(columns);
    page->addStretch(3);
    auto* centred = new QHBoxLayout(this);
    centred->addStretch();
    centred->addLayout(page);
    centred->addStretch();
}

void StartPage::setSamples(const QStringList& clusterFiles)
{
    clear(m_samples);
    for (const QString& file : clusterFiles) {
        const SampleText sample = sampleText(file);
        m_samples->addWidget(makeCard(sample.title, sample.text, withSampleTrace(file)));
    }
    if (clusterFiles.isEmpty())
        m_samples->addWidget(makeLabel("startText", tr("No samples are installed."), this));
}

void StartPage::setRecent(const QList<QStringList>& recent)
{
    constexpr int kMost = 4;
    clear(m_recent);
    for (const QStringList& files : recent.mid(0, kMost)) {
        QStringList names;
        for (const QString& file : files)
            names << QFileInfo(file).fileName();
        m_recent->addWidget(makeCard(names.join(QStringLiteral(" + ")), QFileInfo(files.value(0)).absolutePath(), files));
    }
    if (recent.isEmpty())
        m_recent->addWidget(makeLabel("startText", tr("Nothing was opened yet."), this));
}

QWidget* StartPage::makeCard(const QString& title, const QString& text, const QStringList& files)
{
    auto* card = new QPushButton(this);
    card->setObjectName(QStringLiteral("card"));
    card->setAccessibleName(title);
    card->setAccessibleDescription(text);
    card->setToolTip(files.join(QLatin1Char('\n')));
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(3);
    column->addWidget(makeLabel("cardTitle", title, card));
    if (!text.isEmpty())
        column->addWidget(makeLabel("cardText", text, card));
    for (auto* label : card->findChildren<QLabel*>())
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    card->setMinimumHeight(column->heightForWidth(kColumnWidth));   // a button does not ask its layout
    connect(card, &QPushButton::clicked, this, [this, files] { emit filesChosen(files); });
    return card;
}

QStringList findSamples()
{
    const QString beside = QCoreApplication::applicationDirPath();
    for (const QString& folder : {beside + QStringLiteral("/../samples/clusters"), beside + QStringLiteral("/samples/clusters"),
                                  beside + QStringLiteral("/../share/podscape/samples/clusters"), QStringLiteral("samples/clusters")}) {
        QStringList files;
        for (const QFileInfo& file : QDir(folder).entryInfoList({QStringLiteral("*.cluster.json")}, QDir::Files, QDir::Name))
            files << file.canonicalFilePath();
        if (!files.isEmpty())
            return files;
    }
    return {};
}

QStringList withSampleTrace(const QString& clusterFile)
{
    const QFileInfo cluster(clusterFile);
    const QString name = cluster.fileName().section(QStringLiteral(".cluster.json"), 0, 0);
    const QString trace = cluster.absoluteDir().absoluteFilePath(QStringLiteral("../traces/%1.podtrace").arg(name));
    return QFileInfo::exists(trace) ? QStringList{clusterFile, QFileInfo(trace).canonicalFilePath()} : QStringList{clusterFile};
}

} // namespace podscape
