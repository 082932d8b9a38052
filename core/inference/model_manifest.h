#pragma once
// A network's file says nothing of sizes and units; its manifest does.
#include "core/base/result.h"
#include "core/imaging/depth_map.h"
#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace fillscope {

enum class ModelEngine { torchScript, onnx };
enum class ModelTask { depth, corners, classes, denoiser };

/// Contents of models/ID/manifest.json (or ID.json next to the file):
///   { "id": "box-depth-s", "name": "Small box depth", "licence": "MIT", "description": "…", "task": "depth",
///     "engine": "torchscript", "file": "box-depth-s.pt", "sha256": "…",
///     "input": { "width": 224, "height": 224, "keep_aspect": false, "channels": "rgb", "scale": 0.00392,
///                "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225] },
///     "output": { "kind": "metric", "unit": "mm", "scale": 1 } }
/// A corners network also holds
///   "corners": { "keypoints": ["top-left", …], "head": "heatmap" | "regression", "border": 0.1, "passes": 2,
///                "starts": 1, "final_views": 1, "box_share": 0.72, "rectified_box_share": 0.6, "confidence":
///                0.5 }
/// and its output has no kind. A depth network that looks through the rim (rim_view.h) holds
///   "rim": { "margin": 8 }
/// and may leave "output" out: its answer has the unit of the rim. Both have a square input. A classes
/// network holds
///   "classes": ["NOK", "OK"]
/// in the order of its output, and no output either. A denoiser of measured depth (depth_tile.h) holds
///   "denoiser": { "unit": 0.1 }
/// and no output; its input, the tile, is square.
/// Required: id, task, engine, file, input.width, input.height, output.kind, output.unit where metric,
/// corners.keypoints, and two or more classes.
/// The network's numbers times output.scale are in output.unit; units that go with a kind: metric "m", "cm",
/// "mm"; inverse "" or "1/m"; relative "".
struct ModelManifest {
  std::string id, name, licence, description;
  ModelTask task = ModelTask::depth;
  ModelEngine engine = ModelEngine::torchScript;
  std::filesystem::path file;          ///< absolute once loaded
  int inputWidth = 0, inputHeight = 0; ///< pixels
  bool keepAspect = false;             ///< pad to the input size instead of stretching
  bool bgr = false;                    ///< channel order the network expects
  double inputScale = 1.0 / 255.0;     ///< applied to 8-bit values before mean and std
  std::array<double, 3> mean{0, 0, 0},
      std{1, 1, 1}; ///< (value · inputScale − mean) / std, in the network's channel order
  DepthKind outputKind = DepthKind::metric;
  std::string outputUnit = "m"; ///< "m", "mm", "cm", "1/m", "" (relative)
  double outputScale = 1; ///< multiplies the output to reach metres (or 1/m), the unit's factor included
  std::string sha256;     ///< "" not checked

  /// Corners networks: the input is square, inputWidth pixels a side.
  struct Corners {
    std::vector<std::string> keypoints; ///< names, in the order of the network's output
    bool regression = false;            ///< x, y in 0..1 of the input instead of heat maps
    double border = 0.1;                ///< share of the input left free on each side of the picture
    int passes = 1;     ///< 2: a second look at the box alone; 3, 4: further ones at the rim made square
    int starts = 1;     ///< ways to hold the picture for the first look, 1 to 8; four keypoints on heat maps
    int finalViews = 1; ///< ways to hold one more look at the rim, whose mean counts; likewise
    double boxShare = 0.72;         ///< of the input that the box's bounding square takes in the second look
    double rectifiedBoxShare = 0.6; ///< of the input that a side of the rim takes in the third look
    double confidence = 0.5;        ///< of a regression head, which tells none: its PCK on the validation set
  } corners;
  std::vector<std::string> classes; ///< classes networks: names, in the order of the network's output
  double denoiserUnit = 0.1;        ///< denoisers: DepthTileShape::unit
  /// Depth networks conditioned on the rim; margin < 0: not conditioned.
  int rimMargin = -1;
  /// Of a network that looks through the rim, found on data it was not trained on: what its standard error of
  /// the fill is multiplied by to be honest ("x-fill-sigma-scale"), and the weight of its figure against the
  /// volume under its depth, 0..1 ("x-fill-figure-weight").
  double fillSigmaScale = 1, fillFigureWeight = 0.5;
  bool looksThroughRim() const { return rimMargin >= 0; }
};

/// Whether a text may be a manifest's id: letters, digits, - _ . alone.
bool isModelId(const std::string& text);

/// Reads and checks a manifest. A field that is missing, out of range or unknown is named in the error with
/// what is allowed. Errors: badInput, notFound (the manifest, or the network's file), ioFailure. The file's
/// SHA-256 is not computed here but when the network is loaded.
Result<ModelManifest> loadManifest(const std::filesystem::path& path);

/// What loadManifest reads back to the same manifest, the network's file named without its folder. Fields
/// that say no more than their default are left out. validation: how good the network was found after its
/// training, as "x-validation"; numbers that are not finite are left out.
std::string manifestJson(const ModelManifest& manifest, const std::map<std::string, double>& validation = {});

} // namespace fillscope
