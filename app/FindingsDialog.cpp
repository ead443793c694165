#include "app/FindingsDialog.h"

#include "model/io/Dataset.h"
#include "widgets/common/Icons.h"
#include "widgets/common/Text.h"

#include <QDialogButtonBox>
#include <QListWidget>
#include <QVBoxLayout>

namespace podscape {

namespace {

void addRows(const Report& report, QListWidget& list)
{
    for (const Finding& finding : report.findings()) {
        auto* row = new QListWidgetItem(toQString(toText(finding)), &list);
        row->setIcon(icon(finding.severity == Severity::Info ? IconName::Event : IconName::Warning));
    }
}

} // namespace

FindingsDialog::FindingsDialog(const Dataset& dataset, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("Findings"));
    resize(720, 420);
    auto* list = new QListWidget(this);
    list->setAccessibleName(windowTitle());
    list->setWordWrap(true);
    addRows(dataset.cluster->findings, *list);
    if (dataset.trace)
        addRows(dataset.trace->findings, *list);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addWidget(list);
    column->addWidget(buttons);
}

} // namespace podscape
