// The cache: bounded, least recently used first out, one loading a key at a time.
#include "core/imaging/byte_cache.h"
#include <QTest>
#include <atomic>
#include <latch>
#include <random>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace fillscope;

namespace {

using Cache = ByteCache<int, std::string>;

Cache::Size lengthOf() {
  return [](const std::string& text) { return text.size(); };
}

} // namespace

class TestByteCache : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void leastRecentlyUsedGoesFirst() {
    std::vector<int> loaded;
    Cache cache(
        30,
        [&](int key) -> Result<std::string> {
          loaded.push_back(key);
          return std::string(10, static_cast<char>('a' + key));
        },
        lengthOf());
    for (const int key : {0, 1, 2, 0, 3})
      QCOMPARE((*cache.get(key))->front(), static_cast<char>('a' + key));
    QCOMPARE(cache.bytes(), std::size_t(30));
    QVERIFY(cache.peek(0) && cache.peek(2) && cache.peek(3));
    QVERIFY(!cache.peek(1));
    QCOMPARE(loaded, (std::vector<int>{0, 1, 2, 3}));
    QVERIFY(cache.get(1).ok());
    QCOMPARE(loaded.back(), 1);
    QVERIFY(!cache.peek(0)); // peeking counts as use: 0 was looked at first
  }

  void heldOnesStayWhereAskedFor() {
    int loads = 0;
    Cache cache(
        30,
        [&](int key) -> Result<std::string> {
          ++loads;
          return std::string(key == 9 ? 5 : 10, static_cast<char>('a' + key));
        },
        lengthOf(), WhenFull::keepHeld);
    for (int round = 0; round < 3; ++round)
      for (int key = 0; key < 5; ++key)
        QCOMPARE((*cache.get(key))->front(), static_cast<char>('a' + key));
    QCOMPARE(loads, 5 + 2 + 2); // 0, 1 and 2 once, 3 and 4 each time
    QVERIFY(cache.peek(0) && cache.peek(1) && cache.peek(2) && !cache.peek(3) && !cache.peek(4));
    QCOMPARE(cache.bytes(), std::size_t(30));
    cache.forget(1);
    QVERIFY(cache.get(9).ok());
    QVERIFY(cache.peek(9));
    QCOMPARE(cache.bytes(), std::size_t(25));
  }

  void whatIsTooLargeIsHandedOutButNotKept() {
    int loads = 0;
    Cache cache(
        30,
        [&](int key) -> Result<std::string> {
          ++loads;
          return std::string(static_cast<std::size_t>(key), 'x');
        },
        lengthOf());
    QVERIFY(cache.get(20).ok());
    QCOMPARE((*cache.get(31))->size(), std::size_t(31));
    QCOMPARE(cache.bytes(), std::size_t(20));
    QVERIFY(cache.get(31).ok());
    QCOMPARE(loads, 3);
    QVERIFY(cache.peek(20));
  }

  void whatWasHandedOutStays() {
    Cache cache(
        10, [](int key) -> Result<std::string> { return std::to_string(key) + "-value"; }, lengthOf());
    const auto first = *cache.get(1);
    for (int key = 2; key < 9; ++key)
      QVERIFY(cache.get(key).ok());
    QVERIFY(!cache.peek(1));
    QCOMPARE(*first, std::string("1-value"));
  }

  void errorsAreNotKept() {
    int loads = 0;
    Cache cache(
        100,
        [&](int key) -> Result<std::string> {
          ++loads;
          if (loads == 1) return Error{ErrorCode::notFound, "no such file", {}, {}};
          if (loads == 2) throw std::runtime_error("the disk is gone");
          return std::string("here");
        },
        lengthOf());
    QCOMPARE(cache.get(1).error().code, ErrorCode::notFound);
    const auto thrown = cache.get(1);
    QCOMPARE(thrown.error().code, ErrorCode::tryAgain);
    QVERIFY(thrown.error().what.find("the disk is gone") != std::string::npos);
    QCOMPARE(**cache.get(1), std::string("here"));
    QVERIFY(cache.get(1).ok());
    QCOMPARE(loads, 3);
  }

  void forgettingLoadsAnew() {
    int loads = 0;
    Cache cache(
        100, [&](int) -> Result<std::string> { return std::to_string(++loads); }, lengthOf());
    QCOMPARE(**cache.get(5), std::string("1"));
    cache.forget(5);
    cache.forget(6);
    QCOMPARE(cache.bytes(), std::size_t(0));
    QCOMPARE(**cache.get(5), std::string("2"));
    cache.clear();
    QCOMPARE(**cache.get(5), std::string("3"));
  }

  void whatIsForgottenWhileLoadingIsNotKept() {
    std::latch started(1), forgotten(1);
    std::atomic<int> loads{0};
    Cache cache(
        100,
        [&](int) -> Result<std::string> {
          if (++loads == 1) {
            started.count_down();
            forgotten.wait();
            return std::string("old");
          }
          return std::string("new");
        },
        lengthOf());
    std::string old;
    std::thread first([&] { old = **cache.get(1); });
    started.wait();
    cache.forget(1);
    const auto anew = cache.get(1); // does not wait for the loading that no longer counts
    forgotten.count_down();
    first.join();
    QCOMPARE(**anew, std::string("new"));
    QCOMPARE(old, std::string("old"));
    QCOMPARE(*cache.peek(1), std::string("new"));
    QCOMPARE(cache.bytes(), std::size_t(3));
  }

  void manyAsksAreOneLoading() {
    constexpr int threads = 8;
    std::atomic<int> loads{0}, asking{0};
    Cache cache(
        100,
        [&](int) -> Result<std::string> {
          ++loads;
          while (asking < threads)
            std::this_thread::yield(); // until all have come to ask
          return std::string("once");
        },
        lengthOf());
    std::vector<std::thread> asks;
    std::vector<Cache::Pointer> answers(threads);
    for (int i = 0; i < threads; ++i) {
      asks.emplace_back([&, i] {
        ++asking;
        answers[static_cast<std::size_t>(i)] = *cache.get(7);
      });
    }
    for (auto& ask : asks)
      ask.join();
    QCOMPARE(loads.load(), 1);
    for (const auto& answer : answers)
      QCOMPARE(answer.get(), answers[0].get());
  }

  void noKeyIsEverLoadedTwiceAtATime() {
    constexpr int keys = 12;
    std::array<std::atomic<int>, keys> loadingNow{};
    std::atomic<bool> twice{false}, wrong{false}, overfull{false};
    Cache cache(
        40,
        [&](int key) -> Result<std::string> {
          if (++loadingNow[static_cast<std::size_t>(key)] > 1) twice = true;
          std::this_thread::yield();
          --loadingNow[static_cast<std::size_t>(key)];
          return std::string(static_cast<std::size_t>(key) + 1, static_cast<char>('a' + key));
        },
        lengthOf());
    std::vector<std::thread> users;
    for (unsigned seed = 0; seed < 6; ++seed) {
      users.emplace_back([&, seed] {
        std::mt19937 random(seed);
        for (int i = 0; i < 3000; ++i) {
          const int key = static_cast<int>(random() % keys);
          const auto answer = cache.get(key);
          if (!answer || (*answer)->size() != static_cast<std::size_t>(key) + 1) wrong = true;
          if (cache.bytes() > 40) overfull = true;
        }
      });
    }
    for (auto& user : users)
      user.join();
    QVERIFY(!twice);
    QVERIFY(!wrong);
    QVERIFY(!overfull);
  }
};

QTEST_GUILESS_MAIN(TestByteCache)
#include "test_byte_cache.moc"
