#include "app/SampleGallery.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace podscape {

namespace {

constexpr int kCardWidth = 252, kPictureHeight = 142, kGap = 14;   // 16 : 9
constexpr int kCornerRadius = 9;

// The picture with the card's upper corners; sharp on a display of any pixel ratio.
QPixmap cardPicture(const QString& file, double ratio)
{
    const QSize pixels = QSize(kCardWidth, kPictureHeight) * ratio;
    const QPixmap picture = QPixmap(file).scaled(pixels, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    QPixmap rounded(pixels);
    rounded.fill(Qt::transparent);
    QPainter painter(&rounded);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path;
    path.addRoundedRect(QRectF(0, 0, pixels.width(), pixels.height() + kCornerRadius * ratio), kCornerRadius * ratio, kCornerRadius * ratio);
    painter.setClipPath(path);
    painter.drawPixmap(0, 0, picture);
    painter.end();
    rounded.setDevicePixelRatio(ratio);
    return rounded;
}

QLabel* makeLabel(const char* name, const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setObjectName(QLatin1String(name));
    label->setAttribute(Qt::WA_TransparentForMouseEvents);
    return label;
}

} // namespace

SampleGallery::SampleGallery(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, kGap, kGap);
    m_grid->setSpacing(kGap);
    setObjectName(QStringLiteral("sampleGallery"));
}

void SampleGallery::setSamples(const QList<SampleGroup>& groups)
{
    for (const Group& group : m_groups) {
        delete group.heading;
        for (QWidget* card : group.cards)
            delete card;
    }
    m_groups.clear();
    for (const SampleGroup& group : groups) {
        m_groups.push_back({makeLabel("startHeading", group.title.toUpper(), this), {}});
        for (const Sample& sample : group.samples)
            m_groups.back().cards.push_back(makeCard(sample));
    }
    m_columns = 0;
    arrange();
}

QWidget* SampleGallery::makeCard(const Sample& sample)
{
    auto* card = new QPushButton(this);
    card->setObjectName(QStringLiteral("sampleCard"));
    card->setAccessibleName(sample.title);
    card->setAccessibleDescription(sample.text);
    card->setToolTip(QStringLiteral("<p>%1</p>").arg(sample.text.toHtmlEscaped()));
    card->setFixedWidth(kCardWidth + 2);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(1, 1, 1, 10);
    column->setSpacing(2);
    auto* picture = makeLabel("cardPicture", {}, card);
    picture->setFixedHeight(kPictureHeight);
    if (!sample.picture.isEmpty())
        picture->setPixmap(cardPicture(sample.picture, devicePixelRatioF()));
    column->addWidget(picture);
    for (auto* label : {makeLabel("cardTitle", sample.title, card), makeLabel("cardText", sample.leaves, card)}) {
        label->setContentsMargins(12, label->objectName() == QLatin1String("cardTitle") ? 6 : 0, 12, 0);
        column->addWidget(label);
    }
    card->setFixedHeight(column->sizeHint().height());
    connect(card, &QPushButton::clicked, this, [this, files = sample.files] { emit chosen(files); });
    return card;
}

void SampleGallery::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void SampleGallery::arrange()
{
    const int columns = std::max(1, width() / (kCardWidth + 2 + kGap));
    if (columns == m_columns)
        return;
    m_columns = columns;
    while (QLayoutItem* item = m_grid->takeAt(0))
        delete item;   // the widgets stay
    int row = 0;
    for (const Group& group : m_groups) {
        m_grid->setRowMinimumHeight(row, row == 0 ? 0 : 34);
        m_grid->addWidget(group.heading, row++, 0, 1, columns, Qt::AlignBottom);
        for (std::size_t i = 0; i < group.cards.size(); ++i)
            m_grid->addWidget(group.cards[i], row + static_cast<int>(i) / columns, static_cast<int>(i) % columns, Qt::AlignTop | Qt::AlignLeft);
        row += (static_cast<int>(group.cards.size()) + columns - 1) / columns;
    }
    m_grid->setRowStretch(row, 1);
    m_grid->setColumnStretch(columns, 1);
}

} // namespace podscape
