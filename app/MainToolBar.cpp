#include "app/MainToolBar.h"

#include "widgets/common/Icons.h"
#include "widgets/common/Text.h"
#include "widgets/search/SearchBox.h"
#include "widgets/state/ViewState.h"

#include <QActionGroup>
#include <QComboBox>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace podscape {

namespace {

constexpr int kGradientWidth = 44, kGradientHeight = 12;

QIcon gradientIcon(const ColorMap& map)
{
    QPixmap picture(kGradientWidth, kGradientHeight);
    QPainter painter(&picture);
    for (int x = 0; x < kGradientWidth; ++x) {
        const Rgb c = map.at((x + 0.5) / kGradientWidth);
        painter.fillRect(x, 0, 1, kGradientHeight, QColor(c.r, c.g, c.b));
    }
    return QIcon(picture);
}

QComboBox* makeBox(const QString& name, const QString& tip, QWidget* parent)
{
    auto* box = new QComboBox(parent);
    box->setAccessibleName(name);
    box->setToolTip(tip);
    box->setFocusPolicy(Qt::TabFocus);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return box;
}

// Moves a box to its next entry, as a key does.
void next(QComboBox* box)
{
    if (box->count() > 1) {
        box->setCurrentIndex((box->currentIndex() + 1) % box->count());
        emit box->activated(box->currentIndex());
    }
}

} // namespace

MainToolBar::MainToolBar(ViewState& state, QWidget* parent) : QToolBar(parent), m_state(state)
{
    setObjectName(QStringLiteral("mainToolBar"));
    setWindowTitle(tr("Toolbar"));
    setMovable(false);
    setIconSize({18, 18});
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    createFiles();
    addSeparator();
    createArrangements();
    addSeparator();
    createColours();
    createAssumptions();
    createFade();
    createCutaway();
    createRest();
    connect(&m_state, &ViewState::datasetChanged, this, &MainToolBar::showDataset);
    connect(&m_state, &ViewState::scaleChanged, this, &MainToolBar::showScale);
    connect(&m_state, &ViewState::arrangementChanged, this, &MainToolBar::showArrangement);
    connect(&m_state, &ViewState::fabricChanged, this, &MainToolBar::showFabric);
    connect(&m_state, &ViewState::emphasisChanged, this, &MainToolBar::showEmphasis);
    showDataset();
}

QAction* MainToolBar::addKeyed(QAction* action, const QKeySequence& key)
{
    action->setShortcut(key);
    action->setToolTip(QStringLiteral("%1 (%2)").arg(action->text(), key.toString(QKeySequence::NativeText)));
    if (auto* button = widgetForAction(action))
        button->setAccessibleName(action->text());
    return action;
}

void MainToolBar::createFiles()
{
    connect(addKeyed(addAction(icon(IconName::Open), tr("Open")), QKeySequence::Open), &QAction::triggered, this, &MainToolBar::openRequested);
    m_recent = new QMenu(this);
    auto* button = new QToolButton(this);
    button->setText(tr("Recent"));
    button->setIcon(icon(IconName::Recent));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(m_recent);
    button->setAccessibleName(tr("Recent files"));
    button->setToolTip(tr("What was opened before (Ctrl+R)"));
    button->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_R));
    addWidget(button);
}

void MainToolBar::createArrangements()
{
    m_arrangements = new QActionGroup(this);
    const auto add = [this](Arrangement arrangement, IconName name, const QString& text, const QKeySequence& key) {
        QAction* action = addKeyed(addAction(icon(name), text), key);
        action->setCheckable(true);
        action->setData(static_cast<int>(arrangement));
        m_arrangements->addAction(action);
    };
    add(Arrangement::Physical, IconName::Physical, tr("Physical"), QKeySequence(Qt::Key_F2));
    add(Arrangement::Lattice, IconName::Lattice, tr("Lattice"), QKeySequence(Qt::Key_F3));
    add(Arrangement::Fabric, IconName::Fabric, tr("Fabric"), QKeySequence(Qt::Key_F4));
    connect(m_arrangements, &QActionGroup::triggered, this, [this](QAction* action) { m_state.setArrangement(static_cast<Arrangement>(action->data().toInt())); });
}

void MainToolBar::createColours()
{
    m_metric = makeBox(tr("Metric"), tr("What colours mean (Alt+M)"), this);
    connect(m_metric, &QComboBox::activated, this, [this](int row) { m_state.setMetric(MetricId{m_metric->itemData(row).toUInt()}); });
    addWidget(m_metric);
    m_colours = makeBox(tr("Colours"), tr("Colour map (Alt+C)"), this);
    m_colours->setIconSize({kGradientWidth, kGradientHeight});
    for (const ColorMap& map : ColorMap::all())
        m_colours->addItem(gradientIcon(map), toQString(map.name()));
    connect(m_colours, &QComboBox::activated, this, [this](int row) { m_state.setColorMap(m_colours->itemText(row).toStdString()); });
    addWidget(m_colours);
    m_fabric = makeBox(tr("Fabric"), tr("Whose links are shown (Alt+F)"), this);
    connect(m_fabric, &QComboBox::activated, this, [this](int row) { m_state.setFabric(FabricId{static_cast<std::uint32_t>(row)}); });
    addWidget(m_fabric);
    for (const auto& [box, text, key] : {std::tuple{m_metric, tr("Next metric"), Qt::Key_M}, std::tuple{m_colours, tr("Next colour map"), Qt::Key_C},
                                         std::tuple{m_fabric, tr("Next fabric"), Qt::Key_F}}) {
        auto* action = new QAction(text, box);
        action->setShortcut(QKeySequence(Qt::ALT | key));
        connect(action, &QAction::triggered, box, [box = box] { next(box); });
        box->addAction(action);
    }
}

void MainToolBar::createAssumptions()
{
    m_assumptions = addKeyed(addAction(icon(IconName::Warning), tr("Assumptions")), QKeySequence(Qt::ALT | Qt::Key_A));
    m_assumptions->setCheckable(true);
    m_assumptions->setToolTip(tr("Light up what rests on assumptions (Alt+A)"));
    connect(m_assumptions, &QAction::toggled, this, [this](bool on) { m_state.setEmphasis(on ? Emphasis::Assumptions : Emphasis::None); });
}

void MainToolBar::createFade()
{
    m_fade = addKeyed(addAction(icon(IconName::Fade), tr("Fade")), QKeySequence(Qt::SHIFT | Qt::Key_F));
    m_fade->setCheckable(true);
    m_fade->setPriority(QAction::LowPriority);
    m_fade->setToolTip(tr("Fade all but the selection (Shift+F)"));
    connect(m_fade, &QAction::toggled, &m_state, &ViewState::setFadeUnselected);
    connect(&m_state, &ViewState::fadeUnselectedChanged, m_fade, &QAction::setChecked);
}

// The scene has keys and a bar for these; here they are found.
void MainToolBar::createCutaway()
{
    auto* menu = new QMenu(this);
    const auto add = [&](const QString& text, const QString& key, auto part) {
        QAction* action = menu->addAction(text + QLatin1Char('\t') + key);
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, part](bool on) {
            Cutaway cutaway = m_state.values().cutaway;
            part(cutaway).reset();
            if (on)
                part(cutaway).emplace();
            m_state.setCutaway(cutaway);
        });
        connect(menu, &QMenu::aboutToShow, action, [this, action, part] {
            Cutaway cutaway = m_state.values().cutaway;
            action->setChecked(part(cutaway).has_value());
        });
        return action;
    };
    add(tr("Cut open"), QStringLiteral("C"), [](Cutaway& cutaway) -> auto& { return cutaway.clip; });
    QAction* layer = add(tr("One layer of the torus"), QStringLiteral("X"), [](Cutaway& cutaway) -> auto& { return cutaway.slice; });
    connect(menu, &QMenu::aboutToShow, layer, [this, layer] { layer->setEnabled(slicedFabric(*m_state.values().dataset->cluster, m_state.values().fabric) != nullptr); });
    add(tr("Pull apart"), QStringLiteral("G"), [](Cutaway& cutaway) -> auto& { return cutaway.explode; });
    m_cutaway = new QToolButton(this);
    m_cutaway->setIcon(icon(IconName::Cut));
    m_cutaway->setPopupMode(QToolButton::InstantPopup);
    m_cutaway->setMenu(menu);
    m_cutaway->setAccessibleName(tr("Cutaway"));
    m_cutaway->setToolTip(tr("Look inside: cut open, one layer, pull apart"));
    addWidget(m_cutaway);
}

void MainToolBar::createRest()
{
    auto* gap = new QWidget(this);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(gap);
    m_panels = new QMenu(this);
    auto* panels = new QToolButton(this);
    panels->setText(tr("Panels"));
    panels->setPopupMode(QToolButton::InstantPopup);
    panels->setMenu(m_panels);
    panels->setAccessibleName(panels->text());
    panels->setToolTip(tr("Show and hide panels (Alt+P)"));
    panels->setShortcut(QKeySequence(Qt::ALT | Qt::Key_P));
    addWidget(panels);
    QAction* keys = addKeyed(addAction(icon(IconName::Keys), tr("Keys")), QKeySequence(Qt::Key_Question));
    keys->setPriority(QAction::LowPriority);   // icon alone
    connect(keys, &QAction::triggered, this, &MainToolBar::keysRequested);
    QAction* theme = addKeyed(addAction(icon(IconName::Theme), tr("Dark or light")), QKeySequence(Qt::CTRL | Qt::Key_T));
    theme->setPriority(QAction::LowPriority);
    connect(theme, &QAction::triggered, this,
            [this] { m_state.setTheme(m_state.values().theme == ThemeName::Dark ? ThemeName::Light : ThemeName::Dark); });
    m_search = new SearchBox(m_state, this);
    m_search->setMinimumWidth(150);
    m_search->setMaximumWidth(260);
    addWidget(m_search);
    auto* find = new QAction(tr("Find"), this);
    find->setShortcuts({QKeySequence(Qt::Key_Slash), QKeySequence::Find});
    connect(find, &QAction::triggered, m_search, [this] { m_search->setFocus(Qt::ShortcutFocusReason); });
    m_search->QWidget::addAction(find);
}

void MainToolBar::showDataset()
{
    const auto& dataset = m_state.values().dataset;
    m_metric->clear();
    m_fabric->clear();
    if (dataset && dataset->trace) {
        for (std::uint32_t i = 0; i < dataset->trace->metrics.size(); ++i) {
            const Metric::Info& info = dataset->trace->metrics[i].info();
            if (info.subject == MetricSubject::Units)
                m_metric->addItem(toQString(info.name), i);
        }
    }
    if (dataset) {
        for (const Fabric& fabric : dataset->cluster->fabrics)
            m_fabric->addItem(toQString(fabric.name()));
    }
    if (m_metric->count() == 0)
        m_metric->addItem(tr("no metric"));
    if (m_fabric->count() == 0)
        m_fabric->addItem(tr("no fabric"));
    m_metric->setEnabled(m_state.values().shownMetric() != nullptr);
    m_fabric->setEnabled(m_fabric->count() > 1);
    for (QAction* action : m_arrangements->actions())
        action->setEnabled(dataset != nullptr);
    m_assumptions->setEnabled(dataset != nullptr);
    m_fade->setEnabled(dataset != nullptr);
    m_cutaway->setEnabled(dataset != nullptr);
    m_search->setEnabled(dataset != nullptr);
    showScale();
    showArrangement();
    showFabric();
}

void MainToolBar::showScale()
{
    if (m_state.values().metric)
        m_metric->setCurrentIndex(m_metric->findData(m_state.values().metric->value));
    m_colours->setCurrentIndex(m_colours->findText(toQString(m_state.values().scale.map)));
}

void MainToolBar::showArrangement()
{
    for (QAction* action : m_arrangements->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(m_state.values().arrangement));
}

void MainToolBar::showEmphasis()
{
    m_assumptions->setChecked(m_state.values().emphasis == Emphasis::Assumptions);
}

void MainToolBar::showFabric()
{
    m_fabric->setCurrentIndex(static_cast<int>(m_state.values().fabric.value));
}

} // namespace podscape
