#include "core/formats/picture_matcher.h"
#include <array>
#include <cstdio>
#include <fstream>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

/// Width and height of a PNG or PGM from its first bytes; {0, 0} where they do not tell.
std::pair<int, int> sizeFromHeader(const fs::path& path) {
  std::array<char, 64> bytes{};
  std::ifstream file(path, std::ios::binary);
  file.read(bytes.data(), bytes.size() - 1);
  if (std::string_view(bytes.data(), 4) == "\x89PNG") {
    const auto number = [&](std::size_t at) {
      int value = 0;
      for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
      return value;
    };
    return {number(16), number(20)};
  }
  int width = 0, height = 0;
  if (std::sscanf(bytes.data(), "P5 %d %d", &width, &height) == 2) return {width, height};
  return {0, 0};
}

} // namespace

PictureMatcher::PictureMatcher(fs::path base)
    : base_(fs::absolute(base).lexically_normal()) {}

const FolderIndex& PictureMatcher::index(const fs::path& folder) {
  auto& known = folders_[folder];
  if (!known) known = std::make_unique<FolderIndex>(folder);
  return *known;
}

std::string PictureMatcher::relative(const fs::path& path) {
  // Paths of one folder differ only in their name, and normalising is slow for a hundred thousand of them.
  const auto [known, isNew] = prefixes_.try_emplace(path.parent_path().native());
  if (isNew) {
    const fs::path whole = fs::absolute(path.parent_path() / ".").lexically_normal();
    fs::path shorter = whole.lexically_relative(base_ / "");
    if (!shorter.empty() && *shorter.begin() == "..") {
      // Beyond a link, the folder above is another one than the path's text says.
      std::error_code fault, baseFault;
      const fs::path folder = fs::weakly_canonical(whole, fault), base = fs::weakly_canonical(base_, baseFault);
      shorter = fault || baseFault ? fs::path() : folder.lexically_relative(base);
    }
    known->second = ((shorter.empty() ? whole : shorter == "." ? fs::path() : shorter) / "").generic_string();
  }
  return known->second + path.filename().string();
}

PictureSources PictureMatcher::sourcesFor(const fs::path& picture) {
  const fs::path folder = picture.parent_path();
  const std::string name = picture.filename().string();
  const FolderIndex& found = index(folder);
  PictureSources sources;
  const auto inProject = [&](const std::string& file) {
    return file.empty() ? file : relative(folder / file);
  };
  const std::string depth = found.depthOf(name);
  sources.depthFile = inProject(depth);
  sources.intrinsicsFile = inProject(found.intrinsicsOf(name));
  const std::string empty = depth.empty() ? std::string() : found.emptyDepthOf(name);
  if (empty.empty()) return sources;
  const auto [known, isNew] = sizes_.try_emplace(folder / empty);
  if (isNew) known->second = sizeFromHeader(folder / empty);
  const auto size = known->second.first > 0 ? sizeFromHeader(folder / depth) : std::pair(0, 0);
  if (size.first == 0 || size == known->second) sources.emptyDepthFile = inProject(empty);
  return sources;
}

} // namespace fillscope
