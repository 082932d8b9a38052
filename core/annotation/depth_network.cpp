#include "core/annotation/depth_network.h"

namespace fillscope {

std::string depthNetworkOf(const Picture& picture) { return picture.attributes.text(depthNetworkAttribute); }

Attributes withDepthNetwork(Attributes attributes, const std::string& network) {
  if (network.empty())
    attributes.remove(depthNetworkAttribute);
  else
    attributes.set(depthNetworkAttribute, network);
  return attributes;
}

} // namespace fillscope
