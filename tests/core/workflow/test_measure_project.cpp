// Reports of whole projects: what could not be used is said, and pixels are shown once and not kept.
#include "core/formats/intrinsics_io.h"
#include "core/workflow/measure.h"
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <fstream>

using namespace fillscope;
namespace fs = std::filesystem;

class TestMeasureProject : public QObject {
  Q_OBJECT

  QTemporaryDir temporary_;
  fs::path project_;

  /// The sample with a change to some of its pictures.
  OpenedProject opened() const {
    auto sample = openPath(project_);
    return std::move(*sample);
  }

  /// The first pictures with a size: they need no fit of it.
  static std::vector<std::size_t> measurable(const OpenedProject& sample) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < sample.project.pictures.size(); ++i)
      if (const auto rim = rimOf(sample.project.pictures[i]); rim && rim->complete() && rim->size)
        found.push_back(i);
    return found;
  }

  /// Whether such a warning is there, and says the word.
  static bool warns(const FillReport& report, const std::string& id, const std::string& word) {
    return std::any_of(report.warnings.begin(), report.warnings.end(), [&](const FillWarning& warning) {
      return warning.id == id && meaningOf(warning).find(word) != std::string::npos;
    });
  }

 private Q_SLOTS:
  void initTestCase() {
    QVERIFY(temporary_.isValid());
    const auto written = writeSample(fs::path(temporary_.path().toStdString()) / "sample");
    QVERIFY2(written.ok(), written ? "" : written.error().sentence().c_str());
    project_ = *written;
  }

  void saysWhatItDidWithout() {
    OpenedProject sample = opened();
    auto& pictures = sample.project.pictures;
    const auto chosen = measurable(sample);
    QVERIFY(chosen.size() >= 3);
    std::ofstream(project_.parent_path() / "broken.K.txt") << "not a camera";
    std::ofstream(project_.parent_path() / "broken.png") << "not a picture";
    PictureSources sources = sourcesOf(pictures[chosen[0]]);
    sources.intrinsicsFile = "broken.K.txt";
    sources.emptyDepthFile = "broken.png";
    setSources(pictures[chosen[0]], sources);
    sources = sourcesOf(pictures[chosen[1]]);
    sources.depthFile = "broken.png";
    setSources(pictures[chosen[1]], sources);
    Rim rim = *rimOf(pictures[chosen[2]]);
    pictures[chosen[2]].attributes.set("distortion_k1", "-0,2");
    rim.origin = {RimSource::model, "box-corners", {0.9, 0.8, 0.7, 0.9}, false};
    setRim(pictures[chosen[2]], rim);
    recordOrientation(pictures[chosen[2]], 6);

    const auto items = measureProject(sample, {}, {});
    QVERIFY2(items.ok(), items ? "" : items.error().sentence().c_str());
    const auto itemOf = [&](std::size_t index) {
      return *std::find_if(items->begin(), items->end(), [&](const ReportItem& item) {
        return item.name == pictures[chosen[index]].filename;
      });
    };
    const ReportItem without = itemOf(0);
    QVERIFY2(without.error.empty(), without.error.c_str());
    QVERIFY(warns(without.report, "source-not-used", "broken.K.txt"));
    QVERIFY(warns(without.report, "source-not-used", "broken.png"));
    QVERIFY(itemOf(1).error.find("broken.png") != std::string::npos);
    const ReportItem proposed = itemOf(2);
    QVERIFY2(proposed.error.empty(), proposed.error.c_str());
    QVERIFY(warns(proposed.report, "corners-detected", "confidence 0.7"));
    QVERIFY(warns(proposed.report, "picture-changed", "EXIF orientation 6"));
    QVERIFY(warns(proposed.report, "source-not-used", "distortion_k1: \"-0,2\" is no number"));
    for (const ReportItem& item : *items)
      if (item.name != without.name && item.name != proposed.name) {
        QVERIFY(!warns(item.report, "source-not-used", ""));
        QVERIFY(!warns(item.report, "corners-detected", ""));
      }
  }

  /// Integers of 1/z and of depth in steps of nothing in particular, as networks answer.
  void depthWithoutAUnitIsLoadedAsWhatItIs_data() {
    QTest::addColumn<QString>("word");
    QTest::newRow("relative") << QStringLiteral("relative");
    QTest::newRow("inverse") << QStringLiteral("inverse");
  }
  void depthWithoutAUnitIsLoadedAsWhatItIs() {
    QFETCH(QString, word);
    OpenedProject sample = opened();
    const DepthKind kind = *depthKindNamed(word.toStdString());
    const std::size_t chosen = measurable(sample).front();
    Picture& picture = sample.project.pictures[chosen];
    const auto metric = loadPicture(sample, static_cast<int>(chosen));
    QVERIFY(metric.ok() && metric->depth);
    const auto truth = measurePicture(*metric, *rimOf(picture), {});
    QVERIFY(truth.ok());
    DepthMap unitless = *metric->depth;
    for (std::size_t i = 0; i < unitless.values.pixelCount(); ++i) {
      float& value = unitless.values.data()[i];
      if (DepthMap::isMeasured(value))
        value = kind == DepthKind::inverse ? 0.7f / value - 0.2f : 3 * value + 1;
    }
    // The steps of a 16-bit file that somebody scaled to fill it.
    QVERIFY(saveDepth(unitless, project_.parent_path() / "unitless.png", 1e-4).ok());
    PictureSources sources = sourcesOf(picture);
    sources.depthFile = "unitless.png";
    sources.emptyDepthFile.clear();
    sources.depthScale = 0;
    setSources(picture, sources);
    const auto unsaid = loadPicture(sample, static_cast<int>(chosen));
    QVERIFY(unsaid.ok() && !unsaid->depth && unsaid->lacksScale);

    picture.attributes.set("depth_kind", word.toStdString());
    const auto loaded = loadPicture(sample, static_cast<int>(chosen));
    QVERIFY2(loaded.ok() && loaded->depth, "no scale is needed");
    QVERIFY(loaded->problems.empty() && !loaded->lacksScale);
    QVERIFY(loaded->depth->kind == kind && loaded->depth->unit.empty());
    const auto report = measurePicture(*loaded, *rimOf(picture), {});
    QVERIFY2(report.ok(), report ? "" : report.error().sentence().c_str());
    QVERIFY2(std::abs(report->fillPercent - truth->fillPercent) < 3,
             qPrintable(QString::number(report->fillPercent)));
    QVERIFY(warns(*report, "relative-depth", ""));
    Rim withoutSize = *rimOf(picture);
    withoutSize.size.reset();
    const auto unsized = measurePicture(*loaded, withoutSize, {});
    QVERIFY2(unsized.ok(), unsized ? "" : unsized.error().sentence().c_str());
    QVERIFY(!unsized->contentLitres && !unsized->boxLitres);

    // The empty box's map is of the same network.
    sources = sourcesOf(picture);
    sources.emptyDepthFile = "unitless.png";
    setSources(picture, sources);
    const auto both = loadPicture(sample, static_cast<int>(chosen));
    QVERIFY(both.ok() && both->emptyDepth && both->emptyDepth->kind == kind);

    picture.attributes.set("depth_kind", std::string("disparity"));
    const auto unknown = loadPicture(sample, static_cast<int>(chosen));
    QVERIFY(unknown.ok() && !unknown->depth && !unknown->emptyDepth && !unknown->lacksScale);
    QVERIFY(unknown->depthProblem && unknown->depthProblem->what == "\"disparity\" is no kind of depth");
    picture.attributes.set("depth_kind", word.toStdString());
    sources.depthFile = "broken.png";
    std::ofstream(project_.parent_path() / "broken.png") << "not a picture";
    setSources(picture, sources);
    const auto broken = loadPicture(sample, static_cast<int>(chosen));
    QVERIFY(broken.ok() && broken->depthProblem && !broken->lacksScale);
  }

  void aProposalWithoutConfidenceNamesNone() {
    QVERIFY(meaningOf(detectedCornersWarning({})).find("confidence") == std::string::npos);
    QVERIFY(meaningOf(detectedCornersWarning(0.25)).find("(confidence 0.25)") != std::string::npos);
  }

  void pixelsAreShownOnceAndNotKept() {
    const OpenedProject sample = opened();
    std::vector<std::string> shown;
    const auto items = measureProject(sample, {}, {}, {}, [&](const ReportItem& item) -> Result<void> {
      if (item.error.empty() &&
          (!item.image || !item.depth || item.depth->values.empty() || item.report.heights.height.empty()))
        return Error{ErrorCode::badInput, "no pixels", item.name, {}};
      shown.push_back(item.name);
      return {};
    });
    QVERIFY2(items.ok(), items ? "" : items.error().sentence().c_str());
    QVERIFY(items->size() > 3);
    QCOMPARE(shown.size(), items->size());
    for (std::size_t i = 0; i < shown.size(); ++i) {
      const ReportItem& item = (*items)[i];
      QCOMPARE(item.name, shown[i]);
      QVERIFY(!item.image && !item.depth && item.report.heights.height.empty());
    }
  }

  void anotherDepthAndAKnownFigureCount() {
    const OpenedProject sample = opened();
    const auto chosen = measurable(sample);
    QVERIFY(chosen.size() >= 3);
    const auto without = measureProject(sample, {}, {});
    const auto with = measureProject(
        sample, {}, {}, {}, {},
        [&](int index, const Rim& rim, LoadedPicture& loaded) -> Result<std::optional<FillReport>> {
          FillReport known;
          known.fillPercent = 12.5;
          known.method = rim.size ? "told" : "";
          if (index == static_cast<int>(chosen[0])) return std::optional(known);
          if (index == static_cast<int>(chosen[1])) loaded.depth.reset();
          if (index == static_cast<int>(chosen[2]))
            return Error{ErrorCode::badInput, "the network sees nothing", {}, {}};
          return std::optional<FillReport>();
        });
    QVERIFY(without.ok() && with.ok());
    QCOMPARE(with->size(), without->size());
    for (std::size_t i = 0; i < with->size(); ++i) {
      const ReportItem &a = (*without)[i], &b = (*with)[i];
      if (a.name == sample.project.pictures[chosen[0]].filename) {
        QCOMPARE(b.report.fillPercent, 12.5);
        QCOMPARE(b.report.method, std::string("told"));
      } else if (a.name == sample.project.pictures[chosen[1]].filename) {
        QVERIFY(b.error.find("there is no depth") != std::string::npos);
      } else if (a.name == sample.project.pictures[chosen[2]].filename) {
        QVERIFY(b.error.find("the network sees nothing") != std::string::npos);
      } else {
        QCOMPARE(b.report.fillPercent, a.report.fillPercent);
        QCOMPARE(b.error, a.error);
      }
    }
  }

  /// Found corners count where none are placed, with the size that the picture has, and are said to be found.
  void cornersAreFoundWhereThereAreNone() {
    OpenedProject sample = opened();
    auto& pictures = sample.project.pictures;
    const auto chosen = measurable(sample);
    QVERIFY(chosen.size() >= 3);
    const auto placed = measureProject(sample, {}, {});
    const auto namesLeftOut = [&](const ReportRimFinder& finder) {
      QStringList names;
      const auto items = measureProject(sample, {}, {}, {}, {}, {}, finder, [&](const LeftOut& picture) {
        names << QString::fromStdString(picture.name + ": " + picture.reason);
      });
      return items ? names : QStringList{"failed"};
    };
    QCOMPARE(namesLeftOut({}).size(), static_cast<int>(pictures.size() - placed->size()));
    const Rim there = *rimOf(pictures[chosen[0]]);
    for (const int k : {0, 1})
      setRim(pictures[chosen[static_cast<std::size_t>(k)]],
             Rim{{}, rimOf(pictures[chosen[static_cast<std::size_t>(k)]])->size, {}});
    QVERIFY(namesLeftOut({}).contains(QString::fromStdString(pictures[chosen[0]].filename) +
                                      ": no corner of the rim is placed"));
    QCOMPARE(namesLeftOut([&](const Image&) -> Result<Rim> { return there; }), QStringList{});
    int asked = 0;
    const auto found = measureProject(sample, {}, {}, {}, {}, {}, [&](const Image& image) -> Result<Rim> {
      if (image.empty() || ++asked > 1) return Error{ErrorCode::badInput, "no box in sight", {}, {}};
      return Rim{there.corners, {}, {RimSource::model, "finder", {0.9, 0.5, 0.8, 0.9}, false}};
    });
    QVERIFY(placed.ok() && found.ok());
    const auto itemOf = [&](const std::vector<ReportItem>& items, std::size_t index) {
      return *std::find_if(items.begin(), items.end(),
                           [&](const ReportItem& item) { return item.name == pictures[index].filename; });
    };
    const ReportItem by = itemOf(*found, chosen[0]);
    QVERIFY2(by.error.empty(), by.error.c_str());
    QVERIFY(by.corners == there.asCorners());
    QCOMPARE(by.report.fillPercent, itemOf(*placed, chosen[0]).report.fillPercent);
    QVERIFY(warns(by.report, "corners-detected", "0.5"));
    QVERIFY(itemOf(*found, chosen[1]).error.find("no box in sight") != std::string::npos);
    QVERIFY(!warns(itemOf(*found, chosen[2]).report, "corners-detected", ""));
    QVERIFY2(rimOf(pictures[chosen[0]])->corners.empty(), "the project stays as it is");
  }

  /// However many pictures have moved, the folder is looked through once: what comes there later is not seen.
  void movedPicturesAreLookedForOnce() {
    const fs::path folder = fs::path(temporary_.path().toStdString()) / "moved";
    fs::copy(project_.parent_path(), folder, fs::copy_options::recursive);
    auto sample = openPath(folder / project_.filename());
    QVERIFY(sample.ok());
    std::vector<fs::path> moved;
    fs::create_directories(folder / "deeper");
    for (const std::size_t index : measurable(*sample)) {
      const fs::path file = sample->project.pictures[index].filename;
      fs::rename(folder / file, folder / "deeper" / file.filename());
      moved.push_back(file.filename());
    }
    QVERIFY(moved.size() >= 3);
    fs::create_directories(folder / "later");
    const auto comesAgain = [&](const ReportItem&) -> Result<void> {
      for (const fs::path& name : moved)
        fs::copy_file(folder / "deeper" / name, folder / "later" / name, fs::copy_options::skip_existing);
      return {};
    };
    const auto items = measureProject(*sample, {}, {}, {}, comesAgain);
    QVERIFY2(items.ok(), items ? "" : items.error().sentence().c_str());
    for (const ReportItem& item : *items)
      QVERIFY2(item.error.empty(), item.error.c_str());
    // Looked for by itself, each is in two places now.
    QVERIFY(!loadPicture(*sample, static_cast<int>(measurable(*sample).front())));
  }

  void whoTakesMayStop() {
    int shown = 0;
    const auto items = measureProject(opened(), {}, {}, {}, [&](const ReportItem&) -> Result<void> {
      ++shown;
      return Error{ErrorCode::ioFailure, "the disk is full", {}, {}};
    });
    QVERIFY(!items.ok());
    QCOMPARE(items.error().code, ErrorCode::ioFailure);
    QCOMPARE(shown, 1);
  }
};

QTEST_GUILESS_MAIN(TestMeasureProject)
#include "test_measure_project.moc"
