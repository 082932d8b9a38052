#include "core/annotation/project_copy.h"
#include <algorithm>
#include <future>
#include <iterator>
#include <thread>

namespace fillscope {
namespace {

constexpr std::size_t smallestPart = 10000; // pictures; some milliseconds
constexpr std::size_t mostParts = 4;        // more would wait for the memory

} // namespace

ProjectCopy::ProjectCopy(const Project& project) {
  // A member that is added has to be named here: otherwise this does not compile.
  const auto& [name, defaultPath, pictures, settingsJson, attributesJson, formatVersion, extras] = project;
  const std::size_t parts =
      std::clamp<std::size_t>(pictures.size() / smallestPart, 1,
                              std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, mostParts));
  const auto partOf = [&all = pictures, parts](std::size_t part) {
    const auto at = [&](std::size_t i) {
      return all.begin() + static_cast<std::ptrdiff_t>(all.size() * i / parts);
    };
    return std::pair{at(part), at(part + 1)};
  };
  std::vector<std::future<std::vector<Picture>>> copies;
  for (std::size_t part = 1; part < parts; ++part)
    // Deferred where no thread can be had.
    copies.push_back(std::async(std::launch::async | std::launch::deferred, [partOf, part] {
      const auto [first, last] = partOf(part);
      return std::vector<Picture>(first, last);
    }));
  std::vector<Picture> first;
  first.reserve(pictures.size()); // the others join them
  first.assign(partOf(0).first, partOf(0).second);
  project_ = {name, defaultPath, std::move(first), settingsJson, attributesJson, formatVersion, extras};
  for (auto& copy : copies)
    others_.push_back(copy.get());
}

Project ProjectCopy::take() {
  for (std::vector<Picture>& part : others_) {
    project_.pictures.insert(project_.pictures.end(), std::make_move_iterator(part.begin()),
                             std::make_move_iterator(part.end()));
    part = {};
  }
  others_.clear();
  return std::move(project_);
}

} // namespace fillscope
