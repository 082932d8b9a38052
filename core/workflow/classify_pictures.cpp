#include "core/workflow/classify_pictures.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/formats/csv_cell.h"
#include "core/formats/folder_index.h"
#include "core/formats/image_io.h"
#include "core/formats/picture_lookup.h"
#include "core/workflow/choose_network.h"
#include "core/workflow/output_names.h"
#include <cmath>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

/// A hundredth of a percent.
std::string chanceText(double chance) { return numberText(std::round(chance * 1e4) / 1e4); }

Result<void> saveMap(const fs::path& place, const Image& image, const Classification& found) {
  if (auto made = makeFolder(place.parent_path()); !made) return made;
  return saveImage(evidencePicture(image, found.evidence), place);
}

void appendPicture(std::string& json, const PictureClass& picture, const ClassifiedPictures& all,
                   const std::string& indent) {
  const std::string next = ",\n" + indent + "  ";
  json += "{\n" + indent + "  \"picture\": ";
  appendJsonString(json, picture.name);
  if (!picture.error.empty()) {
    json += next + "\"error\": ";
    appendJsonString(json, picture.error);
  } else {
    json += next + "\"model\": ";
    appendJsonString(json, all.network);
    json += next + "\"class\": ";
    appendJsonString(json, all.classes[picture.best]);
    json += next + "\"probability\": " + chanceText(picture.probabilities[picture.best]);
    json += next + "\"probabilities\": {";
    for (std::size_t c = 0; c < all.classes.size(); ++c) {
      json += c ? ", " : "";
      appendJsonString(json, all.classes[c]);
      json += ": " + chanceText(picture.probabilities[c]);
    }
    json += "}";
  }
  json += "\n" + indent + "}";
}

} // namespace

Result<ClassifiedPictures> classifyPictures(ModelRegistry& registry, const OpenedProject& opened,
                                            const ClassifyRequest& request, const Progress& progress) {
  const auto chosen = chooseNetwork(registry, request.network, NetworkUse::classes);
  if (!chosen) return chosen.error();
  progress.report(-1, "loading " + *chosen);
  const auto network = registry.network(*chosen);
  if (!network) return network.error();
  if (!request.maps.empty())
    if (auto made = makeFolder(request.maps); !made) return made.error();
  const Progress stopOnly{{}, progress.isCancelled};
  PictureLookup lookup(opened.folder);
  ClassifiedPictures all{(*network)->manifest().id, (*network)->manifest().classes, {}, {}, {}};
  ClassSheet sheet(all.classes);
  const auto& pictures = opened.project.pictures;
  const std::vector<std::string> names = outputNames(opened.project);
  for (std::size_t k = 0; k < pictures.size() && !all.stopped; ++k) {
    const Picture& picture = pictures[k];
    if (progress.cancelled()) {
      all.stopped = cancelledError();
      break;
    }
    progress.report(double(k) / double(pictures.size()), picture.filename);
    PictureClass entry{picture.filename, {}, 0, {}};
    const auto file = lookup.find(opened.project, picture);
    const auto image = loadImage(file.empty() ? opened.folder / picture.filename : file);
    if (!image) {
      entry.error = image.error().sentence();
    } else {
      const auto found = classify(**network, *image, request.sheet || !request.maps.empty(), stopOnly);
      if (!found) {
        all.stopped = found.error();
        break;
      }
      entry.probabilities = found->probabilities;
      entry.best = found->best;
      if (!request.maps.empty() && found->evidence.empty())
        return Error{ErrorCode::badInput, "this network does not say where it saw what it answers",
                     (*network)->manifest().file.string(), "leave the maps out, or choose another network"};
      if (!request.maps.empty())
        if (auto saved = saveMap(request.maps / (names[k] + std::string(evidenceEnding)), *image, *found);
            !saved)
          all.stopped = saved.error();
      if (request.sheet) sheet.add(picture.filename, *image, *found);
    }
    if (request.onPicture) request.onPicture(entry);
    all.pictures.push_back(std::move(entry));
  }
  if (request.sheet) all.sheet = sheet.draw(all.network);
  progress.report(1);
  return all;
}

std::string classificationJson(const ClassifiedPictures& found, std::size_t asked) {
  std::string json;
  if (asked == 1 && found.pictures.size() == 1) {
    appendPicture(json, found.pictures.front(), found, "");
    return json + "\n";
  }
  json = "{\n  \"pictures\": [";
  for (std::size_t k = 0; k < found.pictures.size(); ++k) {
    json += k ? ",\n    " : "\n    ";
    appendPicture(json, found.pictures[k], found, "    ");
  }
  return json + (found.pictures.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

std::string classificationCsv(const ClassifiedPictures& found) {
  std::string text = "picture,class,probability";
  for (const std::string& name : found.classes)
    text += "," + csvCell(name);
  text += "\n";
  for (const PictureClass& picture : found.pictures) {
    const bool known = picture.error.empty();
    text += csvCell(picture.name) + "," + (known ? csvCell(found.classes[picture.best]) : "") + "," +
            (known ? chanceText(picture.probabilities[picture.best]) : "");
    for (std::size_t c = 0; c < found.classes.size(); ++c)
      text += "," + (known ? chanceText(picture.probabilities[c]) : "");
    text += "\n";
  }
  return text;
}

} // namespace fillscope
