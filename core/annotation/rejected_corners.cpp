#include "core/annotation/rejected_corners.h"

namespace fillscope {
namespace {

constexpr const char* between = ", ";

std::string nameOf(const std::string& network) { return network.empty() ? "unknown" : network; }

} // namespace

bool areCornersRejected(const Attributes& attributes, const std::string& network) {
  const std::string all = between + attributes.text(rejectedCornersAttribute) + between;
  return all.find(between + nameOf(network) + between) != std::string::npos;
}

Attributes withCornersRejected(Attributes attributes, const std::string& network) {
  if (areCornersRejected(attributes, network)) return attributes;
  const std::string before = attributes.text(rejectedCornersAttribute);
  attributes.set(rejectedCornersAttribute,
                 before.empty() ? nameOf(network) : before + between + nameOf(network));
  return attributes;
}

} // namespace fillscope
