#pragma once
// Which class pictures are of, by a network.
#include "core/formats/picture_set.h"
#include "core/inference/classifier.h"
#include "core/inference/model_registry.h"
#include "core/workflow/class_sheet.h"
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace fillscope {

struct PictureClass {
  std::string name; ///< as the project lists the picture
  std::vector<double> probabilities;
  std::size_t best = 0;
  std::string error; ///< why there is none; ""
};

struct ClassifyRequest {
  std::string network; ///< id; "": as chooseNetwork
  std::filesystem::path
      maps; ///< folder for NAME.evidence.png (evidencePicture; outputNames) of each; "": none
  bool sheet = false;
  /// Told of every picture as it is looked at, on the calling thread.
  std::function<void(const PictureClass&)> onPicture = {};
};

struct ClassifiedPictures {
  std::string network;              ///< id
  std::vector<std::string> classes; ///< in the order of probabilities
  std::vector<PictureClass> pictures;
  Image sheet;
  std::optional<Error> stopped; ///< why those after them were not looked at
};

/// Every picture of a project, in its order. A picture that cannot be read gets an error; what was found
/// before a stop stays. Errors: those of the registry; badInput (a network without maps where they are asked
/// for), ioFailure (the folder for maps). What a map cannot be written for stops it.
Result<ClassifiedPictures> classifyPictures(ModelRegistry& registry, const OpenedProject& opened,
                                            const ClassifyRequest& request, const Progress& progress = {});

/// {"picture": …, "model": …, "class": "OK", "probability": 0.98, "probabilities": {"NOK": 0.02, "OK": 0.98}}
/// or picture and error; of several: {"pictures": […]}. asked: how many pictures were asked for.
std::string classificationJson(const ClassifiedPictures& found, std::size_t asked);
/// "picture,class,probability,NOK,OK" and a line for each picture (RFC 4180); those with an error have empty
/// fields.
std::string classificationCsv(const ClassifiedPictures& found);

} // namespace fillscope
