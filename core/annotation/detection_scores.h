#pragma once
// How well B finds what A has, in the measures of detection and segmentation: average precision as COCO has
// it, and pixels.
#include "core/annotation/agreement.h"
#include <string>
#include <vector>

namespace fillscope {

/// Regions that enclose something; points and lines are left out. IoU is that of the outlines.
struct AveragePrecision {
  std::string label;         ///< "" for all classes together
  int truths = 0, found = 0; ///< regions of A, of B
  double ap = 0;             ///< mean over IoU .50:.05:.95, precision interpolated at 101 recalls
  double ap50 = 0, ap75 = 0;
};

/// Over the pixels of all pictures.
struct PixelAgreement {
  std::string label; ///< "" for whatever any region covers
  double iou = 0, dice = 0;
  double accuracy = 0; ///< share of pixels on which both say the same
};

struct DetectionScores {
  /// Whether any region of B says its confidence (its attribute confidence or score). Those that do not come
  /// last; where none does, all count alike in the order of the file.
  bool scored = false;
  AveragePrecision all;                  ///< mean over the classes that A has
  std::vector<AveragePrecision> classes; ///< by label; B's own that A lacks count nowhere, as in COCO
  int pixelPictures = 0;                 ///< whose size is known in A or B
  PixelAgreement pixels;                 ///< says nothing where there are no such pictures
  std::vector<PixelAgreement> pixelClasses;
};

/// Over the pictures of the agreement, and those that one of them has alone. As in COCO at most 100 regions
/// of a class count in a picture, those of the highest confidence. Error: cancelled.
Result<DetectionScores> scoreDetections(const Project& a, const Project& b, const Agreement& agreement,
                                        const AgreementOptions& options = {}, const Progress& progress = {});

/// Twice the intersection over the sum of areas.
constexpr double diceOfIou(double iou) { return 2 * iou / (1 + iou); }

} // namespace fillscope
