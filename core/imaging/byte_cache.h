#pragma once
// Loaded things kept for the next time, as many as fit into so many bytes.
#include "core/base/result.h"
#include <exception>
#include <functional>
#include <future>
#include <iterator>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace fillscope {

/// What happens where a value does not fit beside those held. keepHeld: it is handed out but not kept, which
/// is better where all are asked for in turn, again and again.
enum class WhenFull { dropOldest, keepHeld };

/// Values by key, loaded on demand; the least recently used ones go first when there are more than maxBytes,
/// or none with WhenFull::keepHeld. Values are shared and never change, so one that was handed out outlives
/// its place in the cache.
///
/// Every function may be called from any thread. The loader runs in the thread that first asks for a key,
/// without a lock held; whoever asks for the same key meanwhile waits for that one answer. The loader must
/// not ask this cache for the key that it is loading.
template <class Key, class Value, class Hash = std::hash<Key>>
class ByteCache {
 public:
  using Pointer = std::shared_ptr<const Value>;
  using Loader = std::function<Result<Value>(const Key&)>;
  using Size = std::function<std::size_t(const Value&)>; ///< bytes that a value takes

  ByteCache(std::size_t maxBytes, Loader loader, Size size, WhenFull whenFull = WhenFull::dropOldest)
      : maxBytes_(maxBytes)
      , whenFull_(whenFull)
      , loader_(std::move(loader))
      , size_(std::move(size)) {}
  ByteCache(const ByteCache&) = delete;
  ByteCache& operator=(const ByteCache&) = delete;

  /// The value of a key, loaded where it is not held. An error is the loader's own (or tryAgain where it
  /// threw); it goes to all who wait and is not kept, so that the next call tries again. A value larger than
  /// maxBytes is handed out but not kept.
  Result<Pointer> get(const Key& key) {
    std::promise<Result<Pointer>> promise;
    std::shared_ptr<Loading> own, other;
    {
      const std::lock_guard lock(guard_);
      if (const auto held = entries_.find(key); held != entries_.end()) return touched(held->second);
      if (const auto found = loading_.find(key); found != loading_.end()) {
        other = found->second;
      } else {
        own = std::make_shared<Loading>(promise.get_future().share());
        loading_.emplace(key, own);
      }
    }
    if (other) return other->get();

    std::size_t bytes = 0;
    Result<Pointer> answer = load(key, bytes);
    keep(key, own, answer, bytes);
    promise.set_value(answer);
    return answer;
  }

  /// The value where it is held, else nothing; loads nothing.
  Pointer peek(const Key& key) {
    const std::lock_guard lock(guard_);
    const auto held = entries_.find(key);
    return held == entries_.end() ? nullptr : touched(held->second);
  }

  /// Drops a key. What is being loaded for it at this moment is handed out but not kept.
  void forget(const Key& key) {
    const std::lock_guard lock(guard_);
    loading_.erase(key);
    if (const auto held = entries_.find(key); held != entries_.end()) drop(held->second);
  }

  void clear() {
    const std::lock_guard lock(guard_);
    loading_.clear();
    entries_.clear();
    order_.clear();
    bytes_ = 0;
  }

  /// Bytes held; never above maxBytes.
  std::size_t bytes() const {
    const std::lock_guard lock(guard_);
    return bytes_;
  }

 private:
  struct Entry {
    Key key;
    Pointer value;
    std::size_t bytes;
  };
  using Place = typename std::list<Entry>::iterator;
  using Loading = std::shared_future<Result<Pointer>>;

  Result<Pointer> load(const Key& key, std::size_t& bytes) {
    try {
      Result<Value> value = loader_(key);
      if (!value) return value.error();
      bytes = size_(*value);
      return Pointer(std::make_shared<const Value>(*std::move(value)));
    } catch (const std::exception& fault) {
      return Error{ErrorCode::tryAgain, std::string("loading stopped: ") + fault.what(), {}, {}};
    }
  }

  /// Ends the loading of a key; keeps the answer unless the key was forgotten meanwhile (and perhaps is being
  /// loaded anew by another thread).
  void keep(const Key& key, const std::shared_ptr<Loading>& own, const Result<Pointer>& answer,
            std::size_t bytes) {
    const std::lock_guard lock(guard_);
    const auto found = loading_.find(key);
    if (found == loading_.end() || found->second != own) return;
    loading_.erase(found);
    if (!answer || bytes > maxBytes_) return;
    if (whenFull_ == WhenFull::keepHeld && bytes_ + bytes > maxBytes_) return;
    order_.push_front({key, *answer, bytes});
    entries_[key] = order_.begin();
    bytes_ += bytes;
    while (bytes_ > maxBytes_)
      drop(std::prev(order_.end()));
  }

  Pointer touched(Place place) {
    order_.splice(order_.begin(), order_, place);
    return place->value;
  }

  void drop(Place place) {
    bytes_ -= place->bytes;
    entries_.erase(place->key);
    order_.erase(place);
  }

  const std::size_t maxBytes_;
  const WhenFull whenFull_;
  const Loader loader_;
  const Size size_;
  mutable std::mutex guard_;
  std::list<Entry> order_; ///< most recently used first
  std::unordered_map<Key, Place, Hash> entries_;
  std::unordered_map<Key, std::shared_ptr<Loading>, Hash> loading_;
  std::size_t bytes_ = 0;
};

} // namespace fillscope
