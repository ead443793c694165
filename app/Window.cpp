#include "app/Window.h"

#include "app/MainWindow.h"
#include "app/Settings.h"
#include "widgets/common/Text.h"
#include "widgets/vtk/GraphicsCheck.h"

#include <QApplication>
#include <QFileInfo>

#include <iostream>

namespace podscape {

namespace {

// Debian's VTK finds GL entry points through GLX alone, so on Wayland the window goes through its X server where there is one.
void preferX11()
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && !qEnvironmentVariableIsEmpty("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "xcb");
}

} // namespace

int runWindow(int& argc, char** argv, const std::vector<std::string>& files, bool play)
{
    preferX11();
    QApplication::setAttribute(Qt::AA_DontCreateNativeWidgetSiblings);   // only the pictures are native windows
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("podscape"));
    QApplication::setApplicationDisplayName(QString());
    if (const Status graphics = checkGraphics(); !graphics) {
        std::cerr << toText(graphics.error()) << '\n';
        return 1;
    }
    Settings settings;
    MainWindow window(settings);
    window.show();
    if (play)
        QObject::connect(&window.state(), &ViewState::datasetChanged, &window, [&window] { window.playback().play(); }, static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
    QStringList paths;
    for (const std::string& file : files)
        paths << QFileInfo(toQString(file)).absoluteFilePath();
    if (paths.isEmpty())
        window.reopenLastSession();
    else
        window.open(paths);
    return QApplication::exec();
}

} // namespace podscape
