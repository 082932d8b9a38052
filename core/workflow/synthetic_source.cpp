#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include "core/workflow/photo_files.h"
#include "core/workflow/training_sources.h"
#include <system_error>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

class SyntheticSource final : public SampleSource {
 public:
  SyntheticSource(fs::path folder, std::vector<std::string> names, int keypoints, SampleParts parts)
      : folder_(std::move(folder))
      , names_(std::move(names))
      , keypoints_(keypoints)
      , parts_(parts) {}

  std::size_t size() const override { return names_.size(); }
  std::string group(std::size_t index) const override { return names_.at(index); }

  Result<TrainingSample> load(std::size_t index) const override {
    const std::string& name = names_.at(index);
    const auto record = loadPhotoRecord(folder_, name);
    if (!record) return record.error();
    auto image = loadImage(folder_ / photoFileName(name, PhotoFile::colour));
    if (!image) return image.error();
    TrainingSample sample;
    if (parts_ != SampleParts::picture) {
      auto depth = exactDepth(name);
      if (!depth) return depth.error();
      if (!depth->values.sameSize(*image)) return differInSize(name);
      sample.depth = std::move(*depth);
    }
    if (parts_ == SampleParts::everything) {
      auto mask = loadMask(folder_ / photoFileName(name, PhotoFile::mask), image->width(), image->height());
      if (!mask) return mask.error();
      sample.content = std::move(*mask);
    }
    if (!image->sameSize(record->camera.width, record->camera.height)) return differInSize(name);

    sample.name = sample.group = name;
    sample.image = std::move(*image);
    sample.keypoints.assign(record->corners.begin(), record->corners.begin() + keypoints_);
    sample.camera = record->camera;
    sample.k1 = record->k1;
    sample.size = record->size;
    sample.fillPercent = record->fillPercent;
    return sample;
  }

 private:
  Error differInSize(const std::string& name) const {
    return {ErrorCode::badInput, "the files of this sample differ in size",
            (folder_ / photoRecordName(name)).string(), "write it again with synth --resume"};
  }

  Result<DepthMap> exactDepth(const std::string& name) const {
    std::error_code fault;
    const fs::path floats = folder_ / photoFloatDepthName(name);
    if (fs::exists(floats, fault)) return loadDepth(floats, {});
    return loadDepth(folder_ / photoFileName(name, PhotoFile::depth), {photoDepthUnit, 0});
  }

  fs::path folder_;
  std::vector<std::string> names_;
  int keypoints_;
  SampleParts parts_;
};

} // namespace

Result<std::shared_ptr<SampleSource>> syntheticSource(const fs::path& folder, std::vector<std::string> names,
                                                      int keypoints, SampleParts parts) {
  if (keypoints != 4 && keypoints != 8)
    return Error{ErrorCode::badInput,
                 "synthetic samples have 4 or 8 keypoints, not " + std::to_string(keypoints), folder.string(),
                 "name the four rim corners in the configuration, or these and the four below them"};
  return std::shared_ptr<SampleSource>(
      std::make_shared<SyntheticSource>(folder, std::move(names), keypoints, parts));
}

Result<Mask> loadMask(const fs::path& path, int width, int height) {
  const auto image = loadImage(path);
  if (!image) return image.error();
  if (!image->sameSize(width, height))
    return Error{ErrorCode::badInput, "this mask has another size than its picture", path.string(),
                 "take the mask that belongs to the picture"};
  Mask mask(width, height);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      mask.at(x, y) = image->at(x, y) > 127;
  return mask;
}

} // namespace fillscope
