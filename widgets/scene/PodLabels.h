#pragma once

#include "widgets/scene/LabelPlacer.h"
#include "widgets/scene/PodOverlay.h"

namespace podscape {

// Names of units, switches and tiers over the 3D picture, the most important first; never over each other or what the placer already holds.
// The work follows what is on screen: units out of the frame are not looked into, and hidden ones are found out only where a label would fit.
class PodLabels
{
public:
    PodLabels(const PodOverlay& overlay, LabelPlacer& placer, DrawList& list);

    void drawSelection();
    void drawTiers();        // "32 leaf" beside each tier
    enum class Which { Shared, Local };   // switches of several blocks; switches of one block or of a part of it
    void drawSwitches(Which which);
    void drawUnits();        // of the finest level whose boxes are large enough to bear a name, the nearest first

private:
    struct Candidate { double depth; UnitRef unit; PointPx at; };

    [[nodiscard]] std::optional<PointPx> anchor(const Box& box) const;
    bool write(PointPx at, const std::string& text, Rgba color, bool strong, const std::function<bool()>& isSeen = {});
    void writeBeside(const Box& box, const std::string& text);
    void collect(UnitRef unit, std::vector<Candidate>& candidates) const;
    [[nodiscard]] bool isHidden(UnitRef unit) const;
    [[nodiscard]] bool mayBeInFrame(const Box& box) const;
    [[nodiscard]] double footprintPx(const Box& box) const;
    [[nodiscard]] bool isSeen(const Box& box, PointPx at, UnitRef unit) const;

    const PodOverlay& m;
    const Theme& m_theme;
    const Cluster& m_cluster;
    LabelPlacer& m_placer;
    DrawList& m_list;
};

} // namespace podscape
