#include "tests/support/image_baseline.h"
#include "tests/support/widget_look.h"
#include "widgets/picture_filter.h"
#include "widgets/picture_list.h"
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <set>

using namespace fillscope;

namespace {

std::vector<PictureRow> boxes() {
  return {{QStringLiteral("tote_01"), {}, PictureState::measured, 31.0},
          {QStringLiteral("tote_02"), {}, PictureState::none, {}},
          {QStringLiteral("crate_01"), {}, PictureState::annotated, {}},
          {QStringLiteral("crate_02"), {}, PictureState::needsLook, 72.4},
          {QStringLiteral("Tote_03"), {}, PictureState::measured, 55.0}};
}

std::vector<PictureRow> many(int count) {
  std::vector<PictureRow> rows(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i)
    rows[static_cast<std::size_t>(i)].name = QStringLiteral("picture_%1").arg(i);
  return rows;
}

} // namespace

class TestPictureList : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { tests::useLook(false); }

  void filters_data() {
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QList<int>>("rows");
    QTest::newRow("nothing") << QString() << QList<int>{0, 1, 2, 3, 4};
    QTest::newRow("part of the name, any case") << QStringLiteral("tote") << QList<int>{0, 1, 4};
    QTest::newRow("two words") << QStringLiteral("tote 3") << QList<int>{4};
    QTest::newRow("refused") << QStringLiteral("-tote") << QList<int>{2, 3};
    QTest::newRow("open") << QStringLiteral("is:open") << QList<int>{1};
    QTest::newRow("annotated") << QStringLiteral("is:annotated") << QList<int>{0, 2, 3, 4};
    QTest::newRow("measured") << QStringLiteral("is:measured") << QList<int>{0, 3, 4};
    QTest::newRow("not measured") << QStringLiteral("-is:measured") << QList<int>{1, 2};
    QTest::newRow("doubtful") << QStringLiteral("IS:doubtful") << QList<int>{3};
    QTest::newRow("fuller") << QStringLiteral("fill>50") << QList<int>{3, 4};
    QTest::newRow("between") << QStringLiteral("fill>50 fill<60") << QList<int>{4};
    QTest::newRow("none") << QStringLiteral("pallet") << QList<int>{};
  }
  void filters() {
    QFETCH(QString, filter);
    QFETCH(QList<int>, rows);
    PictureListModel model;
    model.setRows(boxes());
    PictureFilterModel shown;
    shown.setSource(&model);
    shown.setFilter(*parsePictureQuery(filter.toStdString()));
    QList<int> got;
    for (int i = 0; i < shown.rowCount(); ++i)
      got << shown.sourceRow(i);
    QCOMPARE(got, rows);
    for (int i = 0; i < 5; ++i)
      QCOMPARE(shown.shownRow(i), int(rows.indexOf(i)));
  }

  void sorts() {
    PictureListModel model;
    model.setRows(boxes());
    PictureFilterModel shown;
    shown.setSource(&model);
    shown.setOrder(PictureOrder::fill);
    QCOMPARE(shown.sourceRow(0), 0);
    QCOMPARE(shown.sourceRow(2), 3);
    shown.setOrder(PictureOrder::state);
    QCOMPARE(shown.sourceRow(0), 3);
    shown.setOrder(PictureOrder::name);
    QCOMPARE(shown.sourceRow(0), 2);
    QCOMPARE(shown.sourceRow(4), 4);
  }

  void aDoubtfulFigureCountsWhateverTheState() {
    std::vector<PictureRow> rows = boxes();
    rows[0].state = PictureState::proposed;
    rows[0].hasDoubtfulFigure = true;
    rows[4].state = PictureState::proposed;
    PictureListModel model;
    model.setRows(rows);
    PictureListPanel panel;
    panel.setModel(&model);
    const auto* counts = panel.findChild<QLabel*>(QStringLiteral("pictureCounts"));
    QVERIFY(counts);
    QVERIFY2(counts->text().endsWith(QStringLiteral("2 to review · 2 doubtful")), qPrintable(counts->text()));
    panel.setFilter(QStringLiteral("doubtful"));
    QCOMPARE(panel.shownCount(), 2);
    panel.setFilter({});
    PictureFilterModel shown;
    shown.setSource(&model);
    shown.setOrder(PictureOrder::state);
    QCOMPARE(shown.sourceRow(0), 3);
    QCOMPARE(shown.sourceRow(1), 0);
    QCOMPARE(shown.sourceRow(2), 4);
  }

  void theLeastCertainProposalsComeFirst() {
    std::vector<PictureRow> rows = boxes();
    const auto detected = [&rows](std::size_t row, PictureState state, double confidence) {
      rows[row].state = state;
      rows[row].confidence = confidence;
    };
    detected(0, PictureState::proposed, 0.9);
    detected(2, PictureState::measured, 0.2);
    detected(3, PictureState::proposed, 0.4);
    PictureListModel model;
    model.setRows(rows);
    PictureListPanel panel;
    panel.setModel(&model);
    panel.setOrder(PictureOrder::confidence);
    QCOMPARE(panel.order(), PictureOrder::confidence);
    QList<int> order;
    panel.setCurrentRow(3);
    for (int row = 3; row >= 0; row = panel.neighbour(1)) {
      order << row;
      panel.setCurrentRow(row);
    }
    QCOMPARE(order, (QList<int>{3, 0, 2, 1, 4}));
    panel.setCurrentRow(3);
    // One that was looked at stays in its place, so that the next one is the next one.
    rows[3].state = PictureState::annotated;
    model.updateRow(3, rows[3]);
    QCOMPARE(panel.neighbour(1), 0);
    panel.setFilter(QStringLiteral("is:proposed"));
    QCOMPARE(panel.shownCount(), 1);
    panel.setFilter({});
    panel.setOrder(PictureOrder::confidence);
    panel.setCurrentRow(0);
    QCOMPARE(panel.neighbour(1), 2);
  }

  void predictedFillIsMarked() {
    PictureListModel model;
    model.setRows({{QStringLiteral("tote"), {}, PictureState::predicted, 31.0, true}});
    QVERIFY(model.data(model.index(0), PictureListModel::PredictedRole).toBool());
    const QString tip = model.data(model.index(0), Qt::ToolTipRole).toString();
    QVERIFY(tip.contains(QStringLiteral("not measured")));
    QCOMPARE(tip.split(QLatin1Char('\n')).at(1), QStringLiteral("predicted"));
  }

  void neighboursFollowTheFilter() {
    PictureListModel model;
    model.setRows(boxes());
    PictureListPanel panel;
    panel.setModel(&model);
    QSignalSpy changed(&panel, &PictureListPanel::currentRowChanged);
    panel.setCurrentRow(1);
    QCOMPARE(panel.neighbour(1), 2);
    panel.setFilter(QStringLiteral("tote"));
    QCOMPARE(panel.currentRow(), 1);
    QCOMPARE(panel.neighbour(1), 4);
    QCOMPARE(panel.neighbour(-1), 0);
    QCOMPARE(panel.neighbour(2), -1);
    QCOMPARE(changed.size(), 1);
    panel.setCurrentRow(4);
    QCOMPARE(changed.back().front().toInt(), 4);
    panel.setFilter(QStringLiteral("crate"));
    QCOMPARE(panel.currentRow(), 4);
    QCOMPARE(panel.shownCount(), 2);
    QCOMPARE(panel.neighbour(1), 2);
  }

  void keysChooseTheNextPicture() {
    PictureListModel model;
    model.setRows(boxes());
    PictureListPanel panel;
    panel.setModel(&model);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    panel.setCurrentRow(0);
    QSignalSpy changed(&panel, &PictureListPanel::currentRowChanged);
    QTest::keyClick(panel.view(), Qt::Key_Down);
    QCOMPARE(panel.currentRow(), 1);
    QTest::mouseClick(panel.view()->viewport(), Qt::LeftButton, {},
                      panel.view()->visualRect(panel.view()->model()->index(3, 0)).center());
    QCOMPARE(panel.currentRow(), 3);
    QCOMPARE(changed.size(), 2);
  }

  void asksOnlyForThumbnailsThatAreSeenAndOnlyOnce() {
    PictureListModel model;
    std::multiset<int> asked;
    model.setThumbnailRequester([&](int row) { asked.insert(row); });
    PictureListPanel panel;
    panel.resize(260, 600);
    panel.setModel(&model);
    model.setRows(many(400000));
    QVERIFY(asked.empty());
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QTRY_VERIFY(!asked.empty());
    QCoreApplication::processEvents();
    QVERIFY(asked.size() <= 20);
    QVERIFY(*asked.rbegin() < 20);
    // A widget a row would be the other way to fill a list.
    QVERIFY(panel.view()->viewport()->findChildren<QWidget*>().size() < 5);
    panel.view()->viewport()->repaint();
    for (const int row : asked)
      QCOMPARE(asked.count(row), std::size_t(1));
    panel.setCurrentRow(399999);
    panel.view()->viewport()->repaint();
    QVERIFY(asked.count(399999) == 1);
    QVERIFY(asked.size() <= 40);
  }

  void thumbnailsArriveLaterOrNever() {
    PictureListModel model;
    model.setRows(boxes());
    int requests = 0;
    model.setThumbnailRequester([&](int) { ++requests; });
    const QModelIndex first = model.index(0);
    QVERIFY(!model.data(first, PictureListModel::ThumbnailRole).isValid());
    QVERIFY(!model.data(first, PictureListModel::ThumbnailRole).isValid());
    QCOMPARE(requests, 1);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QImage image(640, 480, QImage::Format_RGB32);
    image.fill(Qt::green);
    model.setThumbnail(0, image);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(model.data(first, PictureListModel::ThumbnailRole).value<QImage>().size(), QSize(192, 144));
    model.setThumbnail(1, {});
    QVERIFY(!model.data(model.index(1), PictureListModel::ThumbnailRole).isValid());
    QCOMPARE(requests, 1);
  }

  void saysTheStateToScreenReaders() {
    PictureListModel model;
    model.setRows(boxes());
    QCOMPARE(model.data(model.index(0), Qt::AccessibleTextRole).toString(),
             QStringLiteral("tote_01, measured, fill 31 percent"));
    QCOMPARE(model.data(model.index(1), Qt::AccessibleTextRole).toString(),
             QStringLiteral("tote_02, not annotated"));
    QVERIFY(model.data(model.index(3), Qt::ToolTipRole).toString().contains(QStringLiteral("needs a look")));
    PictureRow row = model.row(1);
    row.state = PictureState::annotated;
    model.updateRow(1, row);
    QCOMPARE(model.data(model.index(1), PictureListModel::StateRole).toInt(), int(PictureState::annotated));
  }

  void everyStateFitsAtTheSmallestWidth() {
    PictureListModel model;
    PictureRow predicted{QStringLiteral("tote"), {}, PictureState::needsLook, 100.0};
    predicted.fillPredicted = true;
    model.setRows(
        std::vector<PictureRow>(20, predicted)); // more than have room: a scroll bar takes some of it
    PictureListPanel panel;
    panel.setModel(&model);
    const auto stateAt = [&](int width) {
      panel.resize(width, 200);
      panel.show();
      QTest::qWait(20);
      const QRect row = panel.view()->visualRect(panel.view()->model()->index(0, 0));
      const int word = panel.view()->fontMetrics().horizontalAdvance(stateWord(PictureState::needsLook));
      return panel.view()->viewport()->grab({80, row.center().y(), word + 16, row.height() / 2}).toImage();
    };
    const int smallest = panel.minimumSizeHint().width();
    QCOMPARE(stateAt(smallest), stateAt(smallest + 200));
    QVERIFY2(smallest < 280, qPrintable(QString::number(smallest)));
    QVERIFY(panel.sizeHint().width() >= smallest);
  }

  void looks_data() { tests::lightAndDark(); }
  void looks() {
    QFETCH(bool, dark);
    tests::useLook(dark);
    PictureListModel model;
    model.setRows(boxes());
    model.setThumbnailRequester([&](int row) {
      QImage image(128, 96, QImage::Format_RGB32);
      image.fill(QColor::fromHsv(row * 60, 120, 180));
      if (row != 2) model.setThumbnail(row, image);
    });
    PictureListPanel panel;
    panel.resize(240, 420);
    panel.setModel(&model);
    panel.setCurrentRow(0);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const QImage shot = panel.grab().toImage();
    FILLSCOPE_COMPARE_BASELINE(shot, "picture_list", dark);
    tests::useLook(false);
  }
};

QTEST_MAIN(TestPictureList)
#include "test_picture_list.moc"
