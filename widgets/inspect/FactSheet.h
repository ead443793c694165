#pragma once

#include "model/cluster/Provenance.h"
#include "widgets/state/EntityRef.h"
#include "widgets/state/ViewValues.h"

#include <QString>

#include <optional>
#include <vector>

namespace podscape {

// What is known about one thing, as text ready for showing: sections of labelled figures, each with how sure it is and where it comes from.
struct FactRow
{
    QString label;
    QString value;
    FactStatus status = FactStatus::Unstated;
    QString source;                    // may be empty
    QString note;                      // arithmetic of a derived figure; may be empty
    std::optional<EntityRef> target;   // what the value names, to go there
};

struct FactSection
{
    QString title;
    std::vector<FactRow> rows;
};

struct FactSheet
{
    QString kind;    // "rack"
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
