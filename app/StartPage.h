#pragma once

#include <QFrame>
#include <QStringList>

class QVBoxLayout;

namespace podscape {

// What there is to open when nothing is: samples, recent files, any file.
class StartPage : public QFrame
{
    Q_OBJECT

public:
    explicit StartPage(QWidget* parent = nullptr);

    void setSamples(const QStringList& clusterFiles);
    void setRecent(const QList<QStringList>& recent);

signals:
    void openRequested();
    void filesChosen(const QStringList& files);

private:
    QWidget* makeCard(const QString& title, const QString& text, const QStringList& files);

    QVBoxLayout* m_samples = nullptr;
    QVBoxLayout* m_recent = nullptr;
};

// Cluster files in samples/clusters: beside the program, in the source tree it was built in, or installed under share/podscape.
[[nodiscard]] QStringList findSamples();

// The trace that belongs to a sample, when it has been made: samples/traces/NAME.podtrace.
[[nodiscard]] QStringList withSampleTrace(const QString& clusterFile);

} // namespace podscape
