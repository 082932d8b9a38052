#include "core/base/json_fields.h"
#include "core/base/number_text.h"
#include "core/base/short_text.h"
#include <cmath>

namespace fillscope {
namespace {

std::string numbersAllowed(double low, double high) {
  return "a number, " + numberText(low) + " to " + numberText(high);
}

std::string integersAllowed(int low, int high) {
  return "a whole number, " + std::to_string(low) + " to " + std::to_string(high);
}

bool within(double value, double low, double high) { return value >= low && value <= high; }

std::string words(std::initializer_list<const char*> allowed) {
  std::string all;
  for (const char* word : allowed)
    all += (all.empty() ? "\"" : " or \"") + std::string(word) + "\"";
  return all;
}

} // namespace

FieldReader::FieldReader(const rapidjson::Value& object, const std::string& where)
    : where_(where) {
  levels_.push_back({&object, {}, {}});
  if (!object.IsObject())
    error_ =
        Error{ErrorCode::badInput, "the file must hold an object { … }", where, "start from a written file"};
}

const rapidjson::Value* FieldReader::find(const char* name) {
  levels_.back().known.insert(name);
  return error_ || !levels_.back().object ? nullptr : member(*levels_.back().object, name);
}

void FieldReader::fail(const std::string& name, const std::string& allowed, const rapidjson::Value& value) {
  if (error_) return;
  const std::string shown = shortened(compactJson(value));
  error_ =
      Error{ErrorCode::badInput,
            "the field \"" + levels_.back().prefix + name + "\" must be " + allowed + ", but is " + shown,
            where_,
            {}};
}

void FieldReader::number(const char* name, double& value, double low, double high) {
  const auto* given = find(name);
  if (!given) return;
  if (!given->IsNumber() || !within(given->GetDouble(), low, high))
    return fail(name, numbersAllowed(low, high), *given);
  value = given->GetDouble();
}

void FieldReader::integer(const char* name, int& value, int low, int high) {
  const auto* given = find(name);
  if (!given) return;
  if (!given->IsInt() || !within(given->GetInt(), low, high))
    return fail(name, integersAllowed(low, high), *given);
  value = given->GetInt();
}

void FieldReader::seed(const char* name, std::uint64_t& value) {
  const auto* given = find(name);
  if (!given) return;
  if (!given->IsUint64()) return fail(name, "a whole number from 0", *given);
  value = given->GetUint64();
}

void FieldReader::text(const char* name, std::string& value) {
  const auto* given = find(name);
  if (!given) return;
  const auto content = asString(*given);
  if (!content) return fail(name, "a text in quotes", *given);
  value = *content;
}

void FieldReader::flag(const char* name, bool& value) {
  const auto* given = find(name);
  if (!given) return;
  if (!given->IsBool()) return fail(name, "true or false", *given);
  value = given->GetBool();
}

void FieldReader::choice(const char* name, int& index, std::initializer_list<const char*> allowed) {
  const auto* given = find(name);
  if (!given) return;
  const auto content = asString(*given);
  int k = 0;
  for (const char* word : allowed) {
    if (content == word) {
      index = k;
      return;
    }
    ++k;
  }
  fail(name, words(allowed), *given);
}

void FieldReader::integers(const char* name, std::vector<int>& values, int low, int high) {
  const auto* given = find(name);
  if (!given) return;
  std::vector<int> read;
  if (given->IsArray())
    for (const auto& entry : given->GetArray())
      if (entry.IsInt() && within(entry.GetInt(), low, high)) read.push_back(entry.GetInt());
  if (!given->IsArray() || read.size() != given->Size())
    return fail(name, "a list, each " + integersAllowed(low, high), *given);
  values = read;
}

void FieldReader::texts(const char* name, std::vector<std::string>& values) {
  const auto* given = find(name);
  if (!given) return;
  std::vector<std::string> read;
  if (given->IsArray())
    for (const auto& entry : given->GetArray())
      if (const auto content = asString(entry)) read.push_back(*content);
  if (!given->IsArray() || read.size() != given->Size())
    return fail(name, "a list of texts in quotes", *given);
  values = read;
}

void FieldReader::open(const char* name) {
  const auto* given = find(name);
  if (given && !given->IsObject()) {
    fail(name, "an object { … }", *given);
    given = nullptr;
  }
  levels_.push_back({given, {}, levels_.back().prefix + name + "."});
}

void FieldReader::close() {
  if (levels_.back().object && !error_) refuseUnknown(*levels_.back().object, levels_.back().known);
  levels_.pop_back();
}

void FieldReader::refuseUnknown(const rapidjson::Value& object, const std::set<std::string>& known) {
  for (const auto& entry : object.GetObject()) {
    const std::string name(entry.name.GetString(), entry.name.GetStringLength());
    if (known.contains(name)) continue;
    std::string names;
    for (const auto& allowed : known)
      names += (names.empty() ? "" : ", ") + allowed;
    error_ = Error{ErrorCode::badInput,
                   "the field \"" + levels_.back().prefix + name + "\" is not known. Known here: " + names,
                   where_,
                   {}};
    return;
  }
}

Result<void> FieldReader::finish() {
  if (!error_) refuseUnknown(*levels_.front().object, levels_.front().known);
  if (error_) return *error_;
  return {};
}

FieldWriter::FieldWriter() { document_.SetObject(); }

void FieldWriter::add(const char* name, rapidjson::Value value) {
  rapidjson::Value& object = open_.empty() ? static_cast<rapidjson::Value&>(document_) : open_.back();
  object.AddMember(rapidjson::Value(name, document_.GetAllocator()), value, document_.GetAllocator());
}

void FieldWriter::fail(const char* name, const std::string& allowed) {
  if (fault_) return;
  std::string path;
  for (const auto& outer : names_)
    path += outer + ".";
  fault_ = Error{ErrorCode::badInput, "the field \"" + path + name + "\" must be " + allowed, {}, {}};
}

void FieldWriter::number(const char* name, double& value, double low, double high) {
  if (!within(value, low, high)) fail(name, numbersAllowed(low, high));
  // Whole numbers look better without ".0".
  if (value == std::floor(value) && std::abs(value) < 1e9)
    add(name, rapidjson::Value(static_cast<int>(value)));
  else
    add(name, rapidjson::Value(value));
}

void FieldWriter::integer(const char* name, int& value, int low, int high) {
  if (!within(value, low, high)) fail(name, integersAllowed(low, high));
  add(name, rapidjson::Value(value));
}

void FieldWriter::seed(const char* name, std::uint64_t& value) { add(name, rapidjson::Value(value)); }

void FieldWriter::text(const char* name, std::string& value) {
  add(name, rapidjson::Value(value.data(), static_cast<rapidjson::SizeType>(value.size()),
                             document_.GetAllocator()));
}

void FieldWriter::flag(const char* name, bool& value) { add(name, rapidjson::Value(value)); }

void FieldWriter::choice(const char* name, int& index, std::initializer_list<const char*> allowed) {
  if (index < 0 || index >= static_cast<int>(allowed.size())) return fail(name, words(allowed));
  add(name, rapidjson::Value(allowed.begin()[index], document_.GetAllocator()));
}

void FieldWriter::integers(const char* name, std::vector<int>& values, int low, int high) {
  rapidjson::Value list(rapidjson::kArrayType);
  for (const int value : values) {
    if (!within(value, low, high)) fail(name, "a list, each " + integersAllowed(low, high));
    list.PushBack(value, document_.GetAllocator());
  }
  add(name, std::move(list));
}

void FieldWriter::texts(const char* name, std::vector<std::string>& values) {
  rapidjson::Value list(rapidjson::kArrayType);
  for (const auto& value : values)
    list.PushBack(rapidjson::Value(value.data(), static_cast<rapidjson::SizeType>(value.size()),
                                   document_.GetAllocator()),
                  document_.GetAllocator());
  add(name, std::move(list));
}

void FieldWriter::open(const char* name) {
  names_.emplace_back(name);
  open_.emplace_back(rapidjson::kObjectType);
}

void FieldWriter::close() {
  rapidjson::Value object = std::move(open_.back());
  const std::string name = names_.back();
  open_.pop_back();
  names_.pop_back();
  add(name.c_str(), std::move(object));
}

} // namespace fillscope
