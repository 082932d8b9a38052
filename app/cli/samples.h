#pragma once
// Samples for the verbs that learn from them, judge by them or cut them out.
#include "core/annotation/project.h"
#include "core/formats/picture_set.h"
#include "core/workflow/training_data.h"
#include <string>

namespace CLI {
class App;
}

namespace fillscope::cli {

/// --depth-scale and --depth-rotation: of depth files of which the data do not say it.
void addDepthEncoding(CLI::App& verb, DepthEncoding& encoding);

/// As openTrainingData; says on stderr, once a data set, how many of its pictures are left out.
Result<std::shared_ptr<SampleSource>> openSamples(const std::string& data, int keypoints = 4,
                                                  SampleParts parts = SampleParts::everything,
                                                  const DepthEncoding& untold = {});

/// As openUnambiguous; says its notes on stderr.
Result<OpenedProject> openAndTell(const std::string& path, const Progress& progress);

/// What a path asks for of the project that it opened: of one picture's path that picture alone, though a
/// project of others may lie beside it.
Project askedFor(const std::string& path, const Project& opened);

} // namespace fillscope::cli
