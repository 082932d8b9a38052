#pragma once
#include "core/inference/model_manifest.h"
#include <map>
#include <string>

namespace fillscope {

/// The manifest as model_manifest.h's JSON, "file" by its name alone; validation as "x-validation" where it
/// holds anything (numbers that are not finite are left out).
std::string manifestJson(const ModelManifest& manifest, const std::map<std::string, double>& validation);

} // namespace fillscope
