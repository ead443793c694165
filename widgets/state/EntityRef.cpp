#include "widgets/state/EntityRef.h"

#include "model/io/Dataset.h"

namespace podscape {

namespace {

struct Existence
{
    const Cluster& cluster;
    const Trace* trace;

    bool operator()(UnitRef unit) const { return cluster.tree.contains(unit); }
    bool operator()(JobId job) const { return trace && job.value < trace->jobs.size(); }
    bool operator()(EventId event) const { return trace && event.value < trace->events.size(); }
    bool operator()(LinkRef link) const
    {
        return link.fabric.value < cluster.fabrics.size() && link.link.value < cluster.fabrics[link.fabric.value].linkCount();
    }
    bool operator()(SwitchRef ref) const
    {
        return ref.fabric.value < cluster.fabrics.size() && ref.index < cluster.fabrics[ref.fabric.value].switches().size();
    }
};

} // namespace

bool exists(const EntityRef& entity, const Dataset* dataset)
{
    return dataset && dataset->cluster && std::visit(Existence{*dataset->cluster, dataset->trace.get()}, entity);
}

} // namespace podscape
