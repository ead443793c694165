#pragma once

#include "app/Samples.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;

namespace podscape {

// Cards with pictures, as many in a line as there is room for, under the headings of their groups.
class SampleGallery : public QWidget
{
    Q_OBJECT

public:
    explicit SampleGallery(QWidget* parent = nullptr);

    void setSamples(const QList<SampleGroup>& groups);

signals:
    void chosen(const QStringList& files);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Group { QLabel* heading; std::vector<QWidget*> cards; };

    void arrange();
    QWidget* makeCard(const Sample& sample);

    QGridLayout* m_grid = nullptr;
    std::vector<Group> m_groups;
    int m_columns = 0;
};

} // namespace podscape
