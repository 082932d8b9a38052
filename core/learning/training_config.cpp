#include "core/learning/training_config.h"
#include "core/base/file_io.h"
#include "core/inference/model_manifest.h"
#include "core/learning/config_fields.h"
#include <set>

namespace fillscope {
namespace {

constexpr std::initializer_list<const char*> taskWords{"corners", "depth", "classes", "denoiser"};
constexpr std::initializer_list<const char*> networkWords{
    "corners_heatmap", "corners_regression", "rim_depth", "unet", "classifier", "depth_denoiser"};

template <class Enum>
void visitEnum(FieldVisitor& visitor, const char* name, Enum& value,
               std::initializer_list<const char*> allowed) {
  int index = static_cast<int>(value);
  visitor.choice(name, index, allowed);
  value = static_cast<Enum>(index);
}

void visitLoss(LossWeights& loss, FieldVisitor& visitor) {
  visitor.number("ssim", loss.ssim, 0, 100);
  visitor.number("l1", loss.l1, 0, 100);
  visitor.number("smoothness", loss.smoothness, 0, 100);
  visitor.number("si_log", loss.siLog, 0, 100);
  visitor.number("gradient", loss.gradient, 0, 100);
  visitor.number("content", loss.content, 0, 100);
  visitor.number("fill", loss.fill, 0, 100);
  visitor.number("fill_evenness", loss.fillEvenness, 0, 1);
  visitor.number("ratio", loss.ratio, 0, 100);
  visitor.number("likelihood", loss.likelihood, 0, 100);
  visitor.number("hole_weight", loss.holeWeight, 0, 100);
}

AugmentationSpec moderateColour() {
  AugmentationSpec spec = AugmentationSpec::none();
  spec.flipHorizontal = spec.flipVertical = 0.5;
  spec.brightness = 30;
  spec.hue = 8;
  spec.saturation = 40;
  spec.gammaLow = 0.7;
  spec.gammaHigh = 1.5;
  spec.greyChance = 0.05;
  return spec;
}

bool areNames(const std::vector<std::string>& texts) {
  const std::set<std::string> different(texts.begin(), texts.end());
  return !texts.empty() && different.size() == texts.size() && !different.contains("");
}

Error wrong(const std::string& field, const std::string& allowed) {
  return {ErrorCode::badInput, "the field \"" + field + "\" must be " + allowed, {}, {}};
}

/// Measured depth is not what it was where a picture is moved or covered.
Result<void> checkDenoiser(const TrainingConfig& config) {
  const AugmentationSpec& spec = config.augmentation;
  for (const auto& [field, value] : {std::pair("geometric_chance", spec.geometricChance),
                                     std::pair("cutout", spec.cutout), std::pair("occluder", spec.occluder)})
    if (value > 0) return wrong(field, "0 for \"depth_denoiser\": depth stays as it was measured");
  if (config.loss.l1 + config.loss.likelihood + config.loss.gradient > 0) return {};
  return wrong("loss", "above 0 in \"l1\", \"likelihood\" or \"gradient\"");
}

} // namespace

void visitFields(TrainingConfig& config, FieldVisitor& visitor) {
  visitEnum(visitor, "network", config.network, networkWords);
  visitEnum(visitor, "task", config.task, taskWords);
  visitor.text("id", config.id);
  visitor.text("name", config.name);
  visitor.text("licence", config.licence);
  visitor.text("description", config.description);
  visitor.integers("channels", config.channels, 1, 2048);
  visitor.integers("blocks", config.blocks, 0, 16);
  visitor.integer("input_size", config.inputSize, 16, 2048);
  visitor.integer("rim_margin", config.rimMargin, 0, 256);
  visitor.texts("keypoints", config.keypoints);
  visitor.texts("classes", config.classes);
  visitor.flag("balance_classes", config.balanceClasses);
  visitor.number("border", config.border, 0, 0.4);
  visitor.number("box_share", config.boxShare, 0.2, 1);
  visitor.number("close_up_share", config.closeUpShare, 0, 1);
  visitor.number("rectified_share", config.rectifiedShare, 0, 1);
  visitor.number("rectified_box_share", config.rectifiedBoxShare, 0.2, 1);
  visitor.number("known_size_share", config.knownSizeShare, 0, 1);
  visitor.number("max_depth", config.maxDepth, 0.01, 10000);
  visitor.number("no_grey_share", config.noGreyShare, 0, 1);
  visitor.open("loss");
  visitLoss(config.loss, visitor);
  visitor.close();
  visitor.open("augmentation");
  visitFields(config.augmentation, visitor);
  visitor.close();
  visitor.integer("batch", config.batch, 1, 4096);
  visitor.integer("epochs", config.epochs, 1, 100000);
  visitor.integer("samples_per_epoch", config.samplesPerEpoch, 0, 100000000);
  visitor.number("learning_rate", config.learningRate, 1e-9, 10);
  visitor.number("weight_decay", config.weightDecay, 0, 10);
  visitor.number("warm_up_steps", config.warmUpSteps, 0, 1e6);
  visitor.number("validation_share", config.validationShare, 0, 0.9);
  visitor.integer("patience", config.patience, 0, 100000);
  visitor.seed("seed", config.seed);
  visitor.integer("threads", config.threads, 0, 1024);
  visitor.integer("workers", config.workers, 0, 1024);
  visitor.flag("mixed_precision", config.mixedPrecision);
  visitor.flag("cpu_bfloat16", config.cpuBfloat16);
  visitor.text("initial_weights", config.initialWeights);
}

Result<void> TrainingConfig::check() const {
  TrainingConfig copy = *this;
  FieldWriter writer;
  visitFields(copy, writer);
  if (writer.fault()) return *writer.fault();
  const bool corners = network == NetworkKind::cornersHeatmap || network == NetworkKind::cornersRegression;
  if (task != taskOf(network))
    return wrong("task", "\"" + std::string(nameOf(taskOf(network))) + "\", as the network asks");
  if (id.empty() || !isModelId(id) || id.front() == '.')
    return wrong("id", "a name of letters, digits, - _ . that does not begin with a dot");
  if (channels.empty() || channels.size() > 8) return wrong("channels", "a list of 1 to 8 whole numbers");
  if (blocks.size() != channels.size()) return wrong("blocks", "as long as \"channels\"");
  // Each level halves the picture, and the last must come out whole.
  const int step = 1 << channels.size();
  if (inputSize % step != 0)
    return wrong("input_size", "a multiple of " + std::to_string(step) + " with that many \"channels\"");
  if (network == NetworkKind::unet) {
    const TrainingConfig preset = defaultConfig(network);
    if (channels != preset.channels) return wrong("channels", "[16, 32, 64, 128]: the U-Net's are fixed");
    if (blocks != preset.blocks) return wrong("blocks", "[1, 1, 1, 1]: the U-Net's are fixed");
  }
  const bool namesClasses = task == TrainingTask::classes && !classes.empty();
  if (namesClasses && (!areNames(classes) || classes.size() < 2))
    return wrong("classes", "a list of two or more names, no two alike, or [] for those that the data hold");
  if (corners && !areNames(keypoints)) return wrong("keypoints", "a list of one or more names, no two alike");
  if (network == NetworkKind::rimDepth && 4 * rimMargin > inputSize)
    return wrong("rim_margin", "at most a quarter of \"input_size\"");
  if (!takesPerspective(network) && augmentation.perspective > 0)
    return wrong("perspective", "0 for \"rim_depth\", which learns from the camera's rays");
  const int deepest = inputSize / step;
  if (batch == 1 && deepest == 1)
    return wrong("batch", "at least 2 where the deepest level is one pixel, or a larger \"input_size\"");
  const bool overDepth = loss.ssim + loss.l1 + loss.smoothness + loss.siLog + loss.gradient > 0;
  const bool overRim = network == NetworkKind::rimDepth && loss.content + loss.fill + loss.ratio > 0;
  if (task == TrainingTask::depth && !overDepth && !overRim)
    return wrong("loss", "at least one term above 0");
  if (!takesMoves(network))
    if (auto right = checkDenoiser(*this); !right) return right;
  return augmentation.check();
}

TrainingTask taskOf(NetworkKind kind) {
  switch (kind) {
  case NetworkKind::cornersHeatmap:
  case NetworkKind::cornersRegression:
    return TrainingTask::corners;
  case NetworkKind::classifier:
    return TrainingTask::classes;
  case NetworkKind::depthDenoiser:
    return TrainingTask::denoiser;
  case NetworkKind::rimDepth:
  case NetworkKind::unet:
    break;
  }
  return TrainingTask::depth;
}

const char* nameOf(TrainingTask task) { return taskWords.begin()[static_cast<int>(task)]; }

bool takesPerspective(NetworkKind kind) { return kind != NetworkKind::rimDepth; }

bool takesMoves(NetworkKind kind) { return kind != NetworkKind::depthDenoiser; }

TrainingConfig defaultConfig(NetworkKind kind) {
  TrainingConfig config;
  config.network = kind;
  switch (kind) {
  case NetworkKind::cornersHeatmap:
  case NetworkKind::cornersRegression: {
    config.task = TrainingTask::corners;
    config.channels = {32, 64, 96, 192, 288};
    config.blocks = {0, 1, 2, 4, 3};
    if (kind == NetworkKind::cornersHeatmap) {
      config.border = 0.15;
      config.closeUpShare = 0.2;
      config.rectifiedShare = 0.36;
    }
    AugmentationSpec& spec = config.augmentation;
    spec = moderateColour();
    spec.geometricChance = 0.5;
    spec.rotate = 12;
    spec.scaleLow = 0.8;
    spec.scaleHigh = 1.15;
    spec.perspective = 0.04;
    spec.noise = 6;
    spec.blur = 0.8;
    spec.cutout = 0.05;
    spec.occluder = 0.3;
    break;
  }
  case NetworkKind::rimDepth:
    config.task = TrainingTask::depth;
    config.inputSize = 112;
    config.channels = {32, 64, 128, 256};
    config.blocks = {1, 2, 4, 4};
    config.knownSizeShare = 0.55;
    config.loss = {.ssim = 0.5,
                   .l1 = 1,
                   .smoothness = 0.01,
                   .siLog = 0,
                   .gradient = 0.5,
                   .content = 0.2,
                   .fill = 0.8,
                   .ratio = 0.4};
    config.augmentation = moderateColour();
    break;
  case NetworkKind::unet:
    config.task = TrainingTask::depth;
    config.inputSize = 256;
    config.channels = {16, 32, 64, 128};
    config.blocks = {1, 1, 1, 1};
    config.batch = 32;
    config.learningRate = 2e-4;
    config.weightDecay = 0;
    config.warmUpSteps = 0;
    config.epochs = 100;
    config.augmentation = moderateColour();
    break;
  case NetworkKind::classifier: {
    config.task = TrainingTask::classes;
    // Those of the corners network that ships, which it may start from.
    config.channels = {32, 64, 96, 192, 288};
    config.blocks = {0, 1, 2, 4, 3};
    config.initialWeights = "box-corners";
    config.learningRate = 5e-4;
    AugmentationSpec& spec = config.augmentation;
    spec = moderateColour();
    spec.geometricChance = 0.7;
    spec.rotate = 8;
    spec.scaleLow = 0.9;
    spec.scaleHigh = 1.15;
    spec.noise = 4;
    break;
  }
  case NetworkKind::depthDenoiser: {
    config.task = TrainingTask::denoiser;
    config.inputSize = 128;
    config.channels = {16, 32, 64, 128};
    config.blocks = {1, 1, 1, 1};
    config.loss = {.ssim = 0, .l1 = 1, .smoothness = 0, .gradient = 0.5, .likelihood = 0.5};
    config.batch = 16;
    config.warmUpSteps = 100;
    config.mixedPrecision = false; // its digits are fewer than depth's
    AugmentationSpec& spec = config.augmentation;
    spec = AugmentationSpec::none();
    spec.flipHorizontal = spec.flipVertical = 0.5;
    spec.brightness = 30;
    spec.gammaLow = 0.7;
    spec.gammaHigh = 1.5;
    spec.noise = 6;
    break;
  }
  }
  return config;
}

Result<TrainingConfig> parseTrainingConfig(const std::string& json, const std::string& where,
                                           NetworkKind preset) {
  const auto document = parseJson(json, where);
  if (!document) return document.error();
  int network = static_cast<int>(preset);
  if (const auto* word = member(*document, "network")) {
    int k = 0;
    for (const char* allowed : networkWords) {
      if (asString(*word) == allowed) network = k;
      ++k;
    }
  }
  TrainingConfig config = defaultConfig(static_cast<NetworkKind>(network));
  FieldReader reader(*document, where);
  visitFields(config, reader);
  if (const auto done = reader.finish(); !done) return done.error();
  if (auto checked = config.check(); !checked) {
    Error error = checked.error();
    error.where = where;
    return error;
  }
  return config;
}

Result<TrainingConfig> loadTrainingConfig(const std::filesystem::path& path, NetworkKind preset) {
  const auto bytes = readFile(path);
  if (!bytes) return bytes.error();
  return parseTrainingConfig(*bytes, path.string(), preset);
}

std::string trainingConfigJson(const TrainingConfig& config) {
  TrainingConfig copy = config;
  FieldWriter writer;
  visitFields(copy, writer);
  return writer.json();
}

} // namespace fillscope
