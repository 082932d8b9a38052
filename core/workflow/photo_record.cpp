#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/workflow/photo_files.h"
#include <cmath>
#include <initializer_list>
#include <numbers>
#include <vector>

namespace fillscope {
namespace {

constexpr std::array fileKeys{"color", "depth", "camera-depth", "mask", "K"};

std::string list(std::initializer_list<double> numbers) {
  std::string text;
  for (const double number : numbers) {
    text += text.empty() ? "[" : ", ";
    appendNumber(text, number);
  }
  return text += ']';
}

std::string rowText(const Mat3& m, int row) {
  const auto item = [row](Vec3 v) { return row == 0 ? v.x : row == 1 ? v.y : v.z; };
  return list({item(m.columns[0]), item(m.columns[1]), item(m.columns[2])});
}

/// Reads members of one object and remembers the first that is missing or wrong.
class Reader {
 public:
  explicit Reader(const rapidjson::Value& object)
      : object_(object) {}

  const rapidjson::Value* find(const char* name) {
    const rapidjson::Value* value = member(object_, name);
    if (!value) blame(name);
    return value;
  }
  double number(const char* name) { return numberIn(object_, name, name); }
  double number(const char* group, const char* name) {
    const rapidjson::Value* value = find(group);
    return value ? numberIn(*value, name, group) : 0;
  }
  std::uint64_t whole(const char* name) { return wholeIn(object_, name, name); }
  std::uint64_t whole(const char* group, const char* name) {
    const rapidjson::Value* value = find(group);
    return value ? wholeIn(*value, name, group) : 0;
  }
  std::string text(const char* name) {
    const rapidjson::Value* value = find(name);
    if (value && value->IsString()) return value->GetString();
    blame(name);
    return {};
  }
  /// Exactly count finite numbers.
  std::vector<double> numbers(const rapidjson::Value* value, std::size_t count, const char* name) {
    std::vector<double> found;
    if (value && value->IsArray())
      for (const auto& item : value->GetArray())
        if (const auto read = asNumber(item)) found.push_back(*read);
    if (found.size() != count) blame(name);
    found.resize(count);
    return found;
  }
  const rapidjson::Value* item(const rapidjson::Value* list, std::size_t index, const char* name) {
    if (list && list->IsArray() && index < list->Size())
      return &(*list)[static_cast<rapidjson::SizeType>(index)];
    blame(name);
    return nullptr;
  }
  void blame(const char* name) {
    if (fault_.empty()) fault_ = name;
  }
  const std::string& fault() const { return fault_; }

 private:
  double numberIn(const rapidjson::Value& object, const char* name, const char* blamed) {
    const rapidjson::Value* value = member(object, name);
    const auto read = value ? asNumber(*value) : std::nullopt;
    if (!read) blame(blamed);
    return read.value_or(0);
  }
  std::uint64_t wholeIn(const rapidjson::Value& object, const char* name, const char* blamed) {
    const rapidjson::Value* value = member(object, name);
    if (value && value->IsUint64()) return value->GetUint64();
    blame(blamed);
    return 0;
  }

  const rapidjson::Value& object_;
  std::string fault_;
};

Vec3 vec3(const std::vector<double>& v) { return {v[0], v[1], v[2]}; }

void readPose(Reader& reader, BoxPose& pose) {
  const rapidjson::Value* value = reader.find("pose");
  if (!value) return;
  const rapidjson::Value* rotation = member(*value, "rotation");
  std::array<Vec3, 3> rows;
  for (std::size_t i = 0; i < 3; ++i)
    rows[i] = vec3(reader.numbers(reader.item(rotation, i, "pose"), 3, "pose"));
  pose.rotation.columns = {Vec3{rows[0].x, rows[1].x, rows[2].x}, Vec3{rows[0].y, rows[1].y, rows[2].y},
                           Vec3{rows[0].z, rows[1].z, rows[2].z}};
  pose.translation = vec3(reader.numbers(member(*value, "translation"), 3, "pose"));
}

} // namespace

std::string photoRecordJson(const PhotoRecord& r) {
  std::string text = "{\n\"name\": \"" + r.name + "\",\n\"index\": " + std::to_string(r.origin.index) +
                     ",\n\"seed\": " + std::to_string(r.origin.seed) + ",\n\"spec\": \"" + r.origin.specHash +
                     "\",\n\"corner_names\": [";
  for (std::size_t i = 0; i < photoCornerNames.size(); ++i)
    text += std::string(i ? ", \"" : "\"") + photoCornerNames[i] + '"';
  text += "],\n\"corners\": [";
  for (std::size_t i = 0; i < r.corners.size(); ++i)
    text += (i ? ", " : "") +
            list({r.corners[i].at.x, r.corners[i].at.y, static_cast<double>(r.corners[i].visibility)});
  text +=
      "],\n\"size\": " + list({r.size.first, r.size.second, r.size.depth}) +
      ",\n\"tilt\": " + numberText(r.tilt * 180 / std::numbers::pi) +
      ",\n\"fill_percent\": " + numberText(r.fillPercent) +
      ",\n\"litres\": {\"content\": " + numberText(r.contentLitres) +
      ", \"box\": " + numberText(r.boxLitres) + "},\n\"pose\": {\"rotation\": [" +
      rowText(r.pose.rotation, 0) + ", " + rowText(r.pose.rotation, 1) + ", " + rowText(r.pose.rotation, 2) +
      "], \"translation\": " + list({r.pose.translation.x, r.pose.translation.y, r.pose.translation.z}) +
      "},\n\"camera\": {\"fx\": " + numberText(r.camera.fx) + ", \"fy\": " + numberText(r.camera.fy) +
      ", \"cx\": " + numberText(r.camera.cx) + ", \"cy\": " + numberText(r.camera.cy) +
      ", \"width\": " + std::to_string(r.camera.width) + ", \"height\": " + std::to_string(r.camera.height) +
      ", \"k1\": " + numberText(r.k1) + "},\n\"bytes\": {";
  for (std::size_t i = 0; i < fileKeys.size(); ++i)
    text += std::string(i ? ", \"" : "\"") + fileKeys[i] + "\": " + std::to_string(r.bytes[i]);
  return text += "}\n}\n";
}

Result<PhotoRecord> parsePhotoRecord(const std::string& json, const std::string& where) {
  const auto document = parseJson(json, where);
  if (!document) return document.error();
  Reader reader(*document);
  PhotoRecord r;
  r.name = reader.text("name");
  r.origin = {reader.text("spec"), reader.whole("seed"), reader.whole("index")};
  const rapidjson::Value* corners = reader.find("corners");
  for (std::size_t i = 0; i < r.corners.size(); ++i) {
    const auto values = reader.numbers(reader.item(corners, i, "corners"), 3, "corners");
    if (values[2] != 0 && values[2] != 1 && values[2] != 2) reader.blame("corners");
    r.corners[i] = {{values[0], values[1]}, static_cast<KeypointVisibility>(static_cast<int>(values[2]))};
  }
  const auto size = reader.numbers(reader.find("size"), 3, "size");
  r.size = {size[0], size[1], size[2]};
  r.tilt = reader.number("tilt") * std::numbers::pi / 180;
  r.fillPercent = reader.number("fill_percent");
  r.contentLitres = reader.number("litres", "content");
  r.boxLitres = reader.number("litres", "box");
  readPose(reader, r.pose);
  r.camera = {reader.number("camera", "fx"),
              reader.number("camera", "fy"),
              reader.number("camera", "cx"),
              reader.number("camera", "cy"),
              static_cast<int>(reader.whole("camera", "width")),
              static_cast<int>(reader.whole("camera", "height"))};
  r.k1 = reader.number("camera", "k1");
  for (std::size_t i = 0; i < fileKeys.size(); ++i)
    r.bytes[i] = reader.whole("bytes", fileKeys[i]);
  if (!reader.fault().empty())
    return Error{ErrorCode::badInput, "\"" + reader.fault() + "\" of this sample is missing or wrong", where,
                 "write the sample again with synth --resume"};
  return r;
}

Result<PhotoRecord> loadPhotoRecord(const std::filesystem::path& folder, const std::string& name) {
  const std::filesystem::path path = folder / photoRecordName(name);
  const auto text = readFile(path);
  if (!text) return text.error();
  return parsePhotoRecord(*text, path.string());
}

} // namespace fillscope
