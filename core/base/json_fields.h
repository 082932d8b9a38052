#pragma once
// Structs as JSON objects. One list of fields a struct: what reads, writes and checks it all walk the same
// list, a function visitFields(struct, visitor) beside it.
#include "core/base/json.h"
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace fillscope {

/// Is called with every field in the order of the file. Limits are included.
class FieldVisitor {
 public:
  virtual ~FieldVisitor() = default;
  virtual void number(const char* name, double& value, double low, double high) = 0;
  virtual void integer(const char* name, int& value, int low, int high) = 0;
  virtual void seed(const char* name, std::uint64_t& value) = 0;
  virtual void text(const char* name, std::string& value) = 0;
  virtual void flag(const char* name, bool& value) = 0;
  virtual void choice(const char* name, int& index, std::initializer_list<const char*> allowed) = 0;
  virtual void integers(const char* name, std::vector<int>& values, int low, int high) = 0;
  virtual void texts(const char* name, std::vector<std::string>& values) = 0;
  /// The following fields are those of the object name; close() returns to the outer one.
  virtual void open(const char* name) = 0;
  virtual void close() = 0;
};

/// Fields of a JSON object into a struct; what the object leaves out stays. The first fault is kept, and
/// nothing is read after it.
class FieldReader final : public FieldVisitor {
 public:
  /// Both are borrowed.
  FieldReader(const rapidjson::Value& object, const std::string& where);
  void number(const char* name, double& value, double low, double high) override;
  void integer(const char* name, int& value, int low, int high) override;
  void seed(const char* name, std::uint64_t& value) override;
  void text(const char* name, std::string& value) override;
  void flag(const char* name, bool& value) override;
  void choice(const char* name, int& index, std::initializer_list<const char*> allowed) override;
  void integers(const char* name, std::vector<int>& values, int low, int high) override;
  void texts(const char* name, std::vector<std::string>& values) override;
  void open(const char* name) override;
  void close() override;
  /// The first fault, or the first field that no call asked for.
  Result<void> finish();

 private:
  const rapidjson::Value* find(const char* name);
  void fail(const std::string& name, const std::string& allowed, const rapidjson::Value& value);
  void refuseUnknown(const rapidjson::Value& object, const std::set<std::string>& known);

  struct Level {
    const rapidjson::Value* object; ///< null: not in the file
    std::set<std::string> known;
    std::string prefix;
  };
  std::vector<Level> levels_;
  const std::string& where_;
  std::optional<Error> error_;
};

/// The struct as JSON; and, in the same walk, the first field that is out of range.
class FieldWriter final : public FieldVisitor {
 public:
  FieldWriter();
  void number(const char* name, double& value, double low, double high) override;
  void integer(const char* name, int& value, int low, int high) override;
  void seed(const char* name, std::uint64_t& value) override;
  void text(const char* name, std::string& value) override;
  void flag(const char* name, bool& value) override;
  void choice(const char* name, int& index, std::initializer_list<const char*> allowed) override;
  void integers(const char* name, std::vector<int>& values, int low, int high) override;
  void texts(const char* name, std::vector<std::string>& values) override;
  void open(const char* name) override;
  void close() override;
  std::string json() const { return prettyJson(document_); }
  const std::optional<Error>& fault() const { return fault_; }

 private:
  void add(const char* name, rapidjson::Value value);
  void fail(const char* name, const std::string& allowed);

  rapidjson::Document document_;
  std::vector<rapidjson::Value> open_;
  std::vector<std::string> names_;
  std::optional<Error> fault_;
};

} // namespace fillscope
