#pragma once
// Everything that decides how a network is trained, in one file.
#include "core/learning/augmentation.h"
#include <filesystem>
#include <string>
#include <vector>

namespace fillscope {

enum class TrainingTask { corners, depth, classes, denoiser };
/// cornersHeatmap, cornersRegression: corners; rimDepth: depth looked at through the rim (rim_view.h); unet:
/// the original picture-to-depth U-Net of 1.96 M parameters; classifier: which class a picture is of;
/// depthDenoiser: measured depth made better (depth_tile.h).
enum class NetworkKind { cornersHeatmap, cornersRegression, rimDepth, unet, classifier, depthDenoiser };

/// Terms of the losses of depth and their weights; 0 leaves a term out.
struct LossWeights {
  double ssim = 0.85, l1 = 0.1, smoothness = 0.9; ///< the original's weights
  double siLog = 0, gradient = 0;
  double content = 0, fill = 0, ratio = 0; ///< rimDepth's other answers
  double fillEvenness = 0;                 ///< 0..1: how far hard pictures count as easy ones do (fillLoss)
  double likelihood = 0;                   ///< depthDenoiser: of the error that it expects (laplaceLoss)
  double holeWeight = 0.2; ///< depthDenoiser: of the mean over holes, beside that over measured pixels
  friend bool operator==(const LossWeights&, const LossWeights&) = default;
};

struct TrainingConfig {
  TrainingTask task = TrainingTask::corners;
  NetworkKind network = NetworkKind::cornersHeatmap;
  std::string id = "my-network", name, licence, description; ///< of the exported manifest
  std::vector<int> channels{24, 48, 96, 160};                ///< per level, finest first
  std::vector<int> blocks{1, 1, 3, 3};                       ///< convolutions after the first, per level
  int inputSize = 192;                                       ///< pixels a side
  int rimMargin = 8;
  std::vector<std::string> keypoints{"top-left", "top-right", "bottom-right", "bottom-left"};
  std::vector<std::string> classes; ///< classifier: two or more; empty: those that the data hold, sorted
  bool balanceClasses = true;       ///< classifier: a rare class counts as much as a frequent one
  double border = 0.1, boxShare = 0.72;
  double closeUpShare = 0.5; ///< corners: share of training views that show the box alone
  double rectifiedShare = 0; ///< corners: share of training views that an outline has made square
  double rectifiedBoxShare = 0.6;
  double knownSizeShare = 0.7; ///< rimDepth: how often a sample tells the size of its box
  double maxDepth = 10;        ///< unet: metres, the farthest it can answer
  double noGreyShare = 0.3;    ///< depthDenoiser: how often a sample comes without its picture
  LossWeights loss;
  AugmentationSpec augmentation;
  int batch = 24;
  int epochs = 30;
  int samplesPerEpoch = 0;                                           ///< 0: all of them once
  double learningRate = 2e-3, weightDecay = 1e-4, warmUpSteps = 200; ///< AdamW, cosine to 1 % over all epochs
  double validationShare = 0.1;
  int patience = 0; ///< epochs without a better one before it stops; 0 never
  std::uint64_t seed = 1;
  int threads = 0;            ///< of LibTorch; 0: one for each processor
  int workers = 2;            ///< threads that prepare samples; the order of samples does not depend on them
  bool mixedPrecision = true; ///< where there is a GPU
  bool cpuBfloat16 = false;   ///< the same on the CPU, where isBfloat16Fast
  /// A checkpoint or exported network to start from, of the same kind and levels, with as many channels and
  /// blocks or fewer (growWeights in networks.h); "" from scratch. Programs take the id of a network, too. A
  /// classifier starts from a corners network as well: what is known of pictures is taken over, not the
  /// answer.
  std::string initialWeights;
  friend bool operator==(const TrainingConfig&, const TrainingConfig&) = default;
  /// Error: badInput with the name of the field that is wrong and what is allowed.
  Result<void> check() const;
};

/// What a network of the kind learns, and its word in files: "corners", "depth", "classes", "denoiser".
TrainingTask taskOf(NetworkKind kind);
const char* nameOf(TrainingTask task);
/// The preset for a kind: channels, loss, augmentation, batch.
TrainingConfig defaultConfig(NetworkKind kind);
/// Whether its samples may be changed in perspective: what a camera of known rays sees may not.
bool takesPerspective(NetworkKind kind);
/// Whether its samples may be moved or covered: measured depth may not.
bool takesMoves(NetworkKind kind);
/// What a file leaves out keeps the preset of its "network"; without one it is `preset`'s. Errors as
/// loadPhotoSpec.
Result<TrainingConfig> loadTrainingConfig(const std::filesystem::path& path,
                                          NetworkKind preset = NetworkKind::cornersHeatmap);
Result<TrainingConfig> parseTrainingConfig(const std::string& json, const std::string& where,
                                           NetworkKind preset = NetworkKind::cornersHeatmap);
std::string trainingConfigJson(const TrainingConfig& config);

} // namespace fillscope
