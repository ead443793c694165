#pragma once

#include <QVariantMap>

namespace podscape {

// A view with something of its own to come back to, such as a camera. Saved with the window.
class SavedView
{
public:
    virtual ~SavedView() = default;
    [[nodiscard]] virtual QVariantMap saveView() const = 0;
    virtual void restoreView(const QVariantMap& saved) = 0;   // ignores what it does not understand
};

} // namespace podscape
