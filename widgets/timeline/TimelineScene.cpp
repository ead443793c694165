#include "widgets/timeline/TimelineScene.h"

namespace podscape {

struct TimelineScene::State
{
    ViewValues values;
    TimelineCache cache;
    TimelineDrawList picture;
};

TimelineScene::TimelineScene() : TimelineScene(std::make_shared<State>()) {}

TimelineScene::TimelineScene(std::shared_ptr<State> state)
    : FlatScene([state](SizePx size, const TextMeasure& measure) {
          state->picture = TimelineDrawList::build(state->values, size, measure, &state->cache);
          return state->picture.list();
      }, Theme::of(ThemeName::Dark).background),
      m_state(state)
{
}

TimelineScene::~TimelineScene() = default;

void TimelineScene::show(const ViewValues& values)
{
    m_state->values = values;
    setBackground(Theme::of(values.theme).background);
    invalidate();
}

const TimelineDrawList& TimelineScene::picture() const
{
    return m_state->picture;
}

} // namespace podscape
