#pragma once
// The figures of the picture list, each as long as the picture is what it was measured as.
#include "core/annotation/annotation_document.h"
#include "core/geometry/fill.h"
#include <QHash>
#include <QSet>
#include <optional>
#include <string>

namespace fillscope {

/// What the list shows of a picture that was measured.
struct FillSummary {
  double percent = 0;
  bool needsLook = false; ///< something makes the figure doubtful
  bool predicted = false; ///< from a network, not measured
  std::string lens{};     ///< what the picture's attribute said of it then
  std::string network{};  ///< the one that the picture named then (depthNetworkOf)
};

/// Whether a figure of the one is a figure of the other: complete rim, box size, depth, camera and lens are
/// the same. Which network was asked is not looked at.
bool isMeasuredAlike(const Picture& one, const Picture& other);

/// Lives on the window's thread. Looks at no file.
class FillSummaries {
 public:
  explicit FillSummaries(const AnnotationDocument& document)
      : document_(document) {}

  /// Nothing while the picture names another network: undo and redo choose between measured and predicted.
  std::optional<FillSummary> of(int picture) const;
  /// Whether it has all it needs for a figure, and that is neither known nor known to fail.
  bool isWaiting(int picture) const;
  QList<int> pictures() const { return summaries_.keys(); }
  /// Whether its lens is the one of its figure.
  bool hasSameLens(int picture) const;

  void put(int picture, FillSummary summary);
  /// The figure of a picture as it is now; its lens and network are filled in.
  void putOfNow(int picture, FillSummary summary);
  void putFailure(int picture);    ///< it has all it needs, and that could not be used
  bool remove(int picture);        ///< its figure; false: it had none
  void forgetFailure(int picture); ///< −1: all
  void clear();

  std::string lensOf(int picture) const;
  /// Whether more is doubtful of it than what the list says by itself: predicted, or with corners to review.
  static bool isDoubtful(const FillReport& report);

 private:
  const AnnotationDocument& document_;
  QHash<int, FillSummary> summaries_;
  QSet<int> failed_;
};

} // namespace fillscope
