#include "app/RunCommand.h"
#include "tests/TestData.h"

#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <sstream>

using namespace podscape;

// podscape render as a script would use it: what an option says is what the picture shows.
class RenderTest : public QObject
{
    Q_OBJECT

private slots:
    void aClipLeavesAwayOneSide_data();
    void aClipLeavesAwayOneSide();
    void aSliceLeavesOneLayer();
    void anExplodedPictureHasGaps();
    void aBadCutGetsOneSentence_data();
    void aBadCutGetsOneSentence();

private:
    [[nodiscard]] QImage still(const std::vector<std::string>& options) const;

    QTemporaryDir m_folder;
};

namespace {

struct Outcome
{
    int code = 0;
    std::string out, err;
};

Outcome run(const std::vector<std::string>& arguments)
{
    std::ostringstream out, err;
    Console console{out, err};
    const std::array tables{modelCommands(), pictureCommands()};
    const int code = runCommand(tables, arguments, console);
    return {code, out.str(), err.str()};
}

const std::string kPod = test::sourcePath("samples/clusters/tpu-v4-pod.cluster.json");

// The background is one colour a row; outlines and the floor are faint against it, chips are not.
bool isChip(const QImage& image, int x, int y)
{
    const QColor here = image.pixelColor(x, y), ground = image.pixelColor(0, y);
    return std::abs(here.red() - ground.red()) + std::abs(here.green() - ground.green()) + std::abs(here.blue() - ground.blue()) > 90;
}

int chipPixels(const QImage& image, const QRect& in)
{
    int count = 0;
    for (int y = in.top(); y <= in.bottom(); ++y)
        for (int x = in.left(); x <= in.right(); ++x)
            count += isChip(image, x, y);
    return count;
}

QRect chipBounds(const QImage& image)
{
    QRect bounds;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (isChip(image, x, y))
                bounds |= QRect(x, y, 1, 1);
    return bounds;
}

// Columns within the bounds where nothing is.
int emptyColumns(const QImage& image)
{
    const QRect bounds = chipBounds(image);
    int count = 0;
    for (int x = bounds.left(); x <= bounds.right(); ++x)
        count += chipPixels(image, {x, bounds.top(), 1, bounds.height()}) == 0;
    return count;
}

} // namespace

QImage RenderTest::still(const std::vector<std::string>& options) const
{
    const QString path = m_folder.filePath(QStringLiteral("still.png"));
    std::vector<std::string> arguments{"render", kPod, "--plain", "--no-links", "--arrange", "lattice", "--quality", "draft", "--size", "480x360", "-o", path.toStdString()};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const Outcome outcome = run(arguments);
    return outcome.code == kFine && outcome.err.empty() ? QImage(path).convertToFormat(QImage::Format_RGB888) : QImage();
}

void RenderTest::aClipLeavesAwayOneSide_data()
{
    QTest::addColumn<QString>("clip");
    QTest::addColumn<QString>("camera");
    QTest::addColumn<QRect>("cut");       // eighths of the bounds of all: what is gone
    QTest::addColumn<QRect>("kept");
    QTest::newRow("x") << "x:0.5" << "0,89" << QRect(0, 0, 3, 8) << QRect(5, 0, 3, 8);
    QTest::newRow("x low") << "x:0.5:low" << "0,89" << QRect(5, 0, 3, 8) << QRect(0, 0, 3, 8);
    QTest::newRow("y") << "y:0.25" << "0,89" << QRect(0, 7, 8, 1) << QRect(0, 0, 8, 5);
    QTest::newRow("z from above") << "z:0.5" << "0,0" << QRect(0, 0, 8, 3) << QRect(0, 5, 8, 3);
}

void RenderTest::aClipLeavesAwayOneSide()
{
    QFETCH(QString, clip);
    QFETCH(QString, camera);
    QFETCH(QRect, cut);
    QFETCH(QRect, kept);
    const QImage all = still({"--camera", camera.toStdString()});
    const QImage part = still({"--camera", camera.toStdString(), "--clip", clip.toStdString()});
    QVERIFY(!all.isNull() && !part.isNull());
    const QRect bounds = chipBounds(all);
    const auto share = [&](const QRect& eighths) {
        const QRect in(bounds.left() + bounds.width() * eighths.left() / 8, bounds.top() + bounds.height() * eighths.top() / 8, bounds.width() * eighths.width() / 8, bounds.height() * eighths.height() / 8);
        return double(chipPixels(part, in)) / std::max(chipPixels(all, in), 500);
    };
    QVERIFY2(share(cut) < 0.02, qPrintable(QString::number(share(cut))));
    QVERIFY2(share(kept) > 0.9, qPrintable(QString::number(share(kept))));
}

void RenderTest::aSliceLeavesOneLayer()
{
    const QImage all = still({"--camera", "0,0"});
    for (const int z : {0, 7, 15}) {
        const QImage layer = still({"--camera", "0,0", "--slice", "z=" + std::to_string(z)});
        QVERIFY(!all.isNull() && !layer.isNull());
        const QRect whole = chipBounds(all), one = chipBounds(layer);
        QVERIFY2(one.height() > 0 && one.height() < whole.height() / 3, qPrintable(QString::number(one.height())));
        QVERIFY2(one.width() > 0.9 * whole.width(), qPrintable(QString::number(one.width())));
        const double from = double(whole.bottom() - one.center().y()) / whole.height();   // of 16 layers, from below; those in front reach farther out
        QVERIFY2(std::abs(from - (z + 0.5) / 16) < 0.1, qPrintable(QString::number(from)));
    }
}

void RenderTest::anExplodedPictureHasGaps()
{
    const QImage all = still({"--camera", "0,0"}), same = still({"--camera", "0,0", "--explode", "x:1"}), apart = still({"--camera", "0,0", "--explode", "x:2"});
    QVERIFY(!all.isNull() && !same.isNull() && !apart.isNull());
    QCOMPARE(same, all);
    const QRect before = chipBounds(all), after = chipBounds(apart);
    QVERIFY(double(after.width()) / after.height() > 1.4 * before.width() / before.height());
    QVERIFY2(emptyColumns(apart) > emptyColumns(all) + after.width() / 8, qPrintable(QString::number(emptyColumns(apart))));
}

void RenderTest::aBadCutGetsOneSentence_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("expected");
    QTest::newRow("no such axis") << "--clip" << "q:0.4" << "an axis x, y or z";
    QTest::newRow("beyond the end") << "--clip" << "x:1.4" << "a share from 0 to 1";
    QTest::newRow("no share") << "--clip" << "x" << "a share from 0 to 1";
    QTest::newRow("neither side") << "--clip" << "x:0.4:left" << "a share from 0 to 1";
    QTest::newRow("no axis of a torus") << "--slice" << "w=1" << "an axis x, y or z";
    QTest::newRow("no number") << "--slice" << "z=seven" << "a coordinate";
    QTest::newRow("no such layer") << "--slice" << "z=16" << "a coordinate from 0 to 15 along z";
    QTest::newRow("too far apart") << "--explode" << "x:9" << "a factor from 1 to 4";
    QTest::newRow("into each other") << "--explode" << "x:0.5" << "a factor from 1 to 4";
    QTest::newRow("no factor") << "--explode" << "x" << "a factor from 1 to 4";
}

void RenderTest::aBadCutGetsOneSentence()
{
    QFETCH(QString, option);
    QFETCH(QString, value);
    QFETCH(QString, expected);
    const Outcome outcome = run({"render", kPod, option.toStdString(), value.toStdString(), "-o", m_folder.filePath("none.png").toStdString()});
    QCOMPARE(outcome.code, int(kMisused));
    QVERIFY(outcome.out.empty());
    QCOMPARE(std::ranges::count(outcome.err, '\n'), 1);
    const QString error = QString::fromStdString(outcome.err);
    QVERIFY2(error.startsWith("podscape render: " + option + ": expected ") && error.contains(expected) && error.contains('"' + value + '"'), qPrintable(error));
    QVERIFY(!QFile::exists(m_folder.filePath("none.png")));
}

QTEST_GUILESS_MAIN(RenderTest)
#include "tst_render.moc"
