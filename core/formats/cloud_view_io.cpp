#include "core/formats/cloud_view_io.h"
#include "core/base/file_io.h"
#include "core/base/json_fields.h"
#include "core/formats/intrinsics_io.h"
#include <cmath>

namespace fillscope {
namespace {

constexpr std::string_view comment = "# ", markStart = "a view of ", markEnd = ", by FillScope";

template <class Vector>
void visitVector(Vector& vector, const char* name, FieldVisitor& visitor) {
  constexpr double most = 1e12;
  visitor.open(name);
  visitor.number("x", vector.x, -most, most);
  visitor.number("y", vector.y, -most, most);
  visitor.number("z", vector.z, -most, most);
  visitor.close();
}

/// All but the cloud's name and the camera matrix.
void visitFields(CloudViewFile& file, FieldVisitor& visitor) {
  constexpr int mostPixels = 1 << 14; // of a side
  CloudView& view = file.view;
  int up = static_cast<int>(view.up);
  visitor.choice("up", up, {"z", "-z", "y", "-y", "x", "-x", "camera"});
  view.up = static_cast<UpAxis>(up);
  visitor.number("metres_per_unit", view.metresPerUnit, 1e-12, 1e12);
  visitVector(view.eye, "eye", visitor);
  visitVector(view.axes.columns[0], "right", visitor);
  visitVector(view.axes.columns[1], "down", visitor);
  visitVector(view.axes.columns[2], "away", visitor);
  visitor.number("nearest", view.nearest, 0, 1e12);
  visitor.integer("width", view.camera.width, 1, mostPixels);
  visitor.integer("height", view.camera.height, 1, mostPixels);
  visitor.flag("own_grid", view.isOwnGrid);
  visitor.text("picture_hash", file.pictureHash);
  visitor.text("depth_hash", file.depthHash);
  visitor.text("cloud_hash", file.cloudHash);
}

std::string markOf(const std::string& cloud) {
  return std::string(comment).append(markStart).append(cloud).append(markEnd).append("\n");
}

/// A line without what makes it a comment; nothing where it is none.
std::optional<std::string_view> commentIn(std::string_view text, std::size_t line) {
  for (; line > 0; --line) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  if (!text.starts_with(comment)) return {};
  text.remove_prefix(comment.size());
  text = text.substr(0, text.find('\n'));
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

Error noView(const std::filesystem::path& path) {
  return {ErrorCode::badInput, "this file does not say from where a cloud was looked at", path.string(),
          "name NAME.K.txt that fillscope-cli cloud wrote, or write it anew"};
}

bool areAxes(const Mat3& axes) {
  const auto& [right, down, away] = axes.columns;
  constexpr double rounding = 1e-3;
  return std::abs(norm(right) - 1) < rounding && std::abs(norm(down) - 1) < rounding &&
         norm(cross(right, down) - away) < rounding;
}

} // namespace

std::string cloudViewText(const CloudViewFile& file) {
  FieldWriter writer;
  CloudViewFile written = file;
  visitFields(written, writer);
  const auto place = parseJson(writer.json(), {});
  return markOf(file.cloud) + std::string(comment) + compactJson(*place) + "\n" +
         intrinsicsText(file.view.camera);
}

Result<CloudViewFile> loadCloudView(const std::filesystem::path& path) {
  const auto text = readFile(path);
  if (!text) return text.error();
  const auto mark = commentIn(*text, 0), place = commentIn(*text, 1);
  if (!mark || !mark->starts_with(markStart) || !mark->ends_with(markEnd) || !place) return noView(path);
  CloudViewFile file;
  file.cloud = mark->substr(markStart.size(), mark->size() - markStart.size() - markEnd.size());
  const auto json = parseJson(*place, path.string());
  if (!json || !json->IsObject()) return noView(path);
  const auto camera = loadIntrinsics(path);
  if (!camera) return camera.error();
  file.view.camera = *camera;
  file.view.camera.width = file.view.camera.height = 0; // must be told
  const std::string where = path.string();
  FieldReader reader(*json, where);
  visitFields(file, reader);
  if (const auto read = reader.finish(); !read) return read.error();
  if (file.view.camera.width == 0 || file.view.camera.height == 0 || !areAxes(file.view.axes))
    return noView(path);
  return file;
}

} // namespace fillscope
