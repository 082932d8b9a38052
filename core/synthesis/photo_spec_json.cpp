#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/base/short_text.h"
#include "core/synthesis/photo_spec.h"
#include "core/synthesis/photo_spec_fields.h"
#include <cmath>
#include <set>

namespace fillscope {
namespace {

using JsonObject = rapidjson::Value;

std::string shown(const rapidjson::Value& value) { return shortened(compactJson(value)); }

/// Sets the fields that an object names and remembers the first fault.
class Reader {
 public:
  Reader(const JsonObject& root, const std::string& where, const ListPictures& list)
      : root_(root)
      , object_(&root)
      , where_(where)
      , list_(list) {
    if (!root.IsObject()) fail("", "a specification must be an object { … } but is " + shown(root));
  }

  void begin(const std::string& group) {
    rootNames_.insert(group);
    group_ = group + ".";
    object_ = error_ ? nullptr : member(root_, group);
    names_.clear();
    if (object_ && !object_->IsObject())
      fail(group, "the field \"" + group + "\" must be an object { … } but is " + shown(*object_));
  }
  void end() {
    if (object_) refuseUnknown(*object_, names_, group_);
    object_ = &root_;
    group_.clear();
  }
  void finish() { refuseUnknown(root_, rootNames_, ""); }

  void field(const std::string& name, double& value, Allowed) {
    if (const auto* found = find(name)) read(group_ + name, *found, value);
  }
  void field(const std::string& name, int& value, Allowed) {
    const auto* found = find(name);
    double number = value;
    if (!found || !read(group_ + name, *found, number)) return;
    if (number != std::floor(number) || std::abs(number) > 1e6)
      failField(group_ + name, "must be a whole number but is " + shown(*found));
    else
      value = static_cast<int>(number);
  }
  void field(const std::string& name, Range& range, Allowed) {
    const auto* found = find(name);
    if (!found) return;
    if (found->IsNumber() && read(group_ + name, *found, range.low)) {
      range.high = range.low;
    } else if (!found->IsArray() || found->Size() != 2) {
      failField(group_ + name, "must be [low, high] or one number but is " + shown(*found));
    } else {
      read(group_ + name, (*found)[0], range.low);
      read(group_ + name, (*found)[1], range.high);
    }
  }
  void field(const std::string& name, std::string& value, Allowed) {
    const auto* found = find(name);
    if (found && !found->IsString())
      failField(group_ + name, "must be a text but is " + shown(*found));
    else if (found)
      value = *asString(*found);
  }
  void field(const std::string& name, SurfacePictures& pictures, Allowed) {
    std::string folder;
    field(name, folder, {});
    if (folder.empty() || error_) return;
    auto listed = list_(std::filesystem::path(where_).parent_path() / folder);
    if (listed)
      pictures = *std::move(listed);
    else
      error_ = listed.error();
  }
  template <class Kinds>
  requires(std::same_as<Kinds, BoxKinds> ||
           std::same_as<Kinds, ContentKinds>) void field(const std::string& name, Kinds& kinds, Allowed) {
    const auto* found = find(name);
    if (!found) return;
    if (!found->IsObject())
      return failField(group_ + name, "must be an object { … } but is " + shown(*found));
    std::set<std::string> known;
    visitKinds(kinds, [&](const char* kind, double& value) {
      known.insert(kind);
      if (const auto* weight = member(*found, kind)) read(group_ + name + "." + kind, *weight, value);
    });
    refuseUnknown(*found, known, group_ + name + ".");
  }

  const std::optional<Error>& error() const { return error_; }

 private:
  const JsonObject* find(const std::string& name) {
    (object_ == &root_ ? rootNames_ : names_).insert(name);
    return object_ && !error_ ? member(*object_, name) : nullptr;
  }
  bool read(const std::string& name, const JsonObject& found, double& value) {
    const auto number = found.IsNumber() ? asNumber(found) : std::nullopt;
    if (number)
      value = *number;
    else
      failField(name, "must be a number but is " + shown(found));
    return number.has_value();
  }
  void refuseUnknown(const JsonObject& object, const std::set<std::string>& known,
                     const std::string& prefix) {
    if (error_) return;
    for (const auto& entry : object.GetObject()) {
      const std::string name(entry.name.GetString(), entry.name.GetStringLength());
      if (known.count(name)) continue;
      std::string allowed;
      for (const std::string& each : known)
        allowed += (allowed.empty() ? "" : ", ") + each;
      return failField(prefix + name, "is unknown: allowed are " + allowed);
    }
  }
  void failField(const std::string& name, const std::string& problem) {
    fail(name, "the field \"" + name + "\" " + problem);
  }
  void fail(const std::string&, const std::string& what) {
    if (!error_) error_ = Error{ErrorCode::badInput, what, where_, {}};
  }

  const JsonObject& root_;
  const JsonObject* object_;
  std::string where_, group_;
  const ListPictures& list_;
  std::set<std::string> rootNames_, names_;
  std::optional<Error> error_;
};

/// Builds the document in the order of the fields.
class Writer {
 public:
  Writer() { document_.SetObject(); }
  void begin(const std::string& group) {
    group_ = group;
    object_.SetObject();
  }
  void end() {
    document_.AddMember(text(group_), object_, document_.GetAllocator());
    group_.clear();
  }
  void field(const std::string& name, double value, Allowed) { add(name, rapidjson::Value(value)); }
  void field(const std::string& name, int value, Allowed) { add(name, rapidjson::Value(value)); }
  void field(const std::string& name, const Range& range, Allowed) {
    rapidjson::Value pair(rapidjson::kArrayType);
    pair.PushBack(range.low, document_.GetAllocator()).PushBack(range.high, document_.GetAllocator());
    add(name, std::move(pair));
  }
  void field(const std::string& name, const std::string& value, Allowed) { add(name, text(value)); }
  void field(const std::string& name, const SurfacePictures& pictures, Allowed) {
    add(name, text(pictures.folder().string()));
  }
  template <class Kinds>
  requires(std::same_as<Kinds, BoxKinds> ||
           std::same_as<Kinds, ContentKinds>) void field(const std::string& name, const Kinds& kinds,
                                                         Allowed) {
    rapidjson::Value weights(rapidjson::kObjectType);
    visitKinds(kinds, [&](const char* kind, double value) {
      weights.AddMember(text(kind), rapidjson::Value(value), document_.GetAllocator());
    });
    add(name, std::move(weights));
  }
  std::string result() const { return prettyJson(document_); }

 private:
  rapidjson::Value text(const std::string& value) {
    return {value.data(), static_cast<rapidjson::SizeType>(value.size()), document_.GetAllocator()};
  }
  void add(const std::string& name, rapidjson::Value value) {
    rapidjson::Value& target = group_.empty() ? static_cast<rapidjson::Value&>(document_) : object_;
    target.AddMember(text(name), value, document_.GetAllocator());
  }

  rapidjson::Document document_;
  rapidjson::Value object_;
  std::string group_;
};

} // namespace

Result<PhotoSpec> parsePhotoSpec(const std::string& json, const std::string& where,
                                 const ListPictures& list) {
  const auto document = parseJson(json, where);
  if (!document) return document.error();
  PhotoSpec spec;
  Reader reader(*document, where, list);
  visitFields(spec, reader);
  if (!reader.error()) reader.finish();
  if (reader.error()) return *reader.error();
  if (const auto checked = spec.check(); !checked) {
    Error error = checked.error();
    error.where = where;
    return error;
  }
  return spec;
}

Result<PhotoSpec> loadPhotoSpec(const std::filesystem::path& path, const ListPictures& list) {
  const auto bytes = readFile(path);
  if (!bytes) return bytes.error();
  return parsePhotoSpec(*bytes, path.string(), list);
}

std::string photoSpecJson(const PhotoSpec& spec) {
  Writer writer;
  visitFields(spec, writer);
  return writer.result();
}

} // namespace fillscope
