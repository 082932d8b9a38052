#pragma once
// The tasks that networks are trained for.
#include "core/learning/torch/training_task.h"

namespace fillscope {

/// Corners by heat maps or by regression. Validation looks twice: at whole pictures (pass 0) and at the boxes
/// alone (pass 1). Metrics: mean_error_percent (of the diagonal), pck02, polygon_iou; closeup_… for pass 1.
/// Better: the higher mean polygon IoU of both looks, then the less mean error.
std::unique_ptr<TrainingTaskKind> cornerTask(const TrainingConfig& config);

/// Depth looked at through the rim (core/inference/rim_view.h). Metrics: share_l1 (0..1); content_iou;
/// fill_error (mean |figure − truth|, points), fill_bias (mean error), fill_sigma (mean stated
/// standard error); and over the
/// rim's square, in metres where the size is known and in rim lengths elsewhere, abs_rel, rmse, delta1, ssim.
/// Better: the less abs_rel / 0.05 + fill_error / 5.
std::unique_ptr<TrainingTaskKind> rimDepthTask(const TrainingConfig& config);

/// Whole picture to depth, as the original U-Net learns it; losses see shares of maxDepth. Metrics, over
/// pixels with depth: abs_rel, rmse (metres), delta1, ssim. Better: the less abs_rel.
std::unique_ptr<TrainingTaskKind> pictureDepthTask(const TrainingConfig& config);

/// Which class a picture is of. config.classes names them. Metrics: accuracy, balanced_accuracy,
/// mean_average_precision (class_scores.h), cross_entropy. Better: the higher balanced accuracy, then the
/// less cross-entropy.
std::unique_ptr<TrainingTaskKind> classTask(const TrainingConfig& config);

/// Measured depth made better, tile by tile; validation looks at four tiles of each sample. Metrics: mae_mm,
/// rmse_mm and abs_rel of the measured pixels, the same as …_before of what was measured; filled_abs_rel of
/// the others; expected_error (the mean error that the network expects over the mean that it has). Means over
/// tiles. Better: the less loss, which weighs what is measured and holes as the configuration asks.
std::unique_ptr<TrainingTaskKind> denoiseTask(const TrainingConfig& config);

} // namespace fillscope
