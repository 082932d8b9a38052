#include "core/synthesis/photo_spec.h"
#include "core/base/number_text.h"
#include "core/synthesis/photo_spec_fields.h"
#include <cmath>
#include <optional>

namespace fillscope {
namespace {

/// Remembers the first field that is out of range.
class Checker {
 public:
  void begin(const std::string& group) { prefix_ = group + "."; }
  void end() { prefix_.clear(); }

  void field(const std::string& name, double value, Allowed allowed) {
    if (!within(value, allowed)) fail(name, "must be " + text(allowed) + " but is " + text(value));
  }
  void field(const std::string& name, const Range& range, Allowed allowed) {
    if (!within(range.low, allowed) || !within(range.high, allowed))
      fail(name, "must stay within " + text(allowed) + " but is " + text({range.low, range.high}));
    else if (range.low > range.high)
      fail(name, "must begin with the smaller number but is " + text({range.low, range.high}));
  }
  template <class Kinds>
  requires(std::same_as<Kinds, BoxKinds> ||
           std::same_as<Kinds, ContentKinds>) void field(const std::string& name, const Kinds& kinds,
                                                         Allowed allowed) {
    double sum = 0;
    visitKinds(kinds, [&](const char* kind, double value) {
      field(name + "." + kind, value, allowed);
      sum += value;
    });
    if (!(sum > 0)) fail(name, "must have one kind above 0");
  }
  void field(const std::string& name, const std::string& value, Allowed allowed) {
    const auto length = static_cast<double>(value.size());
    if (!within(length, allowed)) fail(name, "must have " + text(allowed) + " bytes");
  }
  void field(const std::string&, const SurfacePictures&, Allowed) {} // looked for when they were listed

  const std::optional<Error>& error() const { return error_; }

 private:
  static bool within(double value, Allowed allowed) { return value >= allowed.low && value <= allowed.high; }
  static std::string text(double value) { return std::isfinite(value) ? numberText(value) : "no number"; }
  static std::string text(Allowed allowed) { return text(allowed.low) + " to " + text(allowed.high); }
  void fail(const std::string& name, const std::string& problem) {
    if (!error_)
      error_ = Error{ErrorCode::badInput, "the field \"" + prefix_ + name + "\" " + problem, {}, {}};
  }

  std::string prefix_;
  std::optional<Error> error_;
};

} // namespace

Result<void> PhotoSpec::check() const {
  Checker checker;
  visitFields(*this, checker);
  if (checker.error()) return *checker.error();
  return {};
}

} // namespace fillscope
