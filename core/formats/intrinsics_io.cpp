#include "core/formats/intrinsics_io.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/base/number_text.h"
#include <array>
#include <cmath>
#include <vector>

namespace fillscope {
namespace {

using rapidjson::Value;
using Matrix = std::array<double, 9>;

/// The camera that a matrix describes, written by rows or by columns: a camera matrix has zeros below its
/// diagonal, so the offset cx, cy tells which. Nothing where it is no camera matrix.
std::optional<CameraIntrinsics> cameraFrom(const Matrix& m) {
  for (const double value : m)
    if (!std::isfinite(value)) return {};
  const double least = 1e-9 * std::max(std::abs(m[0]), std::abs(m[4]));
  const auto isZero = [&](int i) { return std::abs(m[static_cast<std::size_t>(i)]) <= least; };
  if (std::abs(m[8] - 1) > 1e-6 || m[0] <= 0 || m[4] <= 0) return {};
  const bool byRows = isZero(3) && isZero(6) && isZero(7);
  const bool byColumns = isZero(1) && isZero(2) && isZero(5);
  if (byRows) return CameraIntrinsics{m[0], m[4], m[2], m[5], 0, 0};
  if (byColumns) return CameraIntrinsics{m[0], m[4], m[6], m[7], 0, 0};
  return {};
}

/// Nine numbers, flat or in three rows.
std::optional<Matrix> matrixFrom(const Value& value) {
  Matrix matrix{};
  std::size_t count = 0;
  const auto add = [&](const Value& item) {
    const auto number = asNumber(item);
    if (number && count < 9) matrix[count] = *number;
    count += number ? 1 : 100;
  };
  if (!value.IsArray()) return {};
  for (const Value& item : value.GetArray()) {
    if (!item.IsArray())
      add(item);
    else if (item.Size() != 3)
      return {};
    else
      for (const Value& number : item.GetArray())
        add(number);
  }
  return count == 9 ? std::optional(matrix) : std::nullopt;
}

std::optional<double> firstNumber(const Value& object, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (const Value* value = member(object, name))
      if (const auto number = asNumber(*value)) return number;
  return {};
}

/// What an object says of the camera that it or a part of it describes.
void readRest(const Value& object, LensIntrinsics& lens) {
  CameraIntrinsics& camera = lens.camera;
  const auto width = firstNumber(object, {"width", "image_width", "w"});
  const auto height = firstNumber(object, {"height", "image_height", "h"});
  const auto isSize = [](const auto& side) { return side && *side >= 1 && *side < 1e6; };
  if (camera.width == 0 && isSize(width) && isSize(height))
    camera.width = static_cast<int>(*width), camera.height = static_cast<int>(*height);
  if (const auto k1 = firstNumber(object, {"k1", "distortion_k1"}); k1 && lens.k1 == 0) lens.k1 = *k1;
}

/// The first camera in the value or what it holds.
std::optional<LensIntrinsics> search(const Value& value, int depth = 0) {
  constexpr int deepest = 4;
  if (depth > deepest) return {};
  std::optional<LensIntrinsics> lens;
  if (const auto matrix = matrixFrom(value)) {
    if (const auto camera = cameraFrom(*matrix)) lens = LensIntrinsics{*camera};
    return lens;
  }
  if (!value.IsObject()) return {};
  const auto fx = firstNumber(value, {"fx", "f_x", "focal_x"}),
             fy = firstNumber(value, {"fy", "f_y", "focal_y"});
  const auto cx = firstNumber(value, {"cx", "ppx", "c_x"}), cy = firstNumber(value, {"cy", "ppy", "c_y"});
  if (fx && fy && cx && cy && *fx > 0 && *fy > 0) lens = LensIntrinsics{{*fx, *fy, *cx, *cy, 0, 0}};
  if (!lens)
    for (const auto& item : value.GetObject())
      if ((lens = search(item.value, depth + 1))) break;
  if (lens) readRest(value, *lens);
  return lens;
}

Error noCamera(const std::string& where, long line) {
  return {ErrorCode::badInput, "line " + std::to_string(line) + ": no camera matrix was found", where,
          "a camera matrix is three lines of three numbers: fx 0 cx, 0 fy cy, 0 0 1"};
}

/// The numbers of a line; nothing where it holds anything else.
std::optional<std::vector<double>> numbersIn(std::string_view line) {
  constexpr std::string_view between = " \t\r,;[]()";
  std::vector<double> numbers;
  while (true) {
    const auto start = line.find_first_not_of(between);
    if (start == std::string_view::npos) return numbers;
    line.remove_prefix(start);
    const auto word = line.substr(0, line.find_first_of(between));
    const auto number = parseNumber(word);
    if (!number) return {};
    numbers.push_back(*number);
    line.remove_prefix(word.size());
  }
}

/// The first matrix in a text: comments, headings and empty lines in front of it are passed over.
Result<CameraIntrinsics> fromText(std::string_view text, const std::string& where) {
  Matrix matrix{};
  std::size_t filled = 0, columns = 0;
  long line = 0;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3); // a byte order mark
  for (std::size_t start = 0; start < text.size();) {
    const auto end = std::min(text.find('\n', start), text.size());
    const std::string_view content = text.substr(start, end - start);
    start = end + 1;
    ++line;
    const auto first = content.find_first_not_of(" \t\r");
    if (first == std::string_view::npos || content[first] == '#' || content[first] == '%') continue;
    const auto numbers = numbersIn(content);
    // Rows of unlike length are no matrix; "525,0 0 319" is one with decimal commas.
    const bool isRow = numbers && (numbers->size() == 3 || numbers->size() == 4) &&
                       (filled == 0 || numbers->size() == columns);
    if (filled == 0 && numbers && numbers->size() == 9) {
      std::copy(numbers->begin(), numbers->end(), matrix.begin());
      filled = 9;
    } else if (isRow) {
      columns = numbers->size();
      for (std::size_t i = 0; i < 3; ++i)
        matrix[filled++] = (*numbers)[i]; // a fourth column is a projection's
    } else if (filled > 0) {
      return Error{ErrorCode::badInput, "line " + std::to_string(line) + ": expected three numbers", where,
                   "a camera matrix is three lines of three numbers: fx 0 cx, 0 fy cy, 0 0 1"};
    }
    if (filled < 9) continue;
    const auto camera = cameraFrom(matrix);
    if (!camera) return noCamera(where, line);
    return *camera;
  }
  return noCamera(where, std::max(line, 1L));
}

} // namespace

Result<LensIntrinsics> loadLens(const std::filesystem::path& path) {
  const auto text = readFile(path);
  if (!text) return text.error();
  const auto first = text->find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const bool isJson = first != std::string::npos && ((*text)[first] == '{' || path.extension() == ".json");
  if (!isJson) {
    const auto camera = fromText(*text, path.string());
    if (!camera) return camera.error();
    return LensIntrinsics{*camera};
  }
  const auto document = parseJson(*text, path.string());
  if (!document) return document.error();
  const auto lens = search(*document);
  if (!lens) return noCamera(path.string(), 1);
  return *lens;
}

Result<LensIntrinsics> loadLensFor(const std::filesystem::path& path, int width, int height) {
  auto lens = loadLens(path);
  if (!lens) return lens;
  const CameraIntrinsics& own = lens->camera;
  const auto size = [](int w, int h) { return std::to_string(w) + "×" + std::to_string(h); };
  if (own.width > 0 && own.height > 0 &&
      std::abs(double(width) * own.height / (double(height) * own.width) - 1) > 0.02)
    return Error{ErrorCode::badInput,
                 "this camera takes pictures of " + size(own.width, own.height) + ", the picture has " +
                     size(width, height) + ": it was turned or cropped",
                 path.string(), "give the camera matrix of the picture as it is, or its field of view"};
  lens->camera = own.scaledTo(width, height);
  return lens;
}

Result<CameraIntrinsics> loadIntrinsics(const std::filesystem::path& path) {
  const auto lens = loadLens(path);
  if (!lens) return lens.error();
  return lens->camera;
}

std::string intrinsicsText(const CameraIntrinsics& camera) {
  return numberText(camera.fx) + " 0 " + numberText(camera.cx) + "\n0 " + numberText(camera.fy) + " " +
         numberText(camera.cy) + "\n0 0 1\n";
}

Result<void> saveIntrinsics(const CameraIntrinsics& camera, const std::filesystem::path& path) {
  if (!camera.plausible() || !std::isfinite(camera.fx + camera.fy + camera.cx + camera.cy))
    return Error{ErrorCode::badInput, "there is no camera to write", path.string(),
                 "give its focal length first"};
  return writeFileAtomically(path, intrinsicsText(camera));
}

} // namespace fillscope
