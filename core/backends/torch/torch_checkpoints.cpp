#include "core/backends/torch/torch_checkpoints.h"
#include <algorithm>
#include <stdexcept>
#include <torch/csrc/jit/passes/inliner.h>
#include <torch/csrc/jit/runtime/custom_operator.h>
#include <torch/script.h>

namespace fillscope {
namespace {

// An operator gets no word from its caller but through its thread.
thread_local CheckpointWatch* watch = nullptr;

const c10::Symbol& checkpointSymbol() {
  static const auto symbol = c10::Symbol::fromQualString("fillscope::checkpoint");
  return symbol;
}

// Conservative: counts as having side effects, so that no optimisation removes or reorders it.
const torch::jit::RegisterOperators registration({torch::jit::Operator(
    "fillscope::checkpoint() -> ()",
    [](torch::jit::Stack&) {
      if (watch) watch->pass();
    },
    c10::AliasAnalysisKind::CONSERVATIVE)});

void insertInto(torch::jit::Block* block) {
  for (torch::jit::Node* node : block->nodes()) {
    for (torch::jit::Block* inner : node->blocks())
      insertInto(inner);
    if (node->kind().is_aten()) block->owningGraph()->create(checkpointSymbol(), 0)->insertBefore(node);
  }
}

} // namespace

void insertCheckpoints(torch::jit::Module& network) {
  const auto graph = network.get_method("forward").graph();
  torch::jit::Inline(*graph);
  insertInto(graph->block());
}

CheckpointWatch::CheckpointWatch(const Progress& progress, long expected)
    : progress_(progress)
    , expected_(expected) {
  watch = this;
}

CheckpointWatch::~CheckpointWatch() { watch = nullptr; }

void CheckpointWatch::pass() {
  if (progress_.cancelled()) throw std::runtime_error("stopped on request");
  ++passed_;
  if (expected_ > 0)
    progress_.report(std::min(1.0, static_cast<double>(passed_) / static_cast<double>(expected_)));
}

} // namespace fillscope
