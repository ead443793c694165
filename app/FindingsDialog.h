#pragma once

#include <QDialog>

namespace podscape {

struct Dataset;

// Everything that was noticed while reading, one sentence a row.
class FindingsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit FindingsDialog(const Dataset& dataset, QWidget* parent = nullptr);
};

} // namespace podscape
