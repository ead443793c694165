// Times what a user waits for between a cluster and its 3D picture: layouts, places of switches, bundles of links, the first frame, a frame
// while orbiting. bench_picture [CLUSTER] prints one line each; run it on an idle machine.
#include "model/io/Dataset.h"
#include "tests/bench/Measure.h"
#include "widgets/scene/LinkBundles.h"
#include "widgets/scene/PodScene.h"
#include "widgets/vtk/OffscreenCanvas.h"

#include <cstdio>

using namespace podscape;
using bench::measure;
using bench::required;

int main(int argc, char** argv)
{
    Progress progress;
    std::shared_ptr<const Dataset> dataset;
    measure("open the cluster", 1, [&] { dataset = required(openFiles({argc > 1 ? argv[1] : "samples/clusters/ironwood-superpod.cluster.json"}, progress)); });
    const Cluster& cluster = *dataset->cluster;
    const auto canvas = required(OffscreenCanvas::create());
    for (const Arrangement arrangement : kArrangements) {
        const std::string name(toText(arrangement));
        Layout layout;
        measure(name + ": layout", 3, [&] { layout = buildLayout(cluster, arrangement); });
        for (const Fabric& fabric : cluster.fabrics) {
            SwitchPlaces places;
            std::size_t lines = 0;
            measure(name + ", " + fabric.name() + ": places of switches", 3, [&] { places = SwitchPlaces::place(cluster, fabric, layout); });
            measure(name + ", " + fabric.name() + ": bundles", 3, [&] { lines = LinkBundles(cluster, fabric, layout, places).all().size(); });
            std::printf("%s, %s: %u links, %zu lines, %zu boxes\n", name.c_str(), fabric.name().c_str(), fabric.linkCount(), lines, places.marks.size());
        }
        PodScene scene;
        if (const Status opened = canvas->open(scene, {1920, 1080}); !opened)
            return 1;
        ViewValues values = initialValues(dataset);
        values.arrangement = arrangement;
        measure(name + ": first frame", 1, [&] {
            scene.show(values);
            canvas->renderFrame();
        });
        measure(name + ": frame while orbiting", 9, [&] {
            scene.orbit(3, 0);
            canvas->renderFrame();
        });
        canvas->close();
    }
    return 0;
}
