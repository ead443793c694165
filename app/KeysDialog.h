#pragma once

#include <QDialog>

namespace podscape {

// The keys of the whole window, gathered from the actions themselves, so that the list cannot differ from what works.
class KeysDialog : public QDialog
{
    Q_OBJECT

public:
    explicit KeysDialog(QWidget& window);
};

} // namespace podscape
