#pragma once
// A network that answers by rule, so that what is made of its answer is known beforehand.
#include "core/inference/network.h"
#include <functional>
#include <utility>

namespace fillscope::tests {

/// Answers whatever a function makes of the input.
class FunctionNetwork : public Network {
 public:
  using Answer = std::function<std::vector<Tensor>(const Tensor&, int run)>;
  FunctionNetwork(ModelManifest manifest, Answer answer)
      : manifest_(std::move(manifest))
      , answer_(std::move(answer)) {}
  const ModelManifest& manifest() const override { return manifest_; }
  std::string device() const override { return "cpu"; }
  Result<std::vector<Tensor>> run(const Tensor& input, const Progress& progress) override {
    if (progress.cancelled()) return cancelledError();
    return answer_(input, runs++);
  }
  int runs = 0;

 private:
  ModelManifest manifest_;
  Answer answer_;
};

} // namespace fillscope::tests
