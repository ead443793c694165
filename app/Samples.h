#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace podscape {

// A cluster that comes with the program.
struct Sample
{
    QString title;         // as the cluster file names it
    QString text;          // its description
    QString leaves;        // "1,004,544 chips"
    QString picture;       // a PNG file; empty when there is none
    QStringList files;     // the cluster, and its trace when one has been made
};

struct SampleGroup
{
    QString title;
    QList<Sample> samples;
};

// The samples beside the program, in the source tree it was built in, or installed under share/podscape, in the groups of samples/groups.json; what is in
// no group comes last. A sample is samples/clusters/NAME.cluster.json, its picture samples/pictures/NAME.png, its trace samples/traces/NAME.podtrace.
[[nodiscard]] QList<SampleGroup> findSamples();

} // namespace podscape
