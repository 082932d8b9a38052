#pragma once
// The method of a report, said in other words than English ones.
#include <functional>
#include <string>

namespace fillscope {

/// The parts of FillReport::method, each as say() has it. A part with a network's name in it comes with %1 in
/// its place.
std::string methodSaid(const std::string& method, const std::function<std::string(const std::string&)>& say);

} // namespace fillscope
