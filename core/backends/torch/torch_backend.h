#pragma once
// TorchScript networks. LibTorch is in a module of its own, opened on first use: see docs/decisions/0001.
#include "core/inference/network.h"

namespace fillscope {

/// A NetworkLoader. Opens libfillscope_torch beside the program on first use. Errors: unsupported where
/// the module or LibTorch is missing (says which package), badInput where the file is no TorchScript or needs
/// a newer one (with the operator's name and the remedy).
Result<std::shared_ptr<Network>> loadTorchNetwork(const ModelManifest& manifest);

/// Lets LibTorch's threads sleep while they wait for one another, unless OMP_WAIT_POLICY says otherwise: by
/// default they turn in circles, which beside other work takes the time of those they wait for. Changes the
/// environment: call it in main() before there are threads.
void letWaitingThreadsSleep();

} // namespace fillscope
