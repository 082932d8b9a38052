#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/via_attributes.h"
#include "core/formats/via_project.h"
#include "core/formats/via_settings.h"
#include "core/formats/via_text.h"

namespace fillscope {
namespace {

/// Cut short where it is cancelled.
std::string projectJson(const Project& project, const Progress& progress) {
  const std::vector<std::string> ids = uniqueViaIds(project);
  const ViaSettings settings = settingsForVia(project);
  std::string text;
  text.reserve(2048 + project.pictures.size() * 320);
  // One line for every picture and region: a fault can be named by its line, and two versions can be
  // compared.
  text += "{\n\"_via_settings\":" + settings.text + ",\n\"_via_img_metadata\":{";
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (i % 1024 == 0) {
      progress.report(static_cast<double>(i) / static_cast<double>(ids.size()), "Composing the file");
      if (progress.cancelled()) return text;
    }
    text += i ? ",\n" : "\n";
    appendJsonString(text, ids[i]);
    text += ':';
    appendPictureJson(text, project.pictures[i]);
  }
  text += "},\n\"_via_attributes\":" + attributeDefinitions(project) + ",\n\"_via_data_format_version\":";
  appendJsonString(text, project.formatVersion);
  text += ",\n\"_via_image_id_list\":[";
  for (std::size_t i = 0; i < ids.size(); ++i) {
    text += i ? ",\n" : "\n";
    appendJsonString(text, ids[i]);
  }
  text += ']';
  if (!settings.keptAside.empty())
    text += ",\n\"" + std::string(keptSettingsMember) + "\":" + settings.keptAside;
  for (const auto& extra : project.extras) {
    text += ",\n";
    appendJsonString(text, extra.first);
    text += ':' + extra.second;
  }
  return text += "\n}\n";
}

} // namespace

std::string viaProjectJson(const Project& project) { return projectJson(project, {}); }

Result<std::string> savedViaProject(const Project& project, const std::filesystem::path& path,
                                    const Progress& progress) {
  for (const Picture& picture : project.pictures)
    for (const Region& region : picture.regions)
      if (!isFinite(region.shape))
        return Error{ErrorCode::badInput, "a region of " + picture.filename + " has no finite place",
                     path.string(), "place it again"};
  std::string text = projectJson(project, progress);
  if (progress.cancelled()) return cancelledError();
  return text;
}

Result<void> saveViaProject(const Project& project, const std::filesystem::path& path) {
  const Result<std::string> text = savedViaProject(project, path);
  if (!text) return text.error();
  return writeFileAtomically(path, *text);
}

} // namespace fillscope
