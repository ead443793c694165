#include "widgets/lines/LineActor.h"

#include "widgets/lines/LineMapper.h"

#include <vtkActor.h>

#include <utility>

namespace podscape {

LineActor::LineActor()
{
    m_actor->SetMapper(m_mapper);
    // In the opaque pass, where blending is on too: VTK's order-independent translucent pass costs 18 ms a frame on a software renderer.
    m_actor->ForceOpaqueOn();
}

LineActor::~LineActor() = default;

void LineActor::setLines(std::vector<Line> lines)
{
    m_actor->SetVisibility(!lines.empty());
    m_mapper->setLines(std::move(lines));
}

void LineActor::setColors(const std::vector<Rgba>& colors) { m_mapper->setColors(colors); }
void LineActor::setWidth(float px) { m_mapper->setWidth(px); }
void LineActor::setFade(float px, double atMost) { m_mapper->setFade(px, atMost); }

} // namespace podscape
