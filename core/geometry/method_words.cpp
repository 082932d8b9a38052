#include "core/geometry/method_words.h"
#include <algorithm>
#include <string_view>

namespace fillscope {

namespace {

constexpr std::string_view between = "; ", byNetwork = "depth predicted by ";

} // namespace

std::string methodSaid(const std::string& method, const std::function<std::string(const std::string&)>& say) {
  std::string text;
  for (std::size_t at = 0; at < method.size();) {
    const std::size_t end = std::min(method.find(between, at), method.size());
    const std::string part = method.substr(at, end - at);
    if (!text.empty()) text += between;
    if (part.starts_with(byNetwork)) {
      std::string said = say(std::string(byNetwork) + "%1");
      if (const std::size_t place = said.find("%1"); place != std::string::npos)
        said.replace(place, 2, part.substr(byNetwork.size()));
      text += said;
    } else {
      text += say(part);
    }
    at = end + between.size();
  }
  return text;
}

} // namespace fillscope
