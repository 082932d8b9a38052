// What a person is told of what was opened.
#include "app/gui/opening_words.h"
#include <QTest>

using namespace fillscope;

class TestOpeningWords : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aCloudIsNamedWithItsUpAndTheRemedy() {
    const QString told = cloudsText({{"/bins/one.xyz", false, true, "z", 0}});
    QVERIFY2(told.startsWith(QStringLiteral("“one.xyz” is shown as a picture from above, with z up.")),
             qPrintable(told));
    QVERIFY(told.contains(QStringLiteral("open it again")) &&
            !told.contains(QStringLiteral("fillscope-cli")));
  }

  void severalCloudsAreCountedByWhatIsUp() {
    const OpenedCloud up{"a.xyz", false, false, "z", 0}, camera{"b.pcd", false, false, "camera", 0.26},
        grid{"c.pcd", true, false, "", 0};
    QCOMPARE(cloudsText({up, up}),
             QStringLiteral("2 point clouds are shown as pictures from above, with z up: a.xyz, a.xyz."));
    QCOMPARE(cloudsText({camera, grid}),
             QStringLiteral("“c.pcd” is shown as its camera saw it. “b.pcd” is shown as a picture from its "
                            "camera's place. Points outside the picture: 26 % of “b.pcd”."));
    QCOMPARE(cloudsText({}), QString());
  }

  void manyNamesAreShortened() {
    const OpenedCloud one{"a.xyz", true, false, "", 0};
    QVERIFY(
        cloudsText({one, one, one, one, one}).endsWith(QStringLiteral("a.xyz, a.xyz, a.xyz and 2 more.")));
  }

  void whatWasRefusedIsSaidWithTheReason() {
    const Error error{ErrorCode::badInput, "this cloud has no points", "bad.pcd", "choose another"};
    QVERIFY(refusedText({error}).startsWith(QStringLiteral("Not opened: bad.pcd: this cloud has no points")));
    QCOMPARE(refusedText({}), QString());
  }
};

QTEST_GUILESS_MAIN(TestOpeningWords)
#include "test_opening_words.moc"
