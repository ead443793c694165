#pragma once

#include "widgets/draw/Theme.h"

#include <QSet>
#include <QString>

#include <optional>

namespace podscape {

struct FactSheet;

// Figures whose origin is spread out below them, by key; or all of them.
struct OpenFigures
{
    QSet<QString> keys;
    bool all = false;
};

// The sheet as rich text for QTextDocument: two columns, behind each figure a mark for how sure it is. The mark leads to figureUrl(); below an open
// figure stand its status, source, arithmetic, what it rests on and what disagrees.
[[nodiscard]] QString toHtml(const FactSheet& sheet, const Theme& theme, const OpenFigures& open);

// "figure:KEY" of a mark; nullopt for any other address.
[[nodiscard]] std::optional<QString> figureKeyFromUrl(const QString& url);

inline const QString kAllFiguresUrl = QStringLiteral("figures:all");       // spreads out or folds everything
inline const QString kAssumptionsUrl = QStringLiteral("figures:assumed");  // lights up what rests on assumptions

} // namespace podscape
