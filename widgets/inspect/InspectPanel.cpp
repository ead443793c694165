#include "widgets/inspect/InspectPanel.h"

#include "widgets/common/EntityText.h"
#include "widgets/inspect/FactSheet.h"
#include "widgets/state/ViewState.h"
#include "widgets/view/ViewAction.h"
#include "widgets/view/ViewInfo.h"

#include <QScrollBar>

namespace podscape {

namespace {

constexpr int kShowEveryMs = 120;
constexpr int kNarrowestPx = 250;   // a label beside its figure

} // namespace

InspectPanel::InspectPanel(ViewState& state, QWidget* parent) : QTextBrowser(parent), m_state(state)
{
    setOpenLinks(false);
    setAccessibleName(tr("Inspector"));
    setFrameShape(QFrame::NoFrame);
    setMinimumWidth(kNarrowestPx);
    document()->setDocumentMargin(14);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kShowEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &InspectPanel::showNow);
    connect(this, &QTextBrowser::anchorClicked, this, &InspectPanel::follow);
    addViewAction(this, tr("Where every figure comes from"), {Qt::Key_S}, [this] { toggleAll(); });
    connect(&m_state, &ViewState::datasetChanged, this, &InspectPanel::showNow);
    connect(&m_state, &ViewState::selectionChanged, this, &InspectPanel::showNow);
    connect(&m_state, &ViewState::themeChanged, this, &InspectPanel::showNow);
    connect(&m_state, &ViewState::timeChanged, this, &InspectPanel::showSoon);
    connect(&m_state, &ViewState::brushChanged, this, &InspectPanel::showSoon);
    connect(&m_state, &ViewState::scaleChanged, this, &InspectPanel::showSoon);
    showNow();
}

void InspectPanel::showSoon()
{
    if (!m_timer.isActive())
        m_timer.start();
}

void InspectPanel::showNow()
{
    const ViewValues& values = m_state.values();
    const QString html = values.dataset ? podscape::toHtml(factSheetOf(values), Theme::of(values.theme), m_open) : QString();
    if (html == m_html)
        return;
    m_html = html;
    const int scrolled = verticalScrollBar()->value();
    setHtml(html);
    verticalScrollBar()->setValue(scrolled);
}

void InspectPanel::toggleAll()
{
    m_open.all = !m_open.all;
    m_open.keys.clear();
    showNow();
}

void InspectPanel::follow(const QUrl& url)
{
    const QString address = QString::fromLatin1(url.toEncoded());
    if (address == kAllFiguresUrl)
        return toggleAll();
    if (address == kAssumptionsUrl)
        return m_state.setEmphasis(Emphasis::Assumptions);
    if (const auto key = figureKeyFromUrl(address)) {
        if (!m_open.keys.remove(*key))
            m_open.keys.insert(*key);
        return showNow();
    }
    const auto entity = entityFromUrl(address);
    if (entity && exists(*entity, m_state.values().dataset.get()))
        m_state.select({*entity});
}

ViewInfo inspectView()
{
    return {QStringLiteral("inspect"), InspectPanel::tr("Inspector"), IconName::Inspect, InspectPanel::tr("Facts about what is selected, with their sources"),
            ViewPlace::Right, [](ViewState& state, QWidget* parent) -> QWidget* { return new InspectPanel(state, parent); }};
}

} // namespace podscape
