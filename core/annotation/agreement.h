#pragma once
// How well two sets of annotations agree, picture by picture: a second annotator's, or a network's beside
// one's own.
#include "core/annotation/project.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include <optional>
#include <string>
#include <vector>

namespace fillscope {

struct AgreementOptions {
  double leastOverlap = 0.5;  ///< below, two shapes are not the same thing; 0..1
  double reach = 10;          ///< pixels within which points and open lines may be the same thing
  double sigma = 0.025;       ///< of each keypoint, for OKS
  std::string labelAttribute; ///< "" : as labelOf chooses
  bool anyLabel = false;      ///< match shapes whatever they are called
};

/// One thing that both have. Distances are from A's point to B's, in A's order.
struct ShapeMatch {
  int a = -1, b = -1;             ///< region indices
  std::string label, shape;       ///< of A; shape in VIA's words, "box rim", "keypoints"
  double overlap = 0;             ///< IoU of the outlines; of equal ones 1, though they enclose nothing
  double likeness = 0;            ///< what matching went by: IoU, OKS, or nearness of points and lines; 0..1
  std::vector<std::string> names; ///< of the corners or keypoints compared
  std::vector<Vec2> corners;      ///< A's
  std::vector<Vec2> offsets;      ///< B's less A's, best of the four rotations for boxes and quadrangles
  std::vector<int> vertices;      ///< of each in A's region; of a rim its corners
  std::vector<int> partners;      ///< the same in B
  double meanDistance = 0;        ///< pixels; 0 where there are no corners
  double meanShare = 0;           ///< of A's longer diagonal, 0..1
  std::optional<double> oks;      ///< where corners or keypoints were compared
  bool sameVisibility = true;     ///< of keypoints
};

struct PictureAgreement {
  std::string picture; ///< file name in A
  int a = -1, b = -1;  ///< picture indices
  std::vector<ShapeMatch> matches;
  std::vector<int> missing; ///< regions of A that B lacks
  std::vector<int> extra;   ///< regions of B that A lacks
  /// 0..1, for a list with the worst first: mean likeness, missing and extra counting 0; 1 where both have
  /// nothing.
  double score = 1;
};

/// Mean of B less A at one corner.
struct CornerBias {
  std::string shape, corner; ///< "box rim", "top-left"
  Vec2 mean;
  double meanDistance = 0;
  int count = 0;
};

struct AgreementSummary {
  int pictures = 0, matched = 0, missing = 0, extra = 0;
  double precision = 0, recall = 0, f1 = 0; ///< of B against A; 1 where both have nothing
  double meanOverlap = 0;                   ///< over matches that enclose something
  int corners = 0;
  double meanDistance = 0, medianDistance = 0, p95Distance = 0; ///< pixels, over all corners
  double meanShare = 0;                                         ///< of the diagonal, over all corners
  double meanOks = 0;
  std::vector<CornerBias> bias;
};

struct Agreement {
  std::vector<PictureAgreement> pictures;          ///< that both have, in A's order
  std::vector<int> onlyInA, onlyInB;               ///< pictures, ascending
  std::vector<int> regionsOnlyInA, regionsOnlyInB; ///< how many each of these has; missing and extra
  AgreementSummary summary;
};

/// Regions of one picture. Best assignment by likeness among shapes of the same label and a comparable kind.
PictureAgreement comparePictures(const Picture& a, const Picture& b, const AgreementOptions& options = {});
/// What the pictures of an agreement add up to; its own summary is not looked at.
AgreementSummary summaryOf(const Agreement& agreement);
/// How many regions of a picture are compared.
int comparedRegions(const Picture& picture, const AgreementOptions& options = {});
/// Pictures are the same by file name, those of one name in their order, else by bare name where that is
/// unique. Error: cancelled.
Result<Agreement> compareAnnotations(const Project& a, const Project& b, const AgreementOptions& options = {},
                                     const Progress& progress = {});

} // namespace fillscope
