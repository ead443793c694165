#pragma once

#include "model/traffic/LinkLoadModel.h"

#include <optional>

namespace podscape {

// The traffic of the fabric that is shown, for all pictures that ask about the same moment. Copies begin empty. One thread.
class TrafficCache
{
public:
    TrafficCache() = default;
    TrafficCache(const TrafficCache&) {}
    TrafficCache& operator=(const TrafficCache&) { m_model.reset(); return *this; }

    // Borrows cluster and trace, which are the same in every call.
    [[nodiscard]] LinkLoadModel& at(const Cluster& cluster, const Trace& trace, FabricId fabric, Nanoseconds time) const
    {
        if (!m_model || m_model->fabric() != fabric)
            m_model.emplace(cluster, fabric, trace, m_model ? m_model->version() + 1 : 1);
        m_model->goTo(time);
        return *m_model;
    }

private:
    mutable std::optional<LinkLoadModel> m_model;
};

} // namespace podscape
