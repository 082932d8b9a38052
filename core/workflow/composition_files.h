#pragma once
// The pictures that data sets are composed of, as files.
#include "core/base/progress.h"
#include "core/composition/composition.h"
#include <filesystem>

namespace fillscope {

/// Of a specification's file, or of a composed set's compose.json. Folders become absolute: relative ones are
/// relative to the file. Errors: notFound, badInput.
Result<CompositionSpec> loadCompositionSpec(const std::filesystem::path& path);

/// All pictures of a specification's two folders and their subfolders, in natural order of their names, which
/// are relative to the folder. Opens no picture. Errors: badInput (no folder is named, no pictures there),
/// notFound, ioFailure, cancelled.
Result<CompositionSources> openCompositionSources(const CompositionSpec& spec, const Progress& progress = {});

/// Of the names and bytes of all files, in order: two sources of one fingerprint compose the same pictures.
/// Reads every file. Errors: those of reading; cancelled.
Result<std::string> fingerprintOf(const CompositionSpec& spec, const CompositionSources& sources,
                                  const Progress& progress = {});

} // namespace fillscope
