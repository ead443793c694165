#pragma once

#include "model/cluster/Provenance.h"
#include "widgets/state/EntityRef.h"
#include "widgets/state/ViewValues.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace podscape {

// Something that a figure rests on: "power of a rack: 69.4 kW" and where that comes from.
struct FactBasis
{
    QString what;
    FactStatus status = FactStatus::Unstated;
    QString origin;                    // source and note; may be empty
};

// What is known about one thing, as text ready for showing: sections of labelled figures, each with how sure it is and where it comes from.
struct FactRow
{
    QString label;
    QString value;
    FactStatus status = FactStatus::Unstated;
    QString source{};                    // may be empty
    QString note{};                      // arithmetic of a derived figure, else what the file says about it; may be empty
    std::optional<EntityRef> target{};   // what the value names, to go there
    QString suffix{};                    // said quietly after the value: "per direction"
    QString statusWord{};                // instead of the status, where the figure is no fact of a file: "recorded"
    std::vector<FactBasis> basis{};
    QStringList others{};                // what disagrees

    // Whether there is more to say about it than its value. Names and headings have no origin.
    [[nodiscard]] bool hasOrigin() const { return status != FactStatus::Unstated || !statusWord.isEmpty() || !source.isEmpty() || !note.isEmpty(); }
};

struct FactSection
{
    QString title;
    std::vector<FactRow> rows;
};

struct FactSheet
{
    QString kind;    // "rack"; "rack, the last of 7,848 racks selected"
    QString title;   // "rack-003"
    QString detail;  // its path
    std::vector<FactSection> sections;

    void add(FactSection section);     // an empty one is left out
};

// The last thing that was selected, or the whole cluster when nothing is; an empty sheet when nothing is open.
[[nodiscard]] FactSheet factSheetOf(const ViewValues& values);

// "memoryBandwidth" → "Memory bandwidth", "peak.fp8" → "Peak FP8".
[[nodiscard]] QString factLabel(std::string_view key);

} // namespace podscape
