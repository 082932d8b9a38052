#include "core/base/json.h"
#include <algorithm>
#include <charconv>
#include <cmath>
#include <rapidjson/error/en.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace fillscope {

Result<rapidjson::Document> parseJson(std::string_view text, const std::string& where) {
  constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
  if (text.substr(0, 3) == byteOrderMark) text.remove_prefix(3);
  rapidjson::Document document;
  // Iterative: a hostile file with a million brackets must not overflow the stack.
  constexpr unsigned flags = rapidjson::kParseFullPrecisionFlag | rapidjson::kParseIterativeFlag;
  document.Parse<flags>(text.data(), text.size());
  if (document.HasParseError()) {
    const auto offset = std::min(document.GetErrorOffset(), text.size());
    const auto before = text.substr(0, offset);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const auto lineStart = before.rfind('\n');
    const auto column = offset - (lineStart == std::string_view::npos ? 0 : lineStart + 1) + 1;
    return Error{ErrorCode::badInput,
                 "line " + std::to_string(line) + ", column " + std::to_string(column) + ": " +
                     rapidjson::GetParseError_En(document.GetParseError()),
                 where, "mend that place or take the last good copy of the file"};
  }
  return document;
}

namespace {
template <class Writer>
std::string written(const rapidjson::Value& value) {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  if constexpr (requires { writer.SetIndent(' ', 1u); }) writer.SetIndent(' ', 1);
  value.Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}
} // namespace

std::string prettyJson(const rapidjson::Value& value) {
  return written<rapidjson::PrettyWriter<rapidjson::StringBuffer>>(value) + "\n";
}

std::string compactJson(const rapidjson::Value& value) {
  return written<rapidjson::Writer<rapidjson::StringBuffer>>(value);
}

const rapidjson::Value* member(const rapidjson::Value& object, std::string_view name) {
  if (!object.IsObject()) return nullptr;
  const auto found = object.FindMember(
      rapidjson::Value(rapidjson::StringRef(name.data(), static_cast<rapidjson::SizeType>(name.size()))));
  return found == object.MemberEnd() ? nullptr : &found->value;
}

std::optional<double> asNumber(const rapidjson::Value& value) {
  if (value.IsNumber()) {
    const double number = value.GetDouble();
    return std::isfinite(number) ? std::optional(number) : std::nullopt;
  }
  if (!value.IsString()) return {};
  const char* begin = value.GetString();
  const char* end = begin + value.GetStringLength();
  while (begin < end && *begin == ' ')
    ++begin;
  double number = 0;
  while (end > begin && end[-1] == ' ')
    --end;
  const auto [rest, fault] = std::from_chars(begin, end, number);
  if (fault != std::errc{} || rest != end || !std::isfinite(number)) return {};
  return number;
}

std::optional<std::string> asString(const rapidjson::Value& value) {
  if (!value.IsString()) return {};
  return std::string(value.GetString(), value.GetStringLength());
}

} // namespace fillscope
