#include "core/formats/via_faults.h"
#include "core/base/json.h"

namespace fillscope {
namespace {

using rapidjson::Value;
using NoteKind = ImportNote::Kind;

/// VIA copies the lists of points; of anything else it cannot take a copy.
bool isList(const Value& shape, const char* name) {
  const Value* list = member(shape, name);
  return list && (list->IsArray() || list->IsString());
}

std::optional<ViaShapeFault> faultOfUnknown(const std::string& json) {
  const auto shape = parseJson(json, {});
  if (!shape) return {};
  if (shape->IsNull()) return ViaShapeFault{"region whose shape is null", true};
  const Value* named = member(*shape, "name");
  const std::string name = named ? asString(*named).value_or("") : std::string();
  if (name == "polygon" || name == "polyline") {
    if (!isList(*shape, "all_points_x") || !isList(*shape, "all_points_y"))
      return ViaShapeFault{name + " without lists of points", true};
    return ViaShapeFault{name + " whose lists of points do not fit together", false};
  }
  for (const char* known : {"rect", "circle", "ellipse", "point"})
    if (name == known) return ViaShapeFault{name + " without all of its numbers", false};
  return {};
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < 8; ++i)
    text += (i > 0 ? ", " : "") + names[i];
  return names.size() > 8 ? text + "…" : text;
}

/// What is wrong with it; "" where nothing is.
std::string definitionFault(const Value& definition) {
  if (!definition.IsObject()) return "is no object";
  const Value *type = member(definition, "type"), *options = member(definition, "options"),
              *defaults = member(definition, "default_options");
  const std::string kind = type ? asString(*type).value_or("") : std::string();
  const bool isChoice = kind == "checkbox" || kind == "radio" || kind == "dropdown" || kind == "image";
  if (!isChoice) return {};
  if (!options || !options->IsObject()) return "is a choice without options";
  if (!defaults || !defaults->IsObject()) return "has options without default_options";
  if (kind == "image")
    for (const auto& option : options->GetObject())
      if (!option.value.IsString()) return "has an option without the text that says which picture it is";
  return {};
}

} // namespace

std::optional<ViaShapeFault> viaShapeFault(const Region& region) {
  if (const auto* circle = std::get_if<CircleShape>(&region.shape))
    return circle->radius < 0 ? std::optional(ViaShapeFault{"circle with a negative radius", true})
                              : std::nullopt;
  if (const auto* ellipse = std::get_if<EllipseShape>(&region.shape))
    return ellipse->rx < 0 || ellipse->ry < 0
               ? std::optional(ViaShapeFault{"ellipse with a negative radius", true})
               : std::nullopt;
  const auto* unknown = std::get_if<UnknownShape>(&region.shape);
  return unknown ? faultOfUnknown(unknown->json) : std::nullopt;
}

void noteShapeFaults(const Project& project, ImportNotes& faults) {
  for (const Picture& picture : project.pictures)
    for (std::size_t i = 0; i < picture.regions.size(); ++i) {
      const auto fault = viaShapeFault(picture.regions[i]);
      if (!fault) continue;
      const std::string region = "region " + std::to_string(i + 1) + ", a " + fault->what;
      faults.addAlike(NoteKind::guessed, picture.filename, fault->what,
                      fault->hidesPicture
                          ? "VIA cannot show this picture for " + region + ": draw it anew or delete it."
                          : "VIA does not draw " + region + ": draw it anew or delete it.");
    }
}

void noteDefinitionFaults(const Project& project, ImportNotes& faults) {
  const auto definitions =
      parseJson(project.attributesJson.empty() ? "{}" : project.attributesJson, "_via_attributes");
  if (!definitions || !definitions->IsObject()) return;
  const auto text = [](const Value& name) { return std::string(name.GetString(), name.GetStringLength()); };
  for (const auto& group : definitions->GetObject()) {
    const std::string of = text(group.name);
    if (of != "region" && of != "file") {
      faults.add(NoteKind::guessed, {},
                 "VIA's list of attributes stops at \"" + of +
                     "\", which stands beside region and file: take it out.");
      continue;
    }
    if (!group.value.IsObject()) continue; // written as an empty one
    for (const auto& item : group.value.GetObject())
      if (const std::string fault = definitionFault(item.value); !fault.empty())
        faults.add(NoteKind::guessed, {},
                   "VIA's list of attributes stops at \"" + text(item.name) + "\" of " + of + ", which " +
                       fault + ": define it anew.");
  }
}

void noteLostKeypoints(const Project& project, ImportNotes& notes) {
  for (const Picture& picture : project.pictures)
    for (std::size_t i = 0; i < picture.regions.size(); ++i) {
      const Region& region = picture.regions[i];
      const auto* line = std::get_if<PolylineShape>(&region.shape);
      const auto names = line ? expectedKeypoints(region) : std::vector<std::string>();
      if (names.empty() || names.size() == line->points.size()) continue;
      notes.addAlike(NoteKind::guessed, picture.filename, "keypoints",
                     "Region " + std::to_string(i + 1) + " is marked as keypoints with " +
                         std::to_string(names.size()) + " names (" + listed(names) + ") but has " +
                         std::to_string(line->points.size()) + " vertices; it is read as a polyline.");
    }
}

} // namespace fillscope
