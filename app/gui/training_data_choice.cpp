#include "app/gui/training_data_choice.h"
#include "app/gui/paths.h"
#include "core/base/file_io.h"
#include "core/workflow/photo_spec_file.h"
#include "core/workflow/training_data.h"
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {
constexpr const char* fileName = "data.json";
constexpr std::size_t leastValidation = 8;

const char* whatToAdd(SampleParts parts) {
  if (parts == SampleParts::depth) return "add pictures with depth, at least two";
  if (parts == SampleParts::classes) return "add pictures of at least two classes";
  if (parts == SampleParts::pairs) return "add pairs of measured and true depth, at least two";
  return "add pictures with a rim, at least two";
}

} // namespace

Result<TrainingDataChoice::Sources> TrainingDataChoice::open(const TrainingConfig& config) const {
  const int keypoints = static_cast<int>(config.keypoints.size());
  const SampleParts parts = partsFor(config);
  if (synthetic && config.task == TrainingTask::classes)
    return Error{ErrorCode::badInput, "scenes are of no class", {}, "choose pictures whose class is known"};
  if (synthetic) {
    if (const Result<void> valid = photo.check(); !valid) return valid.error();
    const auto share = static_cast<std::size_t>(std::lround(count * config.validationShare));
    const std::size_t kept = std::clamp(share, leastValidation, mostRenderedToJudge);
    const auto training =
        openGenerator(photo, config.seed, static_cast<std::size_t>(count), keypoints, parts);
    const auto validation = openGenerator(photo, config.seed + 1, kept, keypoints, parts);
    if (!training) return training.error();
    if (!validation) return validation.error();
    return Sources{*training, *validation};
  }
  const Result<std::shared_ptr<SampleSource>> all =
      openTrainingData(place, keypoints, parts, {parts == SampleParts::pairs ? depthScale : 0, 0});
  if (!all) return all.error();
  Split split = splitByGroup(**all, config.validationShare, config.seed);
  if (split.training.empty() || split.validation.empty())
    return Error{ErrorCode::badInput, "there are too few samples to keep some back for validation",
                 place.string(),
                 config.validationShare > 0 ? whatToAdd(parts) : "give \"validation_share\" more than 0"};
  return Sources{subset(*all, std::move(split.training)), subset(*all, std::move(split.validation)),
                 (*all)->unreviewed(), (*all)->unscaled(), (*all)->unclassed()};
}

Result<void> TrainingDataChoice::save(const std::filesystem::path& folder) const {
  QJsonObject object;
  if (synthetic) {
    object.insert(QStringLiteral("synth"),
                  QJsonDocument::fromJson(QByteArray::fromStdString(photoSpecJson(photo))).object());
    object.insert(QStringLiteral("count"), count);
  } else {
    object.insert(QStringLiteral("data"), toText(std::filesystem::absolute(place)));
    if (depthScale > 0) object.insert(QStringLiteral("depth_scale"), depthScale);
  }
  if (auto made = makeFolder(folder); !made) return made;
  return writeFileAtomically(folder / fileName, QJsonDocument(object).toJson().toStdString());
}

Result<TrainingDataChoice> TrainingDataChoice::load(const std::filesystem::path& folder) {
  const Result<std::string> text = readFile(folder / fileName);
  if (!text && text.error().code == ErrorCode::notFound)
    return Error{ErrorCode::notFound,
                 "this training was not begun in a window, and nothing here says what it learns from",
                 folder.string(), "go on with it by fillscope-cli train … --resume, with the same data"};
  if (!text) return text.error();
  const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(*text));
  TrainingDataChoice choice;
  if (document[QStringLiteral("synth")].isObject()) {
    const QByteArray spec = QJsonDocument(document[QStringLiteral("synth")].toObject()).toJson();
    const Result<PhotoSpec> photo = readPhotoSpec(spec.toStdString(), folder / fileName);
    if (!photo) return photo.error();
    choice.photo = *photo;
    choice.count = std::max(1, document[QStringLiteral("count")].toInt(choice.count));
  } else if (document[QStringLiteral("data")].isString()) {
    choice.synthetic = false;
    choice.place = toPath(document[QStringLiteral("data")].toString());
    choice.depthScale = std::max(0.0, document[QStringLiteral("depth_scale")].toDouble());
  } else {
    return Error{ErrorCode::badInput, "does not say what the training learns from",
                 (folder / fileName).string(), "start the training anew in another folder"};
  }
  return choice;
}

} // namespace fillscope
