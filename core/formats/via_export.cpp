#include "core/annotation/attribute_definitions.h"
#include "core/base/json.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/csv_cell.h"
#include "core/formats/via3.h"
#include "core/formats/via_faults.h"
#include "core/formats/via_files.h"
#include "core/formats/via_text.h"
#include <algorithm>
#include <cmath>
#include <set>

namespace fillscope {
namespace {

/// VIA 1 knows texts alone.
Attributes asTexts(const Attributes& attributes) {
  Attributes texts;
  for (const auto& [name, value] : attributes.items)
    texts.items.emplace_back(name, AttributeValue{value.text, false});
  return texts;
}

/// VIA 1 repeats a polygon's first point at its end and knows no angle.
Region asVia1(const Region& region) {
  Region old = region;
  old.attributes = asTexts(region.attributes);
  if (auto* polygon = std::get_if<PolygonShape>(&old.shape); polygon && polygon->points.size() > 2)
    polygon->points.push_back(polygon->points.front());
  return old;
}

std::string shapeText(const Region& region, bool isVia1) {
  std::string text;
  const auto* ellipse = std::get_if<EllipseShape>(&region.shape);
  if (!isVia1 || !ellipse) {
    appendShapeJson(text, region);
    return text;
  }
  appendShapeJson(text, region);
  const auto theta = text.find(",\"theta\":");
  text.erase(theta, text.find_first_of(",}", theta + 1) - theta);
  return text;
}

/// As it is, for VIA takes quotes for a part of the name; but with a comma no reader would know where it
/// ends.
std::string nameCell(const std::string& name) {
  std::string line = name;
  for (char& c : line)
    if (c == '\n' || c == '\r') c = ' ';
  return line.find_first_of(",\"") == std::string::npos ? line : csvCell(line);
}

std::string jsonOf(const Attributes& attributes) {
  std::string text;
  appendAttributesJson(text, attributes);
  return text;
}

bool saysMoreThanText(const rapidjson::Value& definition) {
  for (const auto& item : definition.GetObject()) {
    const std::string_view name(item.name.GetString(), item.name.GetStringLength());
    if (name.starts_with(via3::prefix)) continue; // VIA 3's alone
    if (name == "type" ? !(item.value.IsString() && std::string_view(item.value.GetString()) == "text")
                       : !(item.value.IsString() && item.value.GetStringLength() == 0))
      return true;
  }
  return false;
}

void addDefinitionLosses(const Project& project, const char* becomes, LossList& losses) {
  const auto definitions =
      parseJson(project.attributesJson.empty() ? "{}" : project.attributesJson, "_via_attributes");
  if (!definitions || !definitions->IsObject()) return;
  for (const auto& group : definitions->GetObject()) {
    if (!group.value.IsObject()) continue;
    for (const auto& item : group.value.GetObject())
      if (item.value.IsObject() && saysMoreThanText(item.value))
        losses.add(Loss::Kind::structure, "types and options of attributes", becomes, {});
  }
}

void addProjectLosses(const Project& project, LossList& losses) {
  if (!project.defaultPath.empty())
    losses.add(Loss::Kind::structure, "the pictures' folder", "names without it", {});
  for (const auto& extra : project.extras)
    losses.add(Loss::Kind::structure, "the project's member " + extra.first, "", {});
}

void addTextLosses(const Attributes& attributes, const std::string& picture, LossList& losses) {
  for (const auto& [name, value] : attributes.items)
    if (value.isJson) losses.add(Loss::Kind::attribute, "attribute " + name, "text", picture);
}

/// An object that says more of its members than whether they are chosen.
bool isMoreThanOptions(const AttributeValue& value) {
  if (!value.isJson || !value.text.starts_with('{')) return false;
  const auto set = parseJson(value.text, {});
  return set && set->IsObject() && !std::all_of(set->MemberBegin(), set->MemberEnd(), [](const auto& item) {
           return item.value.IsBool();
         });
}

/// VIA 3 parts the chosen options of one value by commas, and has no other objects.
void addListLosses(const Attributes& attributes, const std::string& picture, LossList& losses) {
  for (const auto& [name, value] : attributes.items)
    if (isMoreThanOptions(value)) losses.add(Loss::Kind::attribute, "attribute " + name, "", picture);
  for (const auto& [name, value] : attributes.items)
    for (const std::string& id : value.isJson ? checkedOptions(value) : std::vector<std::string>())
      if (id.empty() || id.find(',') != std::string::npos)
        losses.add(Loss::Kind::attribute, "option \"" + id + "\" of attribute " + name,
                   id.empty() ? "" : "several options", picture);
}

/// VIA leaves it out when it reads annotations into a project.
void addNamelessLoss(const Attributes& attributes, const std::string& picture, LossList& losses) {
  if (attributes.find(""))
    losses.add(Loss::Kind::attribute, "attribute without a name",
               "the same, which VIA leaves out when it imports", picture);
}

} // namespace

std::string viaAnnotationsJson(const Project& project) {
  const auto ids = uniqueViaIds(project);
  std::string text = "{";
  for (std::size_t i = 0; i < ids.size(); ++i) {
    text += i ? ",\n" : "\n";
    appendJsonString(text, ids[i]);
    text += ':';
    appendPictureJson(text, project.pictures[i]);
  }
  return text += "\n}\n";
}

std::string via1Json(const Project& project) {
  const auto ids = uniqueViaIds(project);
  std::string text = "{";
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const Picture& picture = project.pictures[i];
    text += i ? ",\n" : "\n";
    appendJsonString(text, ids[i]);
    // VIA 1's own members, empty where the file did not come from it.
    std::string reference = "\"\"", data = "\"\"";
    Extras others;
    for (const auto& extra : picture.extras)
      if (extra.first == "fileref")
        reference = extra.second;
      else if (extra.first == "base64_img_data")
        data = extra.second;
      else
        others.push_back(extra);
    text += ":{\"fileref\":" + reference + ",\"size\":" + std::to_string(picture.size) + ",\"filename\":";
    appendJsonString(text, picture.filename);
    text += ",\"base64_img_data\":" + data + ",\"file_attributes\":" + jsonOf(asTexts(picture.attributes)) +
            ",\"regions\":{";
    for (std::size_t r = 0; r < picture.regions.size(); ++r) {
      const Region region = asVia1(picture.regions[r]);
      text += (r ? ",\n\"" : "\n\"") + std::to_string(r) +
              "\":{\"shape_attributes\":" + shapeText(region, true) +
              ",\"region_attributes\":" + jsonOf(region.attributes);
      appendExtrasJson(text, region.extras, regionMembers);
      text += '}';
    }
    text += '}';
    appendExtrasJson(text, others, pictureMembers);
    text += '}';
  }
  return text += "\n}\n";
}

std::string viaCsv(const Project& project, bool isVia1) {
  std::string text = isVia1 ? "#" : "";
  text += "filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,"
          "region_attributes";
  for (const Picture& picture : project.pictures) {
    const std::string count = std::to_string(picture.regions.size());
    const std::string head = "\n" + nameCell(picture.filename) + "," + std::to_string(picture.size) + "," +
                             csvCell(jsonOf(isVia1 ? asTexts(picture.attributes) : picture.attributes)) +
                             "," + count + ",";
    if (picture.regions.empty()) text += head + "0,\"{}\",\"{}\"";
    for (std::size_t r = 0; r < picture.regions.size(); ++r) {
      const Region& now = picture.regions[r];
      const Region region = isVia1 ? asVia1(now) : now;
      text += head + std::to_string(r) + "," + csvCell(shapeText(region, isVia1)) + "," +
              csvCell(jsonOf(region.attributes));
    }
  }
  return text;
}

std::vector<Loss> viaLosses(const Project& project, AnnotationFormat format) {
  using Format = AnnotationFormat;
  LossList losses;
  const bool isTable = format == Format::via2Csv || format == Format::via1Csv;
  const bool isVia1 = format == Format::via1 || format == Format::via1Csv, isVia3 = format == Format::via3;
  const bool isProject = format == Format::via2;
  if (!isVia3 && !isProject) {
    addDefinitionLosses(project, "texts", losses);
    addProjectLosses(project, losses);
  }
  std::set<std::pair<std::string_view, long long>> files;
  for (const Picture& picture : project.pictures) {
    const std::string& name = picture.filename;
    if (isTable && !files.emplace(name, picture.size).second)
      losses.add(Loss::Kind::picture, "a picture listed twice", "one with the regions of both", name);
    if (isVia1) addTextLosses(picture.attributes, name, losses);
    if (isVia3) addListLosses(picture.attributes, name, losses);
    if (!isVia3 && !isProject) addNamelessLoss(picture.attributes, name, losses);
    if (isTable && name.find_first_of(",\"\r\n") != std::string::npos)
      losses.add(Loss::Kind::picture, "a file name with a comma, quote or line break",
                 "a name in quotes, which VIA itself does not find again", name);
    if (isTable || isVia3)
      for (const auto& extra : picture.extras)
        if (!isVia3 || !via3::isOfPicture(extra.first))
          losses.add(Loss::Kind::structure, "the picture's member " + extra.first, "", name);
    for (const Region& region : picture.regions) {
      if (isVia1) addTextLosses(region.attributes, name, losses);
      if (isVia3) addListLosses(region.attributes, name, losses);
      if (!isVia3 && !isProject) addNamelessLoss(region.attributes, name, losses);
      if (const auto fault = isVia3 ? std::nullopt : viaShapeFault(region))
        losses.add(Loss::Kind::shape, fault->what,
                   fault->hidesPicture ? "the same, for which VIA cannot show the picture"
                                       : "the same, which VIA does not draw",
                   name);
      if (isTable || isVia3)
        for (const auto& extra : region.extras)
          if (!isVia3 || !via3::isOfRegion(extra.first))
            losses.add(Loss::Kind::attribute, "the region's member " + extra.first, "", name);
      if (isVia3) {
        for (const auto& extra : region.shapeExtras)
          losses.add(Loss::Kind::attribute, "the shape's member " + extra.first, "", name);
        if (via3::xyOf(region).empty()) losses.add(Loss::Kind::shape, shapeNameOf(region), "", name);
      }
      const auto* ellipse = std::get_if<EllipseShape>(&region.shape);
      if ((isVia1 || isVia3) && ellipse && ellipse->theta != 0)
        losses.add(Loss::Kind::shape, "ellipse angle", "an upright ellipse", name);
    }
  }
  return losses.take();
}

} // namespace fillscope
