#pragma once

#include "widgets/scene/ChipFigure.h"
#include "widgets/scene/LabelPlacer.h"
#include "widgets/scene/PodOverlay.h"

namespace podscape {

struct InnerUnit;

// Names of units, switches and tiers over the 3D picture, the most important first; never over each other or what the placer already holds.
// The work follows what is on screen: units out of the frame are not looked into, and hidden ones are found out only where a label would fit.
class PodLabels
{
public:
    PodLabels(const PodOverlay& overlay, LabelPlacer& placer, DrawList& list);

    void collect();          // what there is to name; before all else
    void drawHover();        // a unit down to the blocks; what is inside of one wins among its kind
    void drawSelection();
    void drawAlarms();
    void drawTiers();        // "32 leaf" beside each tier
    enum class Which { Shared, Local };   // switches of several blocks; switches of one block or of a part of it
    void drawSwitches(Which which);
    void drawHolders();      // what is named by its parts, as a heading over them
    void drawUnits();        // of the finest level whose boxes are large enough to bear a name: what was named before, then the nearest

private:
    struct Candidate
    {
        double depth = 0;
        UnitRef unit;
        PointPx at;
        double sizePx = 0;                       // of its footprint or face
        bool isInside = false;                   // a tray or a chip: the name is on it, not above it
        bool isOpened = false;                   // a rack whose trays or chips are named
        std::optional<std::uint32_t> since{};    // the frame in which its name appeared
        std::optional<ChipFigure> figure{};      // under the name
        bool isSelected = false;
    };

    [[nodiscard]] Box boxOf(UnitRef unit) const;
    [[nodiscard]] std::optional<PointPx> anchor(const Box& box) const;
    [[nodiscard]] std::optional<PointPx> spotOf(UnitRef unit) const;
    bool write(PointPx at, const std::string& text, Rgba color, bool strong, const std::function<bool()>& isSeen = {});
    void writeBeside(const Box& box, const std::string& text);
    void writeUnit(const Candidate& candidate, bool isSeen);
    bool takeSelected(UnitRef unit);
    void collect(UnitRef unit);
    void collectInside();
    bool addInner(UnitRef block);
    [[nodiscard]] std::optional<ChipFigure> figureOf(const InnerUnit& inner) const;
    [[nodiscard]] bool isOpened(UnitRef unit) const;
    [[nodiscard]] RectPx rectOf(const Candidate& candidate) const;
    [[nodiscard]] float lettersPx(const Candidate& candidate) const;
    [[nodiscard]] TextWeight weightOf(const Candidate& candidate) const;
    [[nodiscard]] bool isInFrame(PointPx at) const;
    [[nodiscard]] bool isHidden(UnitRef unit) const;
    [[nodiscard]] bool mayBeInFrame(const Box& box) const;
    [[nodiscard]] double footprintPx(const Box& box) const;
    [[nodiscard]] bool isSeen(const Candidate& candidate) const;
    [[nodiscard]] bool isFarBehind(const Candidate& candidate) const;

    const PodOverlay& m;
    const Theme& m_theme;
    const Cluster& m_cluster;
    LabelPlacer& m_placer;
    DrawList& m_list;
    std::vector<Candidate> m_candidates;
    std::vector<UnitRef> m_holders;              // from the outermost, each before its parts
    std::optional<UnitRef> m_hovered;            // inside of a block
};

} // namespace podscape
