#include "app/KeysDialog.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QMap>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace podscape {

namespace {

struct Key
{
    QString text, keys;
};

// By view: actions that work everywhere come first, under an empty name.
QMap<QString, QList<Key>> keysOf(QWidget& window)
{
    QMap<QString, QList<Key>> groups;
    for (const auto* action : window.findChildren<QAction*>()) {
        if (action->shortcuts().isEmpty() || action->text().isEmpty())
            continue;
        const auto* owner = qobject_cast<QWidget*>(action->parent());
        const bool everywhere = action->shortcutContext() != Qt::WidgetWithChildrenShortcut || !owner;
        QStringList keys;
        for (const QKeySequence& key : action->shortcuts())
            keys << key.toString(QKeySequence::NativeText);
        groups[everywhere ? QString() : owner->accessibleName()] << Key{action->text().remove(QLatin1Char('&')), keys.join(KeysDialog::tr(" or "))};
    }
    return groups;
}

QString toHtml(const QMap<QString, QList<Key>>& groups)
{
    QString html;
    for (auto group = groups.begin(); group != groups.end(); ++group) {
        html += QStringLiteral("<h3>%1</h3><table width='100%' cellpadding='3'>").arg(group.key().isEmpty() ? KeysDialog::tr("Everywhere") : group.key().toHtmlEscaped());
        for (const Key& key : group.value())
            html += QStringLiteral("<tr><td width='60%'>%1</td><td><b>%2</b></td></tr>").arg(key.text.toHtmlEscaped(), key.keys.toHtmlEscaped());
        html += QStringLiteral("</table>");
    }
    html += KeysDialog::tr("<h3>Mouse</h3><table width='100%' cellpadding='3'>"
                           "<tr><td width='60%'>Orbit, pan, zoom the layout</td><td><b>left drag, middle or Shift+left drag, wheel: about what is under the cursor</b></td></tr>"
                           "<tr><td>Select a rack, then a chip in it</td><td><b>click, click again</b></td></tr>"
                           "<tr><td>Add to the selection</td><td><b>Ctrl+click</b></td></tr>"
                           "<tr><td>Select what is in a box, in a lasso</td><td><b>B or Ctrl+left drag, L and drag</b></td></tr>"
                           "<tr><td>Add a box or lasso to the selection, take it away</td><td><b>with Shift, with Alt</b></td></tr>"
                           "<tr><td>Fly to a unit</td><td><b>double click</b></td></tr>"
                           "<tr><td>Brush a range of the timeline</td><td><b>drag in its plots</b></td></tr>"
                           "<tr><td>Zoom and pan the timeline</td><td><b>Ctrl+wheel, wheel or middle drag</b></td></tr></table>");
    return html;
}

} // namespace

KeysDialog::KeysDialog(QWidget& window) : QDialog(&window)
{
    setWindowTitle(tr("Keys"));
    resize(560, 620);
    auto* text = new QTextBrowser(this);
    text->setAccessibleName(windowTitle());
    text->setHtml(toHtml(keysOf(window)));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addWidget(text);
    column->addWidget(buttons);
}

} // namespace podscape
