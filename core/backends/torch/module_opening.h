#pragma once
// Finds a function in a module that is opened on first use: docs/decisions/0001.
#include "core/base/result.h"

namespace fillscope {

/// The address of `symbol` in the first `file` found in moduleFolders (module_search.h). The module is opened
/// once, with its names hidden from the program, and stays open. purpose begins the sentence where it is
/// missing: "TorchScript networks", "training". Any thread. Error: unsupported, with the places looked at and
/// the package that is missing.
Result<void*> moduleFunction(const char* file, const char* symbol, const char* purpose);

/// Where the module was built with another version of what both agree on.
Error otherModuleVersion(const char* file);

} // namespace fillscope
