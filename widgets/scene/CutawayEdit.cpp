#include "widgets/scene/CutawayEdit.h"

#include "widgets/state/ViewState.h"

#include <algorithm>
#include <cmath>

namespace podscape {

CutawayEdit::CutawayEdit(ViewState& state, std::function<Eigen::Vector3d()> toEye) : m_state(state), m_toEye(std::move(toEye))
{
    m_last = {Cutaway::Clip{}, Cutaway::Slice{}, Cutaway::Explode{}};
}

const Cutaway& CutawayEdit::shown() const { return m_state.values().cutaway; }

std::uint32_t CutawayEdit::layers(Axis axis) const
{
    const ViewValues& values = m_state.values();
    const Fabric* fabric = values.dataset ? slicedFabric(*values.dataset->cluster, values.fabric) : nullptr;
    return fabric ? fabric->torus()->size[static_cast<std::size_t>(axis)] : 0;
}

Cutaway::Clip CutawayEdit::facingCut() const
{
    const Eigen::Vector3d toEye = m_toEye();
    Cutaway::Clip clip;
    clip.axis = std::abs(toEye.x()) > std::abs(toEye.y()) ? Axis::X : Axis::Y;
    clip.keepsLow = toEye[static_cast<int>(clip.axis)] > 0;
    const auto& selection = m_state.values().selection;
    if (const auto* unit = selection.empty() ? nullptr : std::get_if<UnitRef>(&selection.back()))
        clip.through = *unit;
    return clip;
}

void CutawayEdit::apply(const Cutaway& next)
{
    m_state.setCutaway(next);
    const Cutaway& now = shown();
    m_last = {now.clip ? now.clip : m_last.clip, now.slice ? now.slice : m_last.slice, now.explode ? now.explode : m_last.explode};
}

void CutawayEdit::setClipped(bool on)
{
    Cutaway next = shown();
    next.clip.reset();
    if (on)
        next.clip = m_hasClip && m_state.values().selection.empty() ? m_last.clip : facingCut();
    m_hasClip = m_hasClip || on;
    apply(next);
}

void CutawayEdit::setClipAxis(Axis axis)
{
    Cutaway next = shown();
    if (!next.clip)
        next.clip = m_last.clip;
    next.clip->axis = axis;
    next.clip->keepsLow = m_toEye()[static_cast<int>(axis)] > 0;
    apply(next);
}

void CutawayEdit::setClipShare(double share)
{
    Cutaway next = shown();
    if (!next.clip)
        next.clip = m_last.clip;
    next.clip->share = std::clamp(share, 0.0, 1.0);
    apply(next);
}

void CutawayEdit::flipClip()
{
    Cutaway next = shown();
    if (next.clip)
        next.clip->keepsLow = !next.clip->keepsLow;
    apply(next);
}

void CutawayEdit::setSliced(bool on)
{
    Cutaway next = shown();
    next.slice = on ? m_last.slice : std::nullopt;
    apply(next);
}

void CutawayEdit::setSliceAxis(Axis axis)
{
    Cutaway next = shown();
    next.slice = {axis, (next.slice ? next.slice : m_last.slice)->coordinate};
    apply(next);
}

void CutawayEdit::setSliceCoordinate(int coordinate)
{
    Cutaway next = shown();
    next.slice = {(next.slice ? next.slice : m_last.slice)->axis, static_cast<std::uint32_t>(std::max(0, coordinate))};
    apply(next);
}

void CutawayEdit::setExploded(bool on)
{
    Cutaway next = shown();
    next.explode = on ? m_last.explode : std::nullopt;
    apply(next);
}

void CutawayEdit::setExplodeAxis(Axis axis)
{
    Cutaway next = shown();
    next.explode = {axis, (next.explode ? next.explode : m_last.explode)->factor};
    apply(next);
}

void CutawayEdit::setExplodeFactor(double factor)
{
    Cutaway next = shown();
    next.explode = {(next.explode ? next.explode : m_last.explode)->axis, std::clamp(factor, 1.0, Cutaway::Explode::kMost)};
    apply(next);
}

} // namespace podscape
