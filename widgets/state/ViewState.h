#pragma once

#include "widgets/state/ViewValues.h"

#include <QObject>

namespace podscape {

// The values that all views share, with a signal for each. Setters compare, store and emit once; GUI thread only.
class ViewState : public QObject
{
    Q_OBJECT

public:
    explicit ViewState(QObject* parent = nullptr);

    [[nodiscard]] const ViewValues& values() const { return m_values; }

    void setDataset(std::shared_ptr<const Dataset> dataset);         // resets what belongs to data; emits datasetChanged last of all
    void setArrangement(Arrangement arrangement);
    void select(std::vector<EntityRef> entities);                    // entities that do not exist are dropped
    void toggleSelected(const EntityRef& entity);
    void setHover(std::optional<EntityRef> entity);
    void setTime(Nanoseconds time);                                  // clamped to the trace
    void setVisible(TimeRange range);                                // clamped; never shorter than kShortestVisible
    void setBrush(std::optional<TimeRange> range);
    void setMetric(std::optional<MetricId> metric);                  // resets the scale to the metric's own
    void setScaleLimits(double low, double high);
    void setColorMap(const std::string& name);
    void setFabric(FabricId fabric);
    void setTheme(ThemeName theme);
    void setEmphasis(Emphasis emphasis);
    void setLinkDirection(LinkDirection direction);
    void setCutaway(const Cutaway& cutaway);                         // fitted to the cluster; none without one
    void setFadeUnselected(bool fade);

    static constexpr Nanoseconds kShortestVisible{1'000};

signals:
    void datasetChanged();
    void arrangementChanged(Arrangement arrangement);
    void selectionChanged();
    void hoverChanged();
    void timeChanged(Nanoseconds time);
    void visibleChanged(TimeRange range);
    void brushChanged();
    void scaleChanged();          // metric, limits or colour map
    void fabricChanged();
    void themeChanged(ThemeName theme);
    void emphasisChanged(Emphasis emphasis);
    void linkDirectionChanged(LinkDirection direction);
    void cutawayChanged();
    void fadeUnselectedChanged(bool fade);
    void flyToRequested(const EntityRef& entity);   // asked for by requestFlyTo, e.g. from the search box

public slots:
    void requestFlyTo(const EntityRef& entity) { emit flyToRequested(entity); }

private:
    ViewValues m_values;
};

} // namespace podscape
