#include "tests/architecture/layer_check.h"
#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <sstream>

namespace fillscope::tests {
namespace {

namespace fs = std::filesystem;

struct Include {
  int line;
  std::string path;
  bool quoted;
};

std::string folderOf(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

/// The text with block comments blanked, so that line numbers stay.
std::string withoutBlockComments(std::string text) {
  for (auto at = text.find("/*"); at != std::string::npos; at = text.find("/*", at)) {
    const auto lineStart = text.rfind('\n', at) == std::string::npos ? 0 : text.rfind('\n', at) + 1;
    const auto inLineComment = text.substr(lineStart, at - lineStart).find("//") != std::string::npos;
    const auto quotes = std::count(text.begin() + static_cast<std::ptrdiff_t>(lineStart),
                                   text.begin() + static_cast<std::ptrdiff_t>(at), '"');
    if (inLineComment || quotes % 2 == 1) {
      at += 2;
      continue;
    }
    const auto end = std::min(text.find("*/", at + 2), text.size() - 2) + 2;
    for (auto i = at; i < end; ++i)
      if (text[i] != '\n') text[i] = ' ';
  }
  return text;
}

std::vector<Include> includesOf(const std::string& text) {
  static const std::regex pattern(R"re(\s*#\s*include\s*(<([^>]+)>|"([^"]+)").*)re");
  std::vector<Include> includes;
  std::istringstream lines(withoutBlockComments(text));
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    std::smatch match;
    if (line.find("include") == std::string::npos || !std::regex_match(line, match, pattern)) continue;
    includes.push_back({number, match[2].matched ? match[2].str() : match[3].str(), match[3].matched});
  }
  return includes;
}

bool ofThisProject(const std::string& path) {
  return path.starts_with("core/") || path.starts_with("widgets/") || path.starts_with("app/") ||
         path.starts_with("tests/");
}

bool isGenerated(const std::string& path) {
  return path.ends_with(".moc") || path.starts_with("moc_") || path.starts_with("ui_");
}

using IncludeGraph = std::map<std::string, std::vector<Include>>;

void addCircles(const IncludeGraph& graph, std::vector<std::string>& faults) {
  std::set<std::string> closed;
  std::vector<std::string> open;
  const std::function<void(const std::string&)> visit = [&](const std::string& file) {
    const auto found = graph.find(file);
    if (found == graph.end() || closed.contains(file)) return;
    open.push_back(file);
    for (const auto& include : found->second) {
      const auto first = std::find(open.begin(), open.end(), include.path);
      if (first == open.end()) {
        visit(include.path);
        continue;
      }
      std::string circle;
      for (auto it = first; it != open.end(); ++it)
        circle += *it + " → ";
      faults.push_back(file + ":" + std::to_string(include.line) +
                       ": headers include one another: " + circle + include.path);
    }
    open.pop_back();
    closed.insert(file);
  };
  for (const auto& [file, includes] : graph)
    visit(file);
}

std::optional<std::string> faultOf(const LayerRules& rules, const std::string& folder,
                                   const Include& include) {
  if (include.path == "opencv2/opencv.hpp")
    return "opencv2/opencv.hpp brings in every module of OpenCV: include the ones needed";
  if (ofThisProject(include.path)) {
    const std::string other = folderOf(include.path);
    if (other == folder) return {};
    if (!rules.mayInclude.contains(other)) return "includes " + include.path + ", whose folder is not listed";
    const auto rule = rules.mayInclude.find(folder);
    if (rule == rules.mayInclude.end() || rule->second.contains(other)) return {};
    return folder + " may not include " + other + " (" + include.path + ")";
  }
  for (const auto& library : rules.libraries)
    if (std::regex_match(include.path, library.includes) && !library.folders.contains(folder))
      return folder + " may not see the library " + library.text + " (" + include.path + ")";
  if (include.quoted && !isGenerated(include.path))
    return "\"" + include.path + "\" names no folder: an include of this project begins at its root";
  return {};
}

} // namespace

std::vector<SourceFile> sourcesBelow(const fs::path& root, const std::vector<std::string>& folders) {
  std::vector<SourceFile> sources;
  for (const auto& folder : folders) {
    if (!fs::exists(root / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const auto suffix = entry.path().extension();
      if (!entry.is_regular_file() || (suffix != ".h" && suffix != ".cpp" && suffix != ".inl")) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      sources.push_back({fs::relative(entry.path(), root).generic_string(),
                         std::string(std::istreambuf_iterator<char>(file), {})});
    }
  }
  std::sort(sources.begin(), sources.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return sources;
}

std::vector<std::string> layerFaults(const LayerRules& rules, const std::vector<SourceFile>& sources) {
  std::vector<std::string> faults;
  std::set<std::string> seen;
  IncludeGraph headers;
  for (const auto& source : sources) {
    const std::string folder = folderOf(source.path);
    if (seen.insert(folder).second && !rules.mayInclude.contains(folder))
      faults.push_back(source.path + ":1: the folder " + folder + " is not listed");
    for (const auto& include : includesOf(source.text)) {
      if (const auto fault = faultOf(rules, folder, include))
        faults.push_back(source.path + ":" + std::to_string(include.line) + ": " + *fault);
      if (source.path.ends_with(".h") && ofThisProject(include.path)) headers[source.path].push_back(include);
    }
  }
  addCircles(headers, faults);
  for (const auto& [folder, others] : rules.mayInclude)
    if (!seen.contains(folder))
      faults.push_back("layers.txt:1: the folder " + folder + " is listed but holds no source");
  return faults;
}

} // namespace fillscope::tests
