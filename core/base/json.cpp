#include "core/base/json.h"
#include "core/base/number_text.h"
#include <cmath>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace fillscope {
namespace {

/// RapidJSON's own text of a double reads back right but is not always the shortest.
template <class Base>
class ExactWriter : public Base {
 public:
  using Base::Base;
  bool Double(double value) {
    if (!std::isfinite(value)) return Base::Null(); // JSON has no such number
    std::string text = numberText(value);
    if (text.find_first_of(".e") == std::string::npos) text += ".0"; // a double stays one when read again
    return Base::RawValue(text.data(), text.size(), rapidjson::kNumberType);
  }
};

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
  return written<ExactWriter<rapidjson::PrettyWriter<rapidjson::StringBuffer>>>(value) + "\n";
}

std::string compactJson(const rapidjson::Value& value) {
  return written<ExactWriter<rapidjson::Writer<rapidjson::StringBuffer>>>(value);
}

void appendJsonString(std::string& text, std::string_view value) {
  text += '"';
  std::size_t plain = 0; // where characters begin that stay as they are
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20) continue;
    text.append(value, plain, i - plain);
    plain = i + 1;
    text += '\\';
    if (c == '"' || c == '\\') {
      text += c;
    } else if (c == '\n') {
      text += 'n';
    } else {
      constexpr char digits[] = "0123456789abcdef";
      text += "u00";
      text += digits[static_cast<unsigned char>(c) >> 4];
      text += digits[c & 15];
    }
  }
  text.append(value, plain);
  text += '"';
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
  return parseNumber({value.GetString(), value.GetStringLength()});
}

std::optional<std::string> asString(const rapidjson::Value& value) {
  if (!value.IsString()) return {};
  return std::string(value.GetString(), value.GetStringLength());
}

} // namespace fillscope
