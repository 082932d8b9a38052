// Foregrounds on backgrounds: every pixel, every pair, every place.
#include "core/composition/composition.h"
#include <QtTest>
#include <algorithm>
#include <atomic>
#include <map>
#include <numeric>
#include <set>
#include <thread>
#include <tuple>

using namespace fillscope;

namespace {

Image coloured(int width, int height, int seed) {
  Image image(width, height, 3);
  for (std::size_t i = 0; i < image.byteCount(); ++i)
    image.data()[i] = static_cast<std::uint8_t>((i * 37 + static_cast<std::size_t>(seed) * 101) % 251);
  return image;
}

/// A soft disk: every alpha from 0 to 255.
AlphaImage disk(int width, int height, int seed) {
  AlphaImage picture{coloured(width, height, seed), Raster<std::uint8_t>(width, height)};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const double dx = (x + 0.5) / width * 2 - 1, dy = (y + 0.5) / height * 2 - 1;
      picture.alpha.at(x, y) =
          static_cast<std::uint8_t>(std::clamp(700 * (1.1 - std::sqrt(dx * dx + dy * dy)), 0.0, 255.0));
    }
  return picture;
}

CompositionSpec smallSpec() {
  CompositionSpec spec;
  spec.width = 40, spec.height = 32;
  spec.foregroundLow = 10, spec.foregroundHigh = 12;
  spec.positions = 3;
  return spec;
}

/// Backgrounds of the pictures' size, foregrounds of 9 × 11 pixels.
CompositionSources smallSources(std::size_t backgrounds, std::size_t foregrounds) {
  CompositionSources sources;
  for (std::size_t i = 0; i < backgrounds; ++i)
    sources.backgrounds.push_back("bg" + std::to_string(i) + ".jpg");
  for (std::size_t i = 0; i < foregrounds; ++i)
    sources.foregrounds.push_back("fg" + std::to_string(i) + ".png");
  sources.background = [](std::size_t i) { return coloured(40, 32, static_cast<int>(i)); };
  sources.foreground = [](std::size_t i) { return disk(9, 11, 50 + static_cast<int>(i)); };
  return sources;
}

/// What a foreground's mask covers of it at the default threshold.
PixelBox solidOf(const AlphaImage& picture) { return boundsOf(maskOf(picture.alpha, 0.5)); }

constexpr std::size_t enough = 1 << 24;

} // namespace

class TestComposition : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void theShuffledOrderIsAPermutation_data() {
    QTest::addColumn<quint64>("count");
    for (const quint64 count : {1, 2, 3, 4, 5, 16, 17, 1000, 4096, 4097, 100000})
      QTest::newRow(qPrintable(QString::number(count))) << count;
  }
  void theShuffledOrderIsAPermutation() {
    QFETCH(quint64, count);
    const ShuffledOrder order(count, 7), other(count, 8);
    std::vector<bool> seen(count);
    quint64 moved = 0, differs = 0;
    for (quint64 k = 0; k < count; ++k) {
      const auto at = order.at(k);
      QVERIFY(at < count && !seen[at]);
      seen[at] = true;
      moved += at != k;
      differs += at != other.at(k);
    }
    if (count >= 1000) {
      QVERIFY(moved > count * 99 / 100);
      QVERIFY(differs > count * 99 / 100);
    }
  }

  void theOrderHasNoTrend() {
    // Of a random order the mean of any 1,000 places is the middle, within a few hundredths.
    const ShuffledOrder order(400'000, 3);
    for (int shard = 0; shard < 400; shard += 37) {
      double sum = 0;
      for (int k = 0; k < 1000; ++k)
        sum += static_cast<double>(order.at(static_cast<std::uint64_t>(shard * 1000 + k)));
      QVERIFY(std::abs(sum / 1000 / 400'000 - 0.5) < 0.05);
    }
  }

  void everyPairComesAsOftenAsItShould() {
    Composition composition(smallSpec(), 1, smallSources(4, 5), enough);
    QCOMPARE(composition.count(), std::uint64_t(4 * 5 * 2 * 3));
    std::map<std::tuple<std::size_t, std::size_t, bool>, int> times;
    for (std::uint64_t k = 0; k < composition.count(); ++k) {
      const auto composed = composition.compose(k);
      QVERIFY(composed.ok());
      const ForegroundPlacement& at = composed->placement;
      ++times[{at.background, at.foreground, at.mirrored}];
      QVERIFY(at.box.x >= 0 && at.box.x + at.box.width <= 40);
      QVERIFY(at.box.y >= 0 && at.box.y + at.box.height <= 32);
    }
    QCOMPARE(times.size(), std::size_t(4 * 5 * 2));
    for (const auto& [pair, count] : times)
      QCOMPARE(count, 3);
  }

  void placesReachAllEdges() {
    CompositionSpec spec = smallSpec();
    spec.positions = 4000, spec.mirrored = false;
    Composition composition(spec, 1, smallSources(1, 1), enough);
    std::set<int> columns, rows;
    for (std::uint64_t k = 0; k < composition.count(); ++k) {
      const auto composed = composition.compose(k);
      columns.insert(composed->placement.box.x), rows.insert(composed->placement.box.y);
    }
    const PixelBox solid = solidOf(disk(9, 11, 50));
    QCOMPARE(columns.size(), std::size_t(40 - solid.width + 1));
    QCOMPARE(rows.size(), std::size_t(32 - solid.height + 1));
  }

  void unshuffledSetsGoForegroundByForeground() {
    CompositionSpec spec = smallSpec();
    spec.shuffled = false;
    Composition composition(spec, 1, smallSources(2, 3), enough);
    for (std::uint64_t k = 0; k < composition.count(); ++k) {
      const auto composed = composition.compose(k);
      QCOMPARE(composed->placement.foreground, std::size_t(k / 12));
      QCOMPARE(composed->placement.background, std::size_t(k / 6 % 2));
      QCOMPARE(composed->placement.mirrored, k / 3 % 2 == 1);
    }
  }

  void shufflingChangesTheOrderAlone() {
    CompositionSpec spec = smallSpec();
    Composition shuffled(spec, 5, smallSources(2, 2), enough);
    spec.shuffled = false;
    Composition inTurn(spec, 5, smallSources(2, 2), enough);
    std::multiset<std::vector<std::uint8_t>> a, b;
    for (std::uint64_t k = 0; k < inTurn.count(); ++k) {
      const auto one = shuffled.compose(k), other = inTurn.compose(k);
      a.emplace(one->image.data(), one->image.data() + one->image.byteCount());
      b.emplace(other->image.data(), other->image.data() + other->image.byteCount());
    }
    QVERIFY(a == b);
  }

  void pixelsAreBlendedToTheNearest() {
    Composition composition(smallSpec(), 1, smallSources(3, 3), enough);
    const CompositionSources sources = smallSources(3, 3);
    for (std::uint64_t k = 0; k < composition.count(); ++k) {
      const auto composed = composition.compose(k);
      const ForegroundPlacement& at = composed->placement;
      const Image background = *sources.background(at.background);
      const AlphaImage foreground = *sources.foreground(at.foreground); // keeps its height
      const PixelBox solid = solidOf(foreground);
      QCOMPARE(at.box.width, solid.width);
      QCOMPARE(at.box.height, solid.height);
      const int left = at.box.x - (at.mirrored ? 9 - solid.x - solid.width : solid.x);
      const int top = at.box.y - solid.y;
      for (int y = 0; y < 32; ++y)
        for (int x = 0; x < 40; ++x) {
          const int column = x - left, row = y - top;
          const bool inside = foreground.alpha.contains(column, row);
          const int source = inside ? (at.mirrored ? 8 - column : column) : 0;
          const double alpha = inside ? foreground.alpha.at(source, row) / 255.0 : 0;
          QCOMPARE(composed->mask.at(x, y), std::uint8_t(alpha >= 0.5 ? 255 : 0));
          for (int c = 0; c < 3; ++c) {
            const double exact = (inside ? foreground.colour.at(source, row, c) : 0) * alpha +
                                 background.at(x, y, c) * (1 - alpha);
            QVERIFY(std::abs(composed->image.at(x, y, c) - exact) <= 0.5 + 1e-9);
          }
        }
    }
  }

  void sumsAreThoseOfThePictures() {
    Composition composition(smallSpec(), 9, smallSources(2, 2), enough);
    for (std::uint64_t k = 0; k < composition.count(); ++k) {
      const auto composed = composition.compose(k);
      QVERIFY(composed->imageSums == sumsOf(composed->image));
      QVERIFY(composed->maskSums == sumsOf(composed->mask));
    }
    Image half(2, 1, 3);
    for (int c = 0; c < 3; ++c)
      half.at(1, 0, c) = 255;
    QCOMPARE(sumsOf(half).mean(1), 0.5);
    QCOMPARE(sumsOf(half).deviation(2), 0.5);
    QCOMPARE(ChannelSums{}.deviation(0), 0.0);
  }

  void otherSeedsMakeOtherSets() {
    Composition one(smallSpec(), 1, smallSources(2, 2), enough), same(smallSpec(), 1, smallSources(2, 2), 0),
        other(smallSpec(), 2, smallSources(2, 2), enough);
    int differ = 0;
    for (std::uint64_t k = 0; k < one.count(); ++k) {
      QVERIFY(one.compose(k)->image == same.compose(k)->image); // without any memory too
      differ += !(one.compose(k)->image == other.compose(k)->image);
    }
    QVERIFY(differ > 20);
  }

  void threadsDoNotDisturbOneAnother() {
    Composition composition(smallSpec(), 1, smallSources(3, 3), 5000); // pictures come and go
    Composition alone(smallSpec(), 1, smallSources(3, 3), enough);
    std::vector<std::thread> threads;
    std::atomic<int> wrong{0};
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&, t] {
        for (std::uint64_t k = 0; k < composition.count(); ++k) {
          const auto at = (k + static_cast<std::uint64_t>(t) * 13) % composition.count();
          if (!(composition.compose(at)->image == alone.compose(at)->image)) ++wrong;
        }
      });
    for (std::thread& thread : threads)
      thread.join();
    QCOMPARE(wrong.load(), 0);
  }

  void foregroundsAreTrimmedAndBroughtToHeight() {
    CompositionSources sources = smallSources(1, 40);
    sources.foreground = [](std::size_t) {
      AlphaImage wide{Image(100, 90, 3, 77), Raster<std::uint8_t>(100, 90)};
      for (int y = 20; y < 60; ++y)
        for (int x = 30; x < 50; ++x) {
          wide.alpha.at(x, y) = 255;
          for (int c = 0; c < 3; ++c)
            wide.colour.at(x, y, c) = 200;
        }
      wide.alpha.at(0, 0) = 1, wide.alpha.at(99, 89) = 2; // what background removers leave
      return wide;
    };
    Composition composition(smallSpec(), 1, sources, enough);
    std::set<int> heights;
    for (std::uint64_t k = 0; k < composition.count(); ++k) {
      const auto composed = composition.compose(k);
      const PixelBox& box = composed->placement.box;
      heights.insert(box.height);
      QVERIFY(std::abs(box.width - box.height / 2.0) <= 1);
      const PixelBox shown = boundsOf(composed->mask);
      QVERIFY(shown.x == box.x && shown.y == box.y && shown.width == box.width && shown.height == box.height);
      // Nothing of the colour behind the transparent border has come in.
      for (int y = 1; y + 1 < box.height; ++y)
        for (int x = 1; x + 1 < box.width; ++x)
          QCOMPARE(composed->image.at(box.x + x, box.y + y, 0), std::uint8_t(200));
    }
    // An edge within a pixel may round either way.
    QVERIFY(heights.size() >= 2 && *heights.begin() >= 9 && *heights.rbegin() <= 13);
  }

  void aSoftFringeIsPastedAndLiesOutsideTheBox() {
    // A solid square with a shadow of 40 % around it, as high as the picture together.
    CompositionSpec spec = smallSpec();
    spec.positions = 200, spec.mirrored = false;
    CompositionSources sources = smallSources(1, 1);
    sources.background = [](std::size_t) { return Image(40, 32, 3, 200); };
    sources.foreground = [](std::size_t) {
      AlphaImage picture{Image(16, 16, 3, 0), Raster<std::uint8_t>(16, 16, 1, 102)};
      for (int y = 3; y < 13; ++y)
        for (int x = 3; x < 13; ++x)
          picture.alpha.at(x, y) = 255;
      return picture;
    };
    Composition composition(spec, 1, sources, enough);
    bool clipped = false, whole = false;
    for (std::uint64_t k = 0; k < composition.count(); ++k) {
      const auto composed = composition.compose(k);
      const PixelBox& box = composed->placement.box;
      QVERIFY(box.width == 10 && box.height == 10);
      for (int y = 0; y < 32; ++y)
        for (int x = 0; x < 40; ++x) {
          const int dx = std::max({box.x - x, x - box.x - 9, 0}),
                    dy = std::max({box.y - y, y - box.y - 9, 0});
          const int expected = dx == 0 && dy == 0 ? 0 : dx <= 3 && dy <= 3 ? 120 : 200;
          QCOMPARE(int(composed->image.at(x, y, 1)), expected);
          QCOMPARE(int(composed->mask.at(x, y)), expected == 0 ? 255 : 0);
        }
      QVERIFY(composed->imageSums == sumsOf(composed->image));
      clipped |= box.x < 3, whole |= box.x >= 3;
    }
    QVERIFY(clipped && whole);
  }

  void widthMayBeTheTighterLimit() {
    // Three times as wide as high: 12 high would be 36 wide, which fits into 40; 5 times would not.
    CompositionSources sources = smallSources(1, 30);
    sources.foreground = [](std::size_t) {
      return AlphaImage{Image(150, 41, 3), Raster<std::uint8_t>(150, 41, 1, 255)};
    };
    Composition composition(smallSpec(), 1, sources, enough);
    std::set<int> heights;
    for (std::uint64_t k = 0; k < composition.count(); ++k) {
      const auto composed = composition.compose(k);
      QVERIFY2(composed.ok(), composed.ok() ? "" : composed.error().sentence().c_str());
      heights.insert(composed->placement.box.height);
    }
    QVERIFY((heights == std::set<int>{10})); // 11 high would be 40.2 wide
  }

  void softEdgesKeepTheirColourWhenScaled_data() {
    QTest::addColumn<int>("height");
    QTest::newRow("smaller") << 13;
    QTest::newRow("larger") << 110;
  }
  void softEdgesKeepTheirColourWhenScaled() {
    QFETCH(int, height);
    AlphaImage picture = disk(40, 40, 1);
    for (std::size_t i = 0; i < picture.colour.byteCount(); ++i)
      picture.colour.data()[i] = 128;
    const AlphaImage scaled = scaledTo(picture, height, height);
    int soft = 0;
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < height; ++x) {
        if (scaled.alpha.at(x, y) == 0) continue;
        soft += scaled.alpha.at(x, y) < 255;
        QVERIFY(std::abs(scaled.colour.at(x, y, 0) - 128) <= 1);
      }
    QVERIFY(soft > 10);
  }

  void backgroundsCoverThePicture() {
    Image wide(300, 100, 3);
    for (int y = 0; y < 100; ++y)
      for (int x = 0; x < 300; ++x)
        wide.at(x, y, 0) = x < 150 ? 10 : 250;
    const Image cut = covering(wide, 50, 50);
    QVERIFY(cut.sameSize(50, 50));
    QCOMPARE(cut.at(5, 25, 0), std::uint8_t(10));
    QCOMPARE(cut.at(45, 25, 0), std::uint8_t(250)); // about the centre
    const Image grown = covering(Image(10, 20, 3, 99), 64, 48);
    QVERIFY(grown.sameSize(64, 48));
    QCOMPARE(grown.at(63, 47, 2), std::uint8_t(99));
    // A strip without end is cut before it grows.
    Image strip(1, 1'000'000, 3, 0);
    strip.at(0, 500'000, 1) = strip.at(0, 499'999, 1) = 90;
    QCOMPARE(covering(strip, 4096, 4096).at(2048, 2048, 1), std::uint8_t(90));
  }

  void whatCannotBePastedIsNamed() {
    CompositionSources sources = smallSources(1, 1);
    const auto said = [&] {
      const auto composed = Composition(smallSpec(), 1, sources, enough).compose(0);
      return composed.ok() ? QString() : QString::fromStdString(composed.error().sentence());
    };
    sources.foreground = [](std::size_t) { return AlphaImage{Image(9, 11, 3), Raster<std::uint8_t>(9, 11)}; };
    QVERIFY(said().startsWith("fg0.png: this foreground is transparent everywhere"));
    sources.foreground = [](std::size_t) {
      return AlphaImage{Image(9, 11, 3), Raster<std::uint8_t>(9, 11, 1, 100)};
    };
    QVERIFY(said().startsWith("fg0.png: nothing of this foreground is opaque enough"));
    sources.foreground = [](std::size_t) {
      return AlphaImage{Image(6000, 1, 3), Raster<std::uint8_t>(6000, 1, 1, 255)}; // never made that wide
    };
    QVERIFY2(said().contains("60000 pixels wide when 10 high, the pictures are only 40 wide"),
             qPrintable(said()));
    sources.foreground = [](std::size_t) -> Result<AlphaImage> {
      return Error{ErrorCode::notFound, "gone", "fg0.png", {}};
    };
    QCOMPARE(Composition(smallSpec(), 1, sources, enough).compose(0).error().code, ErrorCode::notFound);
  }

  void allFaultsAreToldAtOnce() {
    CompositionSources sources = smallSources(30, 40);
    const auto foreground = sources.foreground;
    sources.foreground = [foreground](std::size_t i) {
      return i % 3 == 1 ? Result<AlphaImage>(AlphaImage{Image(9, 11, 3), Raster<std::uint8_t>(9, 11)})
                        : foreground(i);
    };
    sources.background = [](std::size_t i) {
      return i == 29 ? Result<Image>(Error{ErrorCode::badInput, "damaged", "bg29.jpg", {}})
                     : Result<Image>(coloured(40, 32, 1));
    };
    Composition composition(smallSpec(), 1, sources, enough);
    const auto prepared = composition.prepareAll(3);
    QVERIFY(!prepared.ok());
    const QString sentence = QString::fromStdString(prepared.error().sentence());
    QVERIFY2(sentence.startsWith("fg1.png: ") && sentence.contains("fg4.png, fg7.png") &&
                 sentence.contains("and 3 more"),
             qPrintable(sentence)); // 13 of 40, and a background
    QVERIFY(Composition(smallSpec(), 1, smallSources(5, 5), 0).prepareAll(2).ok());
    const Progress stop{{}, [] { return true; }};
    QCOMPARE(composition.prepareAll(2, stop).error().code, ErrorCode::cancelled);
  }
};

QTEST_APPLESS_MAIN(TestComposition)
#include "test_composition.moc"
