#include "core/workflow/training_data.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/picture_set.h"
#include "core/workflow/photo_files.h"
#include "core/workflow/synthetic_set.h"
#include "core/workflow/told_depth.h"
#include "core/workflow/training_sources.h"
#include <system_error>

namespace fillscope {
namespace {

/// Other programs' files may be called by numbers too.
bool isRecord(const std::filesystem::path& file) {
  const auto text = readFile(file);
  if (!text) return false;
  const auto record = parseJson(*text, file.string());
  return record && member(*record, "spec") && member(*record, "corners");
}

} // namespace

SampleParts partsFor(const TrainingConfig& config) {
  if (config.task == TrainingTask::corners) return SampleParts::picture;
  if (config.task == TrainingTask::classes) return SampleParts::classes;
  if (config.task == TrainingTask::denoiser) return SampleParts::pairs;
  return config.network == NetworkKind::rimDepth ? SampleParts::everything : SampleParts::depth;
}

Result<std::shared_ptr<SampleSource>> openTrainingData(const std::filesystem::path& path, int keypoints,
                                                       SampleParts parts, const DepthEncoding& untold) {
  try {
    if (keypoints < 1)
      return Error{
          ErrorCode::badInput, "there are no keypoints to learn", {}, "name some in the configuration"};
    if (parts == SampleParts::classes) return classSource(path);
    if (parts == SampleParts::pairs) return pairSource(path, untold);
    std::error_code fault;
    if (std::filesystem::is_directory(path, fault)) {
      auto names = sampleNames(path);
      const bool isSet = isSyntheticSet(path);
      if (!names.empty() && (isSet || isRecord(path / photoRecordName(names.front()))))
        return syntheticSource(path, std::move(names), keypoints, parts);
      if (isSet)
        return Error{ErrorCode::badInput, "this folder holds no whole sample yet", path.string(),
                     "write its samples with synth --resume"};
    }
    auto opened = openUnambiguous(path);
    if (!opened) return opened.error();
    tellDepth(*opened, untold);
    return annotatedSource(std::move(*opened), keypoints, parts);
  } catch (const std::exception& exception) {
    return Error{ErrorCode::tryAgain, std::string("the data cannot be read: ") + exception.what(),
                 path.string(), "close other programs and try again"};
  }
}

Result<std::shared_ptr<SampleSource>> openGenerator(const PhotoSpec& spec, std::uint64_t seed,
                                                    std::size_t count, int keypoints, SampleParts parts) {
  if (keypoints != 4 && keypoints != 8)
    return Error{ErrorCode::badInput,
                 "synthetic samples have 4 or 8 keypoints, not " + std::to_string(keypoints),
                 {},
                 "name the four rim corners, or these and the four below them"};
  return generatorSource(spec, seed, count, keypoints, parts == SampleParts::pairs);
}

} // namespace fillscope
