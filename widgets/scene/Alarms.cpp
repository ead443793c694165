#include "widgets/scene/Alarms.h"

#include "model/select/ChipSet.h"

#include <algorithm>

namespace podscape {

namespace {

constexpr Nanoseconds kShortest{60'000'000'000};
constexpr int kLooksBack = 4'000;   // events before the moment; begins are in order, ends are not

} // namespace

std::vector<UnitRef> unitsInAlarm(const Dataset& dataset, Nanoseconds time, std::size_t most)
{
    std::vector<UnitRef> units;
    if (!dataset.trace)
        return units;
    const auto& events = dataset.trace->events;
    auto at = std::ranges::upper_bound(events, time, {}, [](const Event& event) { return event.span.begin; });
    for (int looked = 0; at != events.begin() && looked < kLooksBack && units.size() < most; ++looked) {
        const Event& event = *--at;
        if (event.level != Event::Level::Failure || !event.units || time >= std::max(event.span.end, event.span.begin + kShortest))
            continue;
        for (const UnitRef unit : fewestUnits(dataset.cluster->tree, ChipSet({*event.units})))
            if (units.size() < most && std::ranges::find(units, unit) == units.end())
                units.push_back(unit);
    }
    return units;
}

} // namespace podscape
