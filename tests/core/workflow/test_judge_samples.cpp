#include "core/workflow/judge_samples.h"
#include <QtTest>

using namespace fillscope;

namespace {

/// Sample k is named k; some cannot be read.
class NamedSource : public SampleSource {
 public:
  NamedSource(std::size_t count, std::size_t faulty, ErrorCode fault)
      : count_(count)
      , faulty_(faulty)
      , fault_(fault) {}
  std::size_t size() const override { return count_; }
  std::string group(std::size_t) const override { return {}; }
  Result<TrainingSample> load(std::size_t k) const override {
    if (k == faulty_) return Error{fault_, "broken", std::to_string(k), {}};
    TrainingSample sample;
    sample.name = std::to_string(k);
    return sample;
  }

 private:
  std::size_t count_, faulty_;
  ErrorCode fault_;
};

constexpr std::size_t none = 1000;

/// Writes down what it is shown, and can be told to refuse.
struct Judge {
  QStringList shown;
  QString refused;
  JudgeSample judge() {
    return [this](const TrainingSample& sample, const Progress&) -> Result<void> {
      shown << QString::fromStdString(sample.name);
      if (shown.back() == refused) return Error{ErrorCode::unsupported, "refused", {}, {}};
      return {};
    };
  }
};

} // namespace

class TestJudgeSamples : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void goesInOrderUpToTheLimit() {
    const NamedSource source(4, none, ErrorCode::badInput);
    for (const auto& [limit, expected] : {std::pair<std::size_t, int>{0, 4}, {3, 3}, {4, 4}, {9, 4}}) {
      Judge seen;
      EvaluationOptions options;
      options.limit = limit;
      QVERIFY(judgeSamples(source, options, "x", {}, seen.judge()));
      QCOMPARE(seen.shown, QStringList({"0", "1", "2", "3"}).mid(0, expected));
    }
  }

  void passesOverWhatCannotBeReadWhereSomebodyIsTold_data() {
    QTest::addColumn<bool>("isTold");
    QTest::addColumn<int>("fault");
    QTest::addColumn<bool>("goesOn");
    QTest::newRow("a bad file, told") << true << int(ErrorCode::badInput) << true;
    QTest::newRow("a missing file, told") << true << int(ErrorCode::notFound) << true;
    QTest::newRow("a bad file, nobody told") << false << int(ErrorCode::badInput) << false;
    QTest::newRow("not of this sample alone") << true << int(ErrorCode::ioFailure) << false;
  }
  void passesOverWhatCannotBeReadWhereSomebodyIsTold() {
    QFETCH(bool, isTold);
    QFETCH(int, fault);
    QFETCH(bool, goesOn);
    const NamedSource source(3, 1, static_cast<ErrorCode>(fault));
    Judge seen;
    QStringList told;
    EvaluationOptions options;
    if (isTold)
      options.onUnreadable = [&told](const Error& error) { told << QString::fromStdString(error.where); };
    const auto judged = judgeSamples(source, options, "x", {}, seen.judge());
    QCOMPARE(bool(judged), goesOn);
    QCOMPARE(seen.shown, goesOn ? QStringList({"0", "2"}) : QStringList({"0"}));
    QCOMPARE(told, goesOn ? QStringList({"1"}) : QStringList());
    if (!goesOn) QCOMPARE(judged.error().what, std::string("broken"));
  }

  void endsWithTheFirstRefusal() {
    const NamedSource source(4, none, ErrorCode::badInput);
    Judge seen;
    seen.refused = "2";
    const auto judged = judgeSamples(source, {}, "x", {}, seen.judge());
    QVERIFY(!judged);
    QCOMPARE(judged.error().what, std::string("refused"));
    QCOMPARE(seen.shown, QStringList({"0", "1", "2"}));
  }

  void reportsAndStops() {
    const NamedSource source(4, none, ErrorCode::badInput);
    Judge seen;
    QStringList reported;
    Progress progress;
    progress.onReport = [&reported](double fraction, std::string_view step) {
      reported << QString::fromUtf8(step.data(), int(step.size())) + " " + QString::number(fraction);
    };
    progress.isCancelled = [&seen] { return seen.shown.size() == 2; };
    const auto judged = judgeSamples(source, {}, "corners", progress, seen.judge());
    QCOMPARE(judged.error().code, ErrorCode::cancelled);
    QCOMPARE(seen.shown, QStringList({"0", "1"}));
    QCOMPARE(reported, QStringList({"corners 0", "corners 0.25"}));
  }
};

QTEST_GUILESS_MAIN(TestJudgeSamples)
#include "test_judge_samples.moc"
