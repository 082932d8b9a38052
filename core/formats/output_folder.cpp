#include "core/formats/output_folder.h"
#include "core/base/file_copy.h"
#include "core/base/file_io.h"
#include <unistd.h>

namespace fillscope {

namespace fs = std::filesystem;

namespace {

/// One name in one folder, whatever links lead there.
bool isSameEntry(const fs::path& a, const fs::path& b) {
  std::error_code fault;
  return a.filename() == b.filename() &&
         fs::equivalent(a.has_parent_path() ? a.parent_path() : fs::path("."),
                        b.has_parent_path() ? b.parent_path() : fs::path("."), fault);
}

/// As copyFile leaves it: not the same file, but as long and as old.
bool isCopyOf(const fs::path& picture, const fs::path& file) {
  std::error_code fault;
  return !fs::is_symlink(file, fault) && !fs::equivalent(picture, file, fault) &&
         fs::file_size(picture, fault) == fs::file_size(file, fault) &&
         fs::last_write_time(picture, fault) == fs::last_write_time(file, fault) && !fault;
}

} // namespace

OutputFolder::OutputFolder(fs::path folder, const std::vector<fs::path>& inputs)
    : folder_(std::move(folder))
    , inputs_(inputs) {}

OutputFolder::~OutputFolder() {
  std::error_code ignored;
  if (!committed_)
    for (auto made = made_.rbegin(); made != made_.rend(); ++made)
      fs::remove(*made, ignored); // a folder that others wrote into stays
}

Result<void> OutputFolder::makeFolder(const fs::path& folder) {
  if (folder.empty() || known_.contains(folder)) return {};
  std::error_code fault;
  const auto status = fs::status(folder, fault);
  if (fs::exists(status) && !fs::is_directory(status))
    return Error{ErrorCode::badInput, "a file lies where a folder is to be made", folder.string(),
                 "name another folder"};
  if (!fs::is_directory(status)) {
    if (auto parent = makeFolder(folder.parent_path()); !parent) return parent;
    if (!fs::create_directory(folder, fault) && fault)
      return Error{ErrorCode::ioFailure, "this folder cannot be made: " + fault.message(), folder.string(),
                   "name another folder"};
    made_.push_back(folder);
  }
  known_.insert(folder);
  return {};
}

Result<void> OutputFolder::mayWrite(const std::vector<fs::path>& inside) const {
  for (const fs::path& file : inside)
    if (auto may = inputs_.mayWrite(folder_ / file); !may) return may;
  return {};
}

Result<void> OutputFolder::mayLeave(const std::vector<fs::path>& others,
                                    const std::vector<fs::path>& written) const {
  std::error_code fault;
  if (others.empty() || !fs::exists(folder_, fault)) return {};
  const std::set<fs::path> ours(written.begin(), written.end());
  for (const fs::path& other : others)
    if (!ours.contains(other) && fs::exists(fs::symlink_status(folder_ / other, fault)))
      return Error{ErrorCode::badInput,
                   "an earlier export left this here, and this one has other pictures or other parts",
                   (folder_ / other).string(), "name another folder, or take the earlier export away"};
  return {};
}

Result<void> OutputFolder::write(const fs::path& inside, std::string_view bytes) {
  const fs::path file = folder_ / inside;
  if (auto made = makeFolder(file.parent_path()); !made) return made;
  std::error_code fault;
  const bool isNew = !fs::exists(file, fault);
  if (auto may = inputs_.mayWrite(file); !may) return may;
  if (auto written = writeFileQuickly(file, bytes); !written) return written;
  if (isNew) made_.push_back(file);
  files_.push_back(file);
  return {};
}

Result<void> OutputFolder::mayAddPicture(const fs::path& picture, const fs::path& inside) const {
  std::error_code fault;
  return fs::equivalent(picture, folder_ / inside, fault) ? Result<void>()
                                                          : inputs_.mayWrite(folder_ / inside);
}

Result<void> OutputFolder::addPicture(const fs::path& picture, const fs::path& inside, bool mayReplace) {
  const fs::path file = folder_ / inside;
  if (::access(picture.c_str(), R_OK) != 0) return {};
  if (auto made = makeFolder(file.parent_path()); !made) return made;
  std::error_code fault;
  const bool isNew = !fs::exists(fs::symlink_status(file, fault));
  if (!isNew) {
    if (isSameEntry(picture, file) || isCopyOf(picture, file)) return {};
    if (auto may = mayAddPicture(picture, inside); !may) return may;
    // A link to the picture itself, as earlier versions made them, is no other picture.
    if (!mayReplace && !fs::equivalent(file, picture, fault))
      return Error{ErrorCode::badInput, "another picture lies where one is to be written", file.string(),
                   "name another folder"};
    if (!fs::remove(file, fault))
      return Error{ErrorCode::ioFailure, "this picture cannot be replaced: " + fault.message(), file.string(),
                   "name another folder"};
  }
  if (auto copied = copyFile(fs::canonical(picture, fault), file); !copied) return copied;
  if (isNew) made_.push_back(file);
  return {};
}

Result<std::vector<fs::path>> OutputFolder::commit() {
  if (!files_.empty())
    if (auto synced = syncFolder(folder_.empty() ? fs::path(".") : folder_); !synced) return synced.error();
  committed_ = true;
  return files_;
}

} // namespace fillscope
