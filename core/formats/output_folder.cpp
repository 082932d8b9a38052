#include "core/formats/output_folder.h"
#include "core/base/file_io.h"

namespace fillscope {

namespace fs = std::filesystem;

OutputFolder::OutputFolder(fs::path folder, const fs::path& input)
    : folder_(std::move(folder))
    , input_(input) {}

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

Result<void> OutputFolder::write(const fs::path& inside, std::string_view bytes) {
  const fs::path file = folder_ / inside;
  if (auto made = makeFolder(file.parent_path()); !made) return made;
  std::error_code fault;
  const bool isNew = !fs::exists(file, fault);
  if (!isNew && !input_.empty() && fs::equivalent(file, input_, fault))
    return Error{ErrorCode::badInput, "the file that is read would be written over", file.string(),
                 "name another folder"};
  if (auto written = writeFileQuickly(file, bytes); !written) return written;
  if (isNew) made_.push_back(file);
  files_.push_back(file);
  return {};
}

void OutputFolder::addPicture(const fs::path& picture, const fs::path& inside) {
  const fs::path file = folder_ / inside;
  if (!makeFolder(file.parent_path())) return;
  std::error_code fault;
  if (fs::exists(file, fault)) {
    if (fs::equivalent(file, picture, fault)) return;
    fs::remove(file, fault); // of another export
  } else {
    made_.push_back(file);
  }
  fs::create_hard_link(fs::canonical(picture, fault), file, fault);
  if (fault) fs::copy_file(picture, file, fault);
}

Result<std::vector<fs::path>> OutputFolder::commit() {
  if (!files_.empty())
    if (auto synced = syncFolder(folder_.empty() ? fs::path(".") : folder_); !synced) return synced.error();
  committed_ = true;
  return files_;
}

} // namespace fillscope
