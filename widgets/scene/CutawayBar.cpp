#include "widgets/scene/CutawayBar.h"

#include "widgets/common/Icons.h"
#include "widgets/scene/CutawayControl.h"
#include "widgets/scene/CutawayEdit.h"
#include "widgets/state/ViewState.h"
#include "widgets/view/ViewAction.h"

#include <QHBoxLayout>
#include <QToolButton>

#include <cmath>

namespace podscape {

namespace {

constexpr int kShareSteps = 200, kFactorSteps = 60;   // of the sliders

} // namespace

CutawayBar::CutawayBar(CutawayEdit& edit, ViewState& state, QWidget* parent) : QWidget(parent), m_edit(edit), m_state(state)
{
    setObjectName(QStringLiteral("cutawayBar"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Cutaway"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);   // the picture has the rest, and may be narrower than the bar
    m_clip = new CutawayControl(tr("Clip"), tr("Cut the scene open (C)"), this);
    m_flip = new QToolButton(this);
    m_flip->setText(tr("⇄"));
    m_flip->setToolTip(tr("Keep the other side (V)"));
    m_flip->setAccessibleName(m_flip->toolTip());
    m_flip->setFocusPolicy(Qt::TabFocus);
    m_slice = new CutawayControl(tr("Layer"), tr("One layer of the torus alone (X)"), this);
    m_explode = new CutawayControl(tr("Pull apart"), tr("Pull units apart (G)"), this);
    auto* close = new QToolButton(this);
    close->setIcon(icon(IconName::Close));
    close->setToolTip(tr("Show everything whole"));
    close->setAccessibleName(close->toolTip());
    close->setFocusPolicy(Qt::TabFocus);
    connect(close, &QToolButton::clicked, this, [this] { m_state.setCutaway({}); });

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 3, 8, 3);
    row->setSpacing(2);
    row->addWidget(m_clip);
    row->addWidget(m_flip);
    row->addSpacing(14);
    row->addWidget(m_slice);
    row->addSpacing(14);
    row->addWidget(m_explode);
    row->addStretch(1);
    row->addWidget(close);
    connectControls();
    connect(&m_state, &ViewState::cutawayChanged, this, &CutawayBar::showCutaway);
    connect(&m_state, &ViewState::datasetChanged, this, &CutawayBar::showCutaway);
    connect(&m_state, &ViewState::fabricChanged, this, &CutawayBar::showCutaway);
    showCutaway();
}

void CutawayBar::connectControls()
{
    connect(m_clip, &CutawayControl::switched, this, [this](bool on) { m_edit.setClipped(on); });
    connect(m_clip, &CutawayControl::axisChosen, this, [this](Axis axis) { m_edit.setClipAxis(axis); });
    connect(m_clip, &CutawayControl::moved, this, [this](int at) { m_edit.setClipShare(double(at) / kShareSteps); });
    connect(m_flip, &QToolButton::clicked, this, [this] { m_edit.flipClip(); });
    connect(m_slice, &CutawayControl::switched, this, [this](bool on) { m_edit.setSliced(on); });
    connect(m_slice, &CutawayControl::axisChosen, this, [this](Axis axis) { m_edit.setSliceAxis(axis); });
    connect(m_slice, &CutawayControl::moved, this, [this](int at) { m_edit.setSliceCoordinate(at); });
    connect(m_explode, &CutawayControl::switched, this, [this](bool on) { m_edit.setExploded(on); });
    connect(m_explode, &CutawayControl::axisChosen, this, [this](Axis axis) { m_edit.setExplodeAxis(axis); });
    connect(m_explode, &CutawayControl::moved, this, [this](int at) { m_edit.setExplodeFactor(1 + (Cutaway::Explode::kMost - 1) * at / kFactorSteps); });
}

void CutawayBar::showCutaway()
{
    const Cutaway &now = m_edit.shown(), &last = m_edit.last();
    const Cutaway::Clip& clip = now.clip ? *now.clip : *last.clip;
    const Cutaway::Slice& slice = now.slice ? *now.slice : *last.slice;
    const Cutaway::Explode& explode = now.explode ? *now.explode : *last.explode;
    const bool isOpen = m_state.values().dataset != nullptr;
    m_clip->show(now.clip.has_value(), clip.axis, static_cast<int>(std::lround(clip.share * kShareSteps)), isOpen ? kShareSteps : 0, tr("%1 %").arg(clip.share * 100, 0, 'f', 0));
    m_flip->setEnabled(now.clip.has_value());
    m_slice->show(now.slice.has_value(), slice.axis, static_cast<int>(slice.coordinate), static_cast<int>(m_edit.layers(slice.axis)) - 1,
                  tr("%1 = %2").arg(QLatin1Char(toText(slice.axis)[0])).arg(slice.coordinate));
    m_explode->show(now.explode.has_value(), explode.axis, static_cast<int>(std::lround((explode.factor - 1) * kFactorSteps / (Cutaway::Explode::kMost - 1))),
                    isOpen ? kFactorSteps : 0, tr("× %1").arg(explode.factor, 0, 'f', 2));
    setVisible(now.isAny());
}

void addCutawayActions(QWidget* view, CutawayEdit& edit)
{
    const auto add = [view](const QString& text, const QKeySequence& key, auto function) { addViewAction(view, text, {key}, function); };
    const auto clip = [&edit] { return edit.shown().clip ? *edit.shown().clip : *edit.last().clip; };
    const auto slice = [&edit] { return edit.shown().slice ? *edit.shown().slice : *edit.last().slice; };
    const auto explode = [&edit] { return edit.shown().explode ? *edit.shown().explode : *edit.last().explode; };
    using Edit = CutawayEdit;
    add(CutawayBar::tr("Cut the scene open"), Qt::Key_C, [&edit] { edit.setClipped(!edit.shown().clip); });
    add(CutawayBar::tr("Cut along the next axis"), Qt::SHIFT | Qt::Key_C, [&edit, clip] { edit.setClipAxis(nextAxis(clip().axis)); });
    add(CutawayBar::tr("Move the cut back"), Qt::Key_Comma, [&edit, clip] { edit.setClipShare(clip().share - Edit::kClipStep); });
    add(CutawayBar::tr("Move the cut on"), Qt::Key_Period, [&edit, clip] { edit.setClipShare(clip().share + Edit::kClipStep); });
    add(CutawayBar::tr("Keep the other side of the cut"), Qt::Key_V, [&edit] { edit.flipClip(); });
    add(CutawayBar::tr("One layer of the torus alone"), Qt::Key_X, [&edit] { edit.setSliced(!edit.shown().slice); });
    add(CutawayBar::tr("Layer along the next axis"), Qt::SHIFT | Qt::Key_X, [&edit, slice] { edit.setSliceAxis(nextAxis(slice().axis)); });
    add(CutawayBar::tr("Next layer"), Qt::Key_PageUp, [&edit, slice] { edit.setSliceCoordinate(static_cast<int>(slice().coordinate) + 1); });
    add(CutawayBar::tr("Layer before"), Qt::Key_PageDown, [&edit, slice] { edit.setSliceCoordinate(static_cast<int>(slice().coordinate) - 1); });
    add(CutawayBar::tr("Pull units apart"), Qt::Key_G, [&edit] { edit.setExploded(!edit.shown().explode); });
    add(CutawayBar::tr("Pull apart along the next axis"), Qt::SHIFT | Qt::Key_G, [&edit, explode] { edit.setExplodeAxis(nextAxis(explode().axis)); });
    add(CutawayBar::tr("Pull further apart"), Qt::SHIFT | Qt::Key_PageUp, [&edit, explode] { edit.setExplodeFactor(explode().factor + Edit::kFactorStep); });
    add(CutawayBar::tr("Let units closer"), Qt::SHIFT | Qt::Key_PageDown, [&edit, explode] { edit.setExplodeFactor(explode().factor - Edit::kFactorStep); });
}

} // namespace podscape
