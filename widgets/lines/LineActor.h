#pragma once

#include "widgets/lines/Line.h"

#include <vtkNew.h>

#include <vector>

class vtkActor;

namespace podscape {

class LineMapper;

// Coloured lines and arcs in space, unlit, one draw call: floor grid, outlines, links. They are hidden by what is before them and hide nothing.
class LineActor
{
public:
    LineActor();
    ~LineActor();

    [[nodiscard]] vtkActor* actor() const { return m_actor; }
    void setLines(std::vector<Line> lines);
    void setColors(const std::vector<Rgba>& colors);   // one a line; the lines stay where they are
    void setWidth(float px);                           // below 1 fainter
    void setFade(float px, double atMost);             // as LineView has it; 0, the default: each line stays a dot at least

private:
    vtkNew<LineMapper> m_mapper;
    vtkNew<vtkActor> m_actor;
};

} // namespace podscape
