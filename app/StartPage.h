#pragma once

#include "app/Samples.h"

#include <QFrame>
#include <QStringList>

class QVBoxLayout;

namespace podscape {

class SampleGallery;

// What there is to open when nothing is: any file, recent files, samples with their pictures.
class StartPage : public QFrame
{
    Q_OBJECT

public:
    explicit StartPage(QWidget* parent = nullptr);

    void setSamples(const QList<SampleGroup>& groups);
    void setRecent(const QList<QStringList>& recent);

signals:
    void openRequested();
    void filesChosen(const QStringList& files);

private:
    QWidget* makeRecent(const QStringList& files);

    SampleGallery* m_samples = nullptr;
    QVBoxLayout* m_recent = nullptr;
};

} // namespace podscape
