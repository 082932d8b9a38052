#include "core/inference/manifest_fields.h"
#include "core/base/number_text.h"
#include "core/base/short_text.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

std::string shown(const rapidjson::Value& value) { return shortened(compactJson(value)); }

} // namespace

ManifestFields::ManifestFields(const rapidjson::Value& object, const std::string& where)
    : root_(&object)
    , object_(&object)
    , where_(where) {
  if (!object.IsObject()) fail("manifest", "must be an object { … } but is " + shown(object));
}

std::string ManifestFields::fullName(const std::string& name) const { return prefix_ + name; }

void ManifestFields::fail(const std::string& field, const std::string& problem) {
  if (!error_) error_ = Error{ErrorCode::badInput, "the field \"" + field + "\" " + problem, where_, {}};
}

const rapidjson::Value* ManifestFields::find(const char* name) {
  known_.insert(fullName(name));
  return object_ && !error_ ? member(*object_, name) : nullptr;
}

void ManifestFields::enter(const char* name) {
  const auto* value = find(name);
  if (!value)
    fail(name, "is missing: an object { … } is needed");
  else if (!value->IsObject())
    fail(name, "must be an object { … } but is " + shown(*value));
  object_ = error_ ? nullptr : value;
  prefix_ = std::string(name) + ".";
}

bool ManifestFields::has(const char* name) { return find(name) != nullptr; }

void ManifestFields::leave() {
  object_ = root_;
  prefix_.clear();
}

std::string ManifestFields::text(const char* name, const char* meaning) {
  const auto* value = find(name);
  const auto content = value ? asString(*value) : std::nullopt;
  if (!value)
    fail(fullName(name), std::string("is missing: ") + meaning + " is needed");
  else if (!content)
    fail(fullName(name), std::string("must be ") + meaning + " but is " + shown(*value));
  else if (content->empty())
    fail(fullName(name), std::string("must not be empty: ") + meaning + " is needed");
  return content.value_or("");
}

std::string ManifestFields::optionalText(const char* name) {
  const auto* value = find(name);
  if (!value) return {};
  const auto content = asString(*value);
  if (!content) fail(fullName(name), "must be a text in quotes but is " + shown(*value));
  return content.value_or("");
}

bool ManifestFields::flag(const char* name, bool fallback) {
  const auto* value = find(name);
  if (!value) return fallback;
  if (!value->IsBool()) fail(fullName(name), "must be true or false but is " + shown(*value));
  return value->IsBool() ? value->GetBool() : fallback;
}

int ManifestFields::pixels(const char* name, int least, int most) {
  const auto* value = find(name);
  const std::string allowed =
      "a whole number of pixels, " + std::to_string(least) + " to " + std::to_string(most);
  if (!value)
    fail(fullName(name), "is missing: " + allowed + ", is needed");
  else if (!value->IsInt() || value->GetInt() < least || value->GetInt() > most)
    fail(fullName(name), "must be " + allowed + ", but is " + shown(*value));
  return error_ ? least : value->GetInt();
}

double ManifestFields::positive(const char* name, double fallback) {
  const auto* value = find(name);
  if (!value) return fallback;
  // Numbers written as texts are not taken here: a manifest is written by a program.
  const double number = value->IsNumber() ? value->GetDouble() : 0;
  if (std::isfinite(number) && number > 0) return number;
  fail(fullName(name), "must be a number above 0 but is " + shown(*value));
  return fallback;
}

double ManifestFields::number(const char* name, double fallback, double least, double most) {
  const auto* value = find(name);
  if (!value) return fallback;
  const double number = value->IsNumber() ? value->GetDouble() : std::numeric_limits<double>::quiet_NaN();
  if (number >= least && number <= most) return number;
  fail(fullName(name),
       "must be a number from " + numberText(least) + " to " + numberText(most) + " but is " + shown(*value));
  return fallback;
}

int ManifestFields::whole(const char* name, int fallback, int least, int most) {
  const auto* value = find(name);
  if (!value) return fallback;
  if (value->IsInt() && value->GetInt() >= least && value->GetInt() <= most) return value->GetInt();
  fail(fullName(name), "must be a whole number from " + std::to_string(least) + " to " +
                           std::to_string(most) + " but is " + shown(*value));
  return fallback;
}

std::vector<std::string> ManifestFields::texts(const char* name, const char* meaning) {
  const auto* value = find(name);
  std::vector<std::string> all;
  if (!value) {
    fail(fullName(name), std::string("is missing: ") + meaning + " are needed");
    return all;
  }
  bool right = value->IsArray() && !value->Empty();
  for (rapidjson::SizeType i = 0; right && i < value->Size(); ++i) {
    const auto content = asString((*value)[i]);
    right = content && !content->empty() && std::find(all.begin(), all.end(), *content) == all.end();
    if (right) all.push_back(*content);
  }
  if (!right)
    fail(fullName(name), std::string("must be ") + meaning + ", each another text, but is " + shown(*value));
  return all;
}

void ManifestFields::triple(const char* name, std::span<double, 3> values, bool positive) {
  const auto* value = find(name);
  if (!value) return;
  const auto wrong = [&] {
    fail(fullName(name), std::string("must be three numbers") + (positive ? " above 0" : "") +
                             " in brackets, one a colour channel, but is " + shown(*value));
  };
  if (!value->IsArray() || value->Size() != 3) return wrong();
  for (rapidjson::SizeType i = 0; i < 3; ++i) {
    if (!(*value)[i].IsNumber()) return wrong();
    values[i] = (*value)[i].GetDouble();
    if (!std::isfinite(values[i]) || (positive && values[i] <= 0)) return wrong();
  }
}

int ManifestFields::choice(const char* name, std::initializer_list<const char*> allowed,
                           std::optional<int> fallback) {
  const auto* value = find(name);
  if (!value && fallback) return *fallback;
  const auto content = value ? asString(*value) : std::nullopt;
  std::string words;
  int index = 0;
  for (const char* word : allowed) {
    if (content == word) return index;
    words += (index++ ? " or \"" : "\"") + std::string(word) + "\"";
  }
  fail(fullName(name),
       value ? "must be " + words + " but is " + shown(*value) : "is missing: " + words + " is needed");
  return fallback.value_or(0);
}

void ManifestFields::refuseUnknown() {
  const auto check = [&](const rapidjson::Value& object, const std::string& prefix) {
    for (const auto& entry : object.GetObject()) {
      const std::string name(entry.name.GetString(), entry.name.GetStringLength());
      if (name.starts_with("x-") || known_.contains(prefix + name)) continue;
      std::string names;
      for (const auto& known : known_)
        if (known.starts_with(prefix) && known.find('.', prefix.size()) == std::string::npos)
          names += (names.empty() ? "" : ", ") + known.substr(prefix.size());
      fail(prefix + name,
           "is not known. Known here: " + names + "; names that begin with x- are free to use");
    }
  };
  if (error_) return;
  check(*root_, "");
  for (const auto& entry : root_->GetObject())
    if (entry.value.IsObject() && known_.contains(entry.name.GetString()))
      check(entry.value, std::string(entry.name.GetString()) + ".");
}

} // namespace fillscope
