#include "core/workflow/open_cloud.h"
#include "core/base/file_io.h"
#include "core/base/number_text.h"
#include "core/formats/cloud_reader.h"
#include "core/formats/cloud_view_io.h"
#include "core/formats/content_hash.h"
#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

constexpr const char *pictureEnd = ".color.png", *depthEnd = ".depth.tif", *cameraEnd = ".K.txt";

/// The camera file of the only cloud's picture in a folder.
Result<fs::path> cameraIn(const fs::path& folder) {
  std::vector<fs::path> cameras;
  std::error_code fault;
  for (fs::directory_iterator entry(folder, fault), end; !fault && entry != end; entry.increment(fault))
    if (entry->path().filename().string().ends_with(cameraEnd)) cameras.push_back(entry->path());
  if (cameras.size() == 1) return cameras.front();
  return Error{cameras.empty() ? ErrorCode::notFound : ErrorCode::badInput,
               cameras.empty() ? "there is no view of a cloud in this folder"
                               : "there are views of several clouds in this folder",
               folder.string(), "name the file NAME.K.txt of one"};
}

/// What was noted when this cloud's files were written; nothing where they are not there or another's.
std::optional<CloudViewFile> noteOf(const fs::path& cloud, const WrittenCloud& files) {
  auto note = loadCloudView(files.camera);
  if (!note || note->cloud != cloud.filename().string()) return {};
  return *std::move(note);
}

/// Whether the files were made of the cloud as it is now. Times tell only where nothing better was noted: a
/// cloud that is copied back from elsewhere keeps its own.
bool isOf(const fs::path& cloud, const CloudViewFile& note, const WrittenCloud& files) {
  if (!note.cloudHash.empty()) {
    const auto bytes = readFile(cloud);
    return bytes && contentHashText(*bytes) == note.cloudHash;
  }
  std::error_code fault;
  const auto written = fs::last_write_time(files.camera, fault),
             cloudTime = fs::last_write_time(cloud, fault);
  return !fault && written >= cloudTime;
}

Result<void> mayWrite(const fs::path& cloud, const WrittenCloud& files) {
  const auto note = noteOf(cloud, files);
  const auto isOwn = [](const fs::path& file, const std::string& hash) {
    const auto bytes = readFile(file);
    return bytes && contentHashText(*bytes) == hash;
  };
  std::error_code fault;
  for (const fs::path& file : {files.picture, files.depth, files.camera}) {
    if (!fs::exists(file, fault)) continue;
    if (note &&
        (file == files.camera || isOwn(file, file == files.picture ? note->pictureHash : note->depthHash)))
      continue;
    return Error{ErrorCode::badInput, "a file that was not made of this cloud lies there", file.string(),
                 "choose another folder, or move that file away"};
  }
  return {};
}

/// Its step is one of several.
Progress partOf(const Progress& whole, double begin, double end) {
  Progress part;
  part.isCancelled = whole.isCancelled;
  part.onReport = [&whole, begin, end](double fraction, std::string_view step) {
    whole.report(begin + (end - begin) * std::clamp(fraction, 0.0, 1.0), step);
  };
  return part;
}

Error named(Error error, const fs::path& cloud) {
  if (error.code == ErrorCode::cancelled) return error;
  error.where = error.where.empty() ? cloud.string() : cloud.string() + ", " + error.where;
  return error;
}

/// What lay at a place before it was written over.
struct Earlier {
  explicit Earlier(const fs::path& place)
      : file(place)
      , bytes(readFile(place)) {}
  void putBack() const {
    std::error_code fault;
    if (bytes)
      (void)writeFileAtomically(file, *bytes);
    else if (bytes.error().code == ErrorCode::notFound)
      fs::remove(file, fault);
  }
  fs::path file;
  Result<std::string> bytes;
};

Result<void> writeFiles(const CloudPicture& picture, const fs::path& cloud, const WrittenCloud& files) {
  if (const auto saved = saveImage(picture.image, files.picture); !saved) return saved.error();
  if (const auto saved = saveDepth(picture.depth, files.depth); !saved) return saved.error();
  const auto image = readFile(files.picture), depth = readFile(files.depth);
  const auto bytes = readFile(cloud);
  if (!image) return image.error();
  if (!depth) return depth.error();
  if (!bytes) return bytes.error();
  return writeFileAtomically(files.camera,
                             cloudViewText({cloud.filename().string(), picture.view, contentHashText(*image),
                                            contentHashText(*depth), contentHashText(*bytes)}));
}

Result<void> write(const CloudPicture& picture, const fs::path& cloud, const WrittenCloud& files) {
  std::error_code fault;
  const fs::path folder = files.camera.parent_path();
  fs::create_directories(folder.empty() ? "." : folder, fault);
  if (fault)
    return Error{ErrorCode::ioFailure, "this folder cannot be made: " + fault.message(), folder.string(),
                 "copy the cloud to a folder of your own"};
  const Earlier image(files.picture), depth(files.depth);
  auto written = writeFiles(picture, cloud, files);
  if (written) return written;
  // With the camera's earlier file, or without one, the next run would take them for another's.
  image.putBack();
  depth.putBack();
  return written;
}

Result<CloudPicture> pictured(const ScatteredCloud& cloud, const CloudViewOptions& options,
                              const Progress& progress) {
  try {
    return pictureOf(cloud, options, progress);
  } catch (const std::exception&) { // what the picture takes beside the points
    return Error{ErrorCode::tryAgain,
                 "the picture of this cloud does not fit into the memory",
                 {},
                 "close other programs, or choose a smaller size"};
  }
}

} // namespace

WrittenCloud filesFor(const fs::path& cloud, const fs::path& folder) {
  const std::string stem = cloud.stem().string();
  WrittenCloud written;
  written.picture = folder / (stem + pictureEnd);
  written.depth = folder / (stem + depthEnd);
  written.camera = folder / (stem + cameraEnd);
  return written;
}

Result<CloudView> viewOfCloudPicture(const fs::path& path) {
  std::error_code fault;
  Result<fs::path> camera = path;
  if (fs::is_directory(path, fault)) camera = cameraIn(path);
  if (!camera) return camera.error();
  const std::string name = camera->filename().string();
  for (const std::string_view end : {pictureEnd, depthEnd})
    if (name.ends_with(end)) camera->replace_filename(name.substr(0, name.size() - end.size()) + cameraEnd);
  const auto file = loadCloudView(*camera);
  if (!file) return file.error();
  return file->view;
}

std::string WrittenCloud::remark() const {
  if (isOwnGrid) return "a camera's own grid, kept as it is";
  std::string text = up == UpAxis::camera ? "seen from the camera's place"
                                          : "seen from above, " + std::string(nameOf(up)) + " up";
  if (gridResidual) {
    char pixels[32];
    std::snprintf(pixels, sizeof pixels, "%.1f", *gridResidual);
    text += std::isfinite(*gridResidual)
                ? std::string("; its grid misses that of a camera by ") + pixels + " pixels"
                : "; its grid is that of no camera";
  }
  if (outside >= 0.005) {
    char percent[32];
    std::snprintf(percent, sizeof percent, "%.0f", 100 * outside);
    text += std::string("; ") + percent + " % of its points lie outside the picture";
  }
  return text;
}

Result<WrittenCloud> writeCloudPicture(const fs::path& cloud, const fs::path& folder,
                                       const CloudViewOptions& options, const Progress& progress) {
  if (const auto checked = options.check(); !checked) return checked.error();
  WrittenCloud written = filesFor(cloud, folder);
  if (const auto may = mayWrite(cloud, written); !may) return may.error();
  auto file = loadCloud(cloud, partOf(progress, 0, 0.5));
  if (!file) return file.error();
  const auto picture = pictured(file->cloud, options, partOf(progress, 0.5, 0.8));
  if (!picture) return named(picture.error(), cloud);
  if (progress.cancelled()) return cancelledError();
  progress.report(0.8, "Writing picture and depth");

  written.format = file->format;
  written.points = file->cloud.size() + (file->cloud.isOrganised() ? 0 : file->dropped);
  written.dropped = file->dropped;
  written.width = picture->view.camera.width;
  written.height = picture->view.camera.height;
  const Raster<float>& depth = picture->depth.values;
  const auto measured = std::count_if(depth.data(), depth.data() + depth.pixelCount(), DepthMap::isMeasured);
  written.measuredShare = static_cast<double>(measured) / static_cast<double>(depth.pixelCount());
  written.up = picture->view.up;
  written.isOwnGrid = picture->view.isOwnGrid;
  written.outside = picture->outside;
  written.upGuessed = !options.up && !options.like && !picture->view.isOwnGrid;
  written.ownColours = picture->ownColours;
  written.gridResidual = picture->gridResidual;
  if (const auto done = write(*picture, cloud, written); !done) return done.error();
  return written;
}

fs::path folderBeside(const fs::path& cloud) {
  std::string suffix = cloud.extension().string();
  if (!suffix.empty()) suffix.front() = '-';
  return cloud.parent_path() / (cloud.stem().string() + suffix);
}

Result<CloudBeside> openCloudBeside(const fs::path& cloud, const Progress& progress) {
  CloudBeside beside{folderBeside(cloud), {}};
  const WrittenCloud files = filesFor(cloud, beside.folder);
  std::error_code fault;
  const auto note = noteOf(cloud, files);
  const bool isThere = note && fs::exists(files.picture, fault) && fs::exists(files.depth, fault);
  if (isThere && isOf(cloud, *note, files)) return beside;
  auto written = writeCloudPicture(cloud, beside.folder, {}, progress);
  if (!written) return written.error();
  beside.written = std::move(*written);
  return beside;
}

} // namespace fillscope
