#include "model/traffic/RingAllReduce.h"

#include "model/traffic/LinkLoadModel.h"

namespace podscape {

LinkLoads linkLoadsAt(const Cluster& cluster, FabricId fabric, const Trace& trace, Nanoseconds time)
{
    LinkLoadModel model(cluster, fabric, trace);
    model.goTo(time);
    return model.loads();
}

TrafficMatrix trafficMatrixAt(const Cluster& cluster, FabricId fabric, const Trace& trace, Nanoseconds time, int level)
{
    LinkLoadModel model(cluster, fabric, trace);
    model.goTo(time);
    return model.matrix(level);
}

} // namespace podscape
