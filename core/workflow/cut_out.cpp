#include "core/workflow/cut_out.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/base/number_text.h"
#include "core/formats/image_io.h"
#include "core/formats/npy.h"
#include "core/formats/via_project.h"
#include "core/imaging/row_bands.h"
#include "core/learning/augmentation.h"
#include "core/workflow/photo_files.h"
#include "core/workflow/synthetic_set.h"
#include "core/workflow/training_sources.h"
#include <atomic>
#include <mutex>
#include <optional>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

/// "photos/a.color.png" gives "photos-a": one folder holds them all.
std::string stemOf(const std::string& name) {
  std::string stem = fs::path(name).replace_extension().string();
  constexpr std::string_view colour = ".color";
  if (stem.ends_with(colour)) stem.resize(stem.size() - colour.size());
  for (char& c : stem)
    if (c == '/' || c == '\\' || c == ':') c = '-';
  while (stem.starts_with('.') || stem.starts_with('-'))
    stem.erase(0, 1);
  // File systems take 255 bytes; number and suffixes come to it.
  constexpr std::size_t longest = 200;
  if (stem.size() > longest) {
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(stem[end]) & 0xC0) == 0x80)
      --end; // not within a character
    stem.resize(end);
  }
  return stem.empty() ? "sample" : stem;
}

Result<void> writeFile(const fs::path& path, const Result<std::string>& contents) {
  if (!contents) return contents.error();
  return writeFileQuickly(path, *contents);
}

Region rimRegion(const TrainingSample& sample) {
  Rim rim{{}, sample.size};
  for (std::size_t i = 0; i < 4; ++i) {
    rim.corners.push_back(sample.keypoints[i].at);
    if (sample.visibilityKnown) rim.visibility.push_back(sample.keypoints[i].visibility);
  }
  return regionFromRim(rim);
}

Result<Picture> writeOne(const TrainingSample& sample, const fs::path& folder, const std::string& name) {
  Picture picture;
  picture.filename = photoFileName(name, PhotoFile::colour);
  const fs::path file = folder / picture.filename;
  const auto colour = encodeImage(sample.image, ".png", file.string());
  if (auto written = writeFile(file, colour); !written) return written.error();
  picture.size = static_cast<long long>(colour->size());
  picture.id = picture.filename + std::to_string(picture.size); // VIA's key
  PictureSources sources;
  if (!sample.depth.values.empty()) {
    const bool fits = sample.depth.kind == DepthKind::metric && fitsPhotoDepthPng(sample.depth);
    sources.depthFile = fits ? photoFileName(name, PhotoFile::depth) : photoFloatDepthName(name);
    sources.depthScale = fits ? photoDepthUnit : 0;
    sources.depthKind = sample.depth.kind;
    const fs::path path = folder / sources.depthFile;
    auto written = fits ? writeFile(path, photoDepthPng(sample.depth, path.string()))
                        : writeFile(path, npyBytes(sample.depth.values));
    if (!written) return written.error();
  }
  setSources(picture, sources);
  if (!sample.content.empty()) {
    const std::string mask = photoFileName(name, PhotoFile::mask);
    if (auto written = writeFile(folder / mask, photoMaskPng(sample.content, (folder / mask).string()));
        !written)
      return written.error();
    picture.attributes.set(maskAttribute, mask);
  }
  if (!sample.group.empty()) picture.attributes.set(pictureGroupAttribute, sample.group);
  if (sample.fillPercent) picture.attributes.set(fillAttribute, numberText(*sample.fillPercent));
  picture.regions.push_back(rimRegion(sample));
  return picture;
}

/// Writes samples by index; what came of each stands at its own place.
class Cutter {
 public:
  Cutter(const CutOutRequest& request, const Progress& progress)
      : request_(request)
      , progress_(progress)
      , pictures_(request.source->size())
      , skipped_(request.source->size())
      , names_(request.source->size()) {}

  Result<void> run() {
    forEachBand(static_cast<int>(pictures_.size()), request_.threads, [this](int i) {
      if (stopped_) return;
      const auto result = cut(static_cast<std::size_t>(i));
      const std::lock_guard lock(guard_);
      if (!result) {
        stopped_ = true;
        if (!fault_ || fault_->code == ErrorCode::cancelled) fault_ = result.error();
      }
      progress_.report(static_cast<double>(++done_) / static_cast<double>(pictures_.size() + 1),
                       "Cutting out");
    });
    if (fault_) return *fault_;
    return {};
  }
  /// What was written, so that the folder is empty again for another try.
  void takeBack() const {
    std::error_code ignored;
    for (const std::string& name : names_) {
      if (name.empty()) continue;
      for (const PhotoFile kind : {PhotoFile::colour, PhotoFile::depth, PhotoFile::mask})
        fs::remove(request_.folder / photoFileName(name, kind), ignored);
      fs::remove(request_.folder / photoFloatDepthName(name), ignored);
    }
  }
  std::vector<std::optional<Picture>>& pictures() { return pictures_; }
  const std::vector<std::string>& skipped() const { return skipped_; }
  std::size_t unscaled() const { return unscaled_; }

 private:
  Result<void> cut(std::size_t index) {
    if (progress_.cancelled()) return cancelledError();
    const auto sample = request_.source->load(index);
    if (!sample && sample.error().code == ErrorCode::cancelled) return sample.error();
    const auto cutOut = sample ? perspectiveCutOut(*sample, request_.width, request_.height, request_.margin)
                               : Result<TrainingSample>(sample.error());
    if (!cutOut) {
      skipped_[index] = cutOut.error().sentence();
      return {};
    }
    unscaled_ += sample->depthLacksScale;
    names_[index] = photoName(index, pictures_.size()) + "-" + stemOf(sample->name);
    auto picture = writeOne(*cutOut, request_.folder, names_[index]);
    if (!picture) return picture.error();
    pictures_[index] = std::move(*picture);
    return {};
  }

  const CutOutRequest& request_;
  const Progress& progress_;
  std::vector<std::optional<Picture>> pictures_;
  std::vector<std::string> skipped_, names_;
  std::atomic<bool> stopped_{false};
  std::atomic<std::size_t> unscaled_{0};
  std::mutex guard_;
  std::optional<Error> fault_;
  std::size_t done_ = 0;
};

Result<void> prepare(const CutOutRequest& request) {
  if (request.width < 1 || request.height < 1 || !(request.margin >= 0) ||
      2 * request.margin >= std::min(request.width, request.height))
    return Error{ErrorCode::badInput,
                 "the cut-outs have no room for the box between their margins",
                 {},
                 "give a larger size or a smaller margin"};
  if (auto made = makeFolder(request.folder); !made) return made;
  if (holdsFiles(request.folder))
    return Error{ErrorCode::badInput, "the folder for the cut-outs holds other files",
                 request.folder.string(), "choose a new or empty folder"};
  return {};
}

} // namespace

Result<CutOutSummary> writeCutOuts(const CutOutRequest& request, const Progress& progress) {
  std::optional<Cutter> begun;
  try {
    if (auto prepared = prepare(request); !prepared) return prepared.error();
    Cutter& cutter = begun.emplace(request, progress);
    if (auto done = cutter.run(); !done) {
      cutter.takeBack();
      return done.error();
    }
    CutOutSummary summary;
    Project project;
    project.name = "Cut-outs";
    for (auto& picture : cutter.pictures())
      if (picture) project.pictures.push_back(std::move(*picture));
    for (const std::string& sentence : cutter.skipped())
      if (!sentence.empty()) summary.skipped.push_back(sentence);
    summary.written = project.pictures.size();
    summary.unscaled = cutter.unscaled();
    if (summary.written == 0)
      return Error{ErrorCode::badInput, "no sample could be cut out", request.folder.string(),
                   summary.skipped.empty() ? "choose data with rims" : summary.skipped.front()};
    summary.project = request.folder / syntheticProjectName;
    auto kept = syncFolder(request.folder);
    if (kept) kept = saveViaProject(project, summary.project);
    if (!kept) {
      cutter.takeBack();
      return kept.error();
    }
    progress.report(1, "Cut-outs ready");
    return summary;
  } catch (const std::exception& fault) {
    if (begun) begun->takeBack();
    return Error{ErrorCode::tryAgain, std::string("the cut-outs could not be made: ") + fault.what(),
                 request.folder.string(), "close other programs and try again"};
  }
}

} // namespace fillscope
