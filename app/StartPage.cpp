#include "app/StartPage.h"

#include "app/SampleGallery.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace podscape {

namespace {

constexpr int kSideWidth = 270;

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

} // namespace

StartPage::StartPage(QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("startPage"));
    auto* open = new QPushButton(tr("Open a cluster or trace…"), this);
    open->setObjectName(QStringLiteral("primary"));
    connect(open, &QPushButton::clicked, this, &StartPage::openRequested);

    auto* side = new QWidget(this);
    side->setFixedWidth(kSideWidth);
    auto* sideColumn = new QVBoxLayout(side);
    sideColumn->setContentsMargins(0, 0, 0, 0);
    sideColumn->setSpacing(12);
    sideColumn->addWidget(makeLabel("startTitle", tr("Podscape"), side));
    sideColumn->addWidget(makeLabel("startText", tr("See where every chip of an AI cluster is, how they are joined and what they are doing."), side));
    sideColumn->addSpacing(6);
    sideColumn->addWidget(open);
    sideColumn->addWidget(makeLabel("startText", tr("or drop files on the window"), side));
    sideColumn->addSpacing(18);
    sideColumn->addWidget(makeLabel("startHeading", tr("Recent").toUpper(), side));
    m_recent = new QVBoxLayout;
    m_recent->setSpacing(8);
    sideColumn->addLayout(m_recent);
    sideColumn->addStretch();

    m_samples = new SampleGallery(this);
    connect(m_samples, &SampleGallery::chosen, this, &StartPage::filesChosen);
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("startScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_samples);

    auto* page = new QHBoxLayout(this);
    page->setContentsMargins(44, 36, 12, 0);
    page->setSpacing(44);
    page->addWidget(side);
    page->addWidget(scroll, 1);
}

void StartPage::setSamples(const QList<SampleGroup>& groups)
{
    m_samples->setSamples(groups);
}

void StartPage::setRecent(const QList<QStringList>& recent)
{
    constexpr int kMost = 6;
    clear(m_recent);
    for (const QStringList& files : recent.mid(0, kMost))
        m_recent->addWidget(makeRecent(files));
    if (recent.isEmpty())
        m_recent->addWidget(makeLabel("startText", tr("Nothing was opened yet."), this));
}

QWidget* StartPage::makeRecent(const QStringList& files)
{
    QStringList names;
    for (const QString& file : files)
        names << QFileInfo(file).fileName();
    auto* card = new QPushButton(this);
    card->setObjectName(QStringLiteral("card"));
    card->setAccessibleName(names.join(QStringLiteral(" + ")));
    card->setToolTip(files.join(QLatin1Char('\n')));
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(12, 9, 12, 9);
    column->setSpacing(2);
    column->addWidget(makeLabel("cardTitle", names.join(QStringLiteral(" + ")), card));
    column->addWidget(makeLabel("cardText", QFileInfo(files.value(0)).absoluteDir().dirName(), card));
    for (auto* label : card->findChildren<QLabel*>())
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    card->setMinimumHeight(column->heightForWidth(kSideWidth));   // a button does not ask its layout
    connect(card, &QPushButton::clicked, this, [this, files] { emit filesChosen(files); });
    return card;
}

} // namespace podscape
