#pragma once

#include <QVariantMap>

namespace podscape {

class ViewState;

// What is on screen as plain values that outlive the program: files, arrangement, selection, times, metric and colours. Entities are kept by
// path and id, so that they are found again when the file has changed in between.
[[nodiscard]] QVariantMap saveSession(const ViewState& state);

// Brings back what still exists. The session's files must be open.
void restoreSession(const QVariantMap& session, ViewState& state);

[[nodiscard]] QStringList sessionFiles(const QVariantMap& session);

} // namespace podscape
