#include "core/workflow/composition_files.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/content_hash.h"
#include "core/formats/folder_index.h"
#include "core/formats/image_io.h"
#include "core/formats/text_encoding.h"
#include "core/inference/sha256.h"
#include <algorithm>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

Result<std::vector<std::string>> namesIn(const std::string& folder, const char* field,
                                         const Progress& progress) {
  if (folder.empty())
    return Error{ErrorCode::badInput,
                 std::string("no folder of ") + field + " is named",
                 {},
                 std::string("give --") + field + " DIR, or \"" + field + "\" in the specification"};
  const auto files = picturesBelow(folder, progress);
  if (!files) {
    Error error = files.error();
    if (error.code == ErrorCode::badInput && std::string_view(field) == "foregrounds")
      error.hint = "name a folder that holds PNG files with an alpha channel";
    return error;
  }
  std::vector<std::string> names;
  for (const fs::path& file : *files) {
    std::string name = file.lexically_relative(folder).generic_string();
    const bool isPlain = std::none_of(name.begin(), name.end(), [](unsigned char c) { return c < ' '; });
    if (!isPlain || !isUtf8(name))
      return Error{ErrorCode::badInput,
                   "this name cannot stand in labels: it has " +
                       std::string(isPlain ? "bytes that are no UTF-8" : "tabs or line breaks in it"),
                   file.string(), "rename the file"};
    names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end(), naturallyBefore);
  return names;
}

} // namespace

Result<CompositionSpec> loadCompositionSpec(const fs::path& path) {
  const auto text = readFile(path);
  if (!text) return text.error();
  auto document = parseJson(*text, path.string());
  if (!document) return document.error();
  const auto* ofSet = member(*document, "spec"); // a set's own file names its specification
  auto spec = parseCompositionSpec(ofSet && ofSet->IsObject() ? compactJson(*ofSet) : *text, path.string());
  if (!spec) return spec.error();
  const fs::path base = fs::absolute(path).parent_path();
  for (std::string* folder : {&spec->backgrounds, &spec->foregrounds})
    if (!folder->empty()) *folder = (base / *folder).lexically_normal().string();
  return spec;
}

Result<CompositionSources> openCompositionSources(const CompositionSpec& spec, const Progress& progress) {
  auto backgrounds = namesIn(spec.backgrounds, "backgrounds", progress);
  if (!backgrounds) return backgrounds.error();
  auto foregrounds = namesIn(spec.foregrounds, "foregrounds", progress);
  if (!foregrounds) return foregrounds.error();
  CompositionSources sources;
  sources.backgrounds = *std::move(backgrounds);
  sources.foregrounds = *std::move(foregrounds);
  sources.background = [folder = fs::path(spec.backgrounds), names = sources.backgrounds](std::size_t index) {
    return loadImage(folder / names[index]);
  };
  sources.foreground = [folder = fs::path(spec.foregrounds), names = sources.foregrounds](std::size_t index) {
    return loadAlphaImage(folder / names[index]);
  };
  return sources;
}

Result<std::string> fingerprintOf(const CompositionSpec& spec, const CompositionSources& sources,
                                  const Progress& progress) {
  std::string list;
  const std::size_t files = sources.backgrounds.size() + sources.foregrounds.size();
  std::size_t read = 0;
  for (const auto& [folder, names] : {std::pair(&spec.backgrounds, &sources.backgrounds),
                                      std::pair(&spec.foregrounds, &sources.foregrounds)})
    for (const std::string& name : *names) {
      if (progress.cancelled()) return cancelledError();
      const auto bytes = readFile(fs::path(*folder) / name);
      if (!bytes) return bytes.error();
      list += name + '\t' + contentHashText(*bytes) + '\n';
      progress.report(static_cast<double>(++read) / static_cast<double>(files), "Reading the pictures");
    }
  return sha256(list);
}

} // namespace fillscope
