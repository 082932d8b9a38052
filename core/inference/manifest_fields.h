#pragma once
// Reads the fields of a JSON object one by one and names the first that is wrong, with what is allowed.
#include "core/base/json.h"
#include <initializer_list>
#include <limits>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace fillscope {

/// After the first fault every further call answers its fallback and changes nothing: read all, then ask
/// error().
class ManifestFields {
 public:
  /// The object is borrowed. where: the file's name for errors.
  ManifestFields(const rapidjson::Value& object, const std::string& where);

  /// The following fields are those of the object name ("input.width"); leave() returns to the outer object.
  void enter(const char* name);
  bool has(const char* name); ///< for a part that may be left out; counts it as known
  void leave();

  std::string text(const char* name, const char* meaning); ///< required, not empty
  std::string optionalText(const char* name);
  bool flag(const char* name, bool fallback);
  int pixels(const char* name, int least, int most); ///< required
  double positive(const char* name, double fallback);
  double number(const char* name, double fallback, double least, double most);
  int whole(const char* name, int fallback, int least, int most);
  std::vector<std::string> texts(const char* name,
                                 const char* meaning); ///< required: one or more, all different
  void triple(const char* name, std::span<double, 3> values, bool positive);
  /// Index of the word among those allowed; the fallback where the field is missing, a fault where there is
  /// none.
  int choice(const char* name, std::initializer_list<const char*> allowed, std::optional<int> fallback = {});
  /// Faults at a field that was not asked for: a misspelt name must not pass as a default. "x-…" is free to
  /// use.
  void refuseUnknown();

  void fail(const std::string& field, const std::string& problem);
  const std::optional<Error>& error() const { return error_; }

 private:
  const rapidjson::Value* find(const char* name);
  std::string fullName(const std::string& name) const;

  const rapidjson::Value* root_;
  const rapidjson::Value* object_;
  std::string where_, prefix_;
  std::set<std::string> known_;
  std::optional<Error> error_;
};

} // namespace fillscope
