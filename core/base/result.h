#pragma once
// How a function says that it could not: a value or an Error, never an exception across a folder's edge.
#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace fillscope {

enum class ErrorCode {
  badInput,   ///< a file or value is wrong; the user can mend it
  notFound,   ///< a file or name does not exist
  ioFailure,  ///< disk full, no permission, device error
  cancelled,  ///< the user stopped the work
  unsupported,///< right, but beyond this build or this library version
  tryAgain,   ///< a passing fault; the same call may succeed later
};

/// One sentence for the person in front of the screen: which thing, what is wrong, what to do.
struct Error {
  ErrorCode code = ErrorCode::badInput;
  std::string what;  ///< "the depth picture has 3 channels, expected 1"
  std::string where; ///< file or field, may be empty: "boxes/a.depth.png"
  std::string hint;  ///< what to do, may be empty: "choose the 16-bit depth file"

  /// "boxes/a.depth.png: the depth picture has 3 channels, expected 1. Choose the 16-bit depth file."
  std::string sentence() const;
  friend bool operator==(const Error&, const Error&) = default;
};

/// Either a T or an Error. Reading the wrong one is a programming error (asserted).
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  const T& value() const& { assert(ok()); return *std::get_if<0>(&state_); }
  T& value() & { assert(ok()); return *std::get_if<0>(&state_); }
  T&& value() && { assert(ok()); return std::move(*std::get_if<0>(&state_)); }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }
  const Error& error() const { assert(!ok()); return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)), failed_(true) {}
  bool ok() const { return !failed_; }
  explicit operator bool() const { return ok(); }
  const Error& error() const { assert(failed_); return error_; }

 private:
  Error error_;
  bool failed_ = false;
};

} // namespace fillscope
