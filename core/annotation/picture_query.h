#pragma once
// What the filter of the picture list understands: "corners<4 and not reviewed label:box".
#include "core/annotation/project.h"
#include "core/base/result.h"
#include <QStringView>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillscope {

/// What is known of a picture where it is listed; the rest is read from the picture when a query asks for it.
struct PictureFacts {
  QStringView name; ///< as listed
  const Picture* picture = nullptr;
  bool annotated = false, measured = false, predicted = false, proposed = false, doubtful = false;
  std::optional<double> fill, confidence; ///< percent; 0..1
};

/// Immutable; copies are cheap. Words stand for parts of the name. All words must hold; and, or, not, a minus
/// before a word and parentheses combine them, "…" keeps spaces.
///   is:STATE, or STATE alone            open, annotated, measured, predicted, proposed, doubtful, reviewed,
///                                       unreviewed
///   corners, regions, fill, confidence  with < <= > >= = !=, or A..B           numbers
///   name, label, shape                  with : (part of it), = or !=           text
///   any other name                                    an attribute of the picture or of one of its regions
///   has:NAME                                                                   a value is there
class PictureQuery {
 public:
  PictureQuery() = default; ///< holds for every picture
  bool holds(const PictureFacts& facts) const;
  bool isEmpty() const { return !root_; }
  /// Names that it takes for attributes, to be checked against those that exist.
  const std::vector<std::string>& attributes() const { return attributes_; }

  struct Node;

 private:
  friend Result<PictureQuery> parsePictureQuery(std::string_view text);
  std::shared_ptr<const Node> root_;
  std::vector<std::string> attributes_;
};

/// Error: badInput, one sentence that says what is missing or not a number, and how it is written.
Result<PictureQuery> parsePictureQuery(std::string_view text);

/// A word of the language that somebody may have meant by a name that no attribute has; "" none is near.
std::string nearestQueryWord(const std::string& name);

/// Reviewed is a file attribute "reviewed" with the value "yes", as VIA shows it too.
inline constexpr const char* pictureReviewedAttribute = "reviewed";
bool isReviewed(const Picture& picture);
Attributes withReviewed(Attributes attributes, bool reviewed);

} // namespace fillscope
