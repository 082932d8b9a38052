#include "core/annotation/attribute_definitions.h"
#include "core/annotation/rim.h"
#include "core/base/number_text.h"
#include "core/formats/cvat_words.h"
#include "core/formats/data_objects.h"
#include <algorithm>
#include <cmath>
#include <numbers>
#include <sstream>

namespace fillscope {
namespace {

/// Values are one to a line; old exports part them by spaces.
std::vector<std::string> valuesOf(const XmlElement& attribute) {
  const XmlElement* values = attribute.child("values");
  std::vector<std::string> list;
  if (!values) return list;
  const bool lines = values->text.find('\n') != std::string::npos;
  std::string item;
  const auto take = [&] {
    const auto first = item.find_first_not_of(" \t\r");
    if (first != std::string::npos)
      list.push_back(item.substr(first, item.find_last_not_of(" \t\r") - first + 1));
    item.clear();
  };
  for (const char c : values->text)
    if (c == '\n' || (!lines && c == ' '))
      take();
    else
      item += c;
  take();
  return list;
}

std::string quotedPart(const std::string& text, std::size_t from, std::size_t to, const char* name) {
  const std::string key = std::string(name) + "=\"";
  const auto at = text.find(key, from);
  if (at == std::string::npos || at > to) return {};
  const auto begin = at + key.size(), end = text.find('"', begin);
  return end == std::string::npos ? std::string() : text.substr(begin, end - begin);
}

XmlElement attributeElement(const AttributeDefinition& definition) {
  XmlElement element{"attribute", {}, {}, {}};
  std::string type = "text", preset = definition.defaultValue, values;
  if (definition.hasOptions()) {
    type = definition.kind == AttributeKind::radio ? "radio" : "select";
    std::set<std::string> ids;
    for (const AttributeOption& option : definition.options) {
      values += (values.empty() ? "" : "\n") + option.id;
      ids.insert(option.id);
      if (option.isDefault && preset.empty()) preset = option.id;
    }
    if (ids == std::set<std::string>{"false", "true"}) type = "checkbox";
    if (preset.empty() && !definition.options.empty()) preset = definition.options.front().id;
  }
  element.add("name", definition.name);
  element.add("mutable", "False");
  element.add("input_type", type);
  element.add("default_value", preset);
  element.add("values", values);
  return element;
}

struct UsedLabel {
  std::map<std::string, std::string> attributes; ///< name in the file → in the project
  std::optional<KeypointTemplate> skeleton;
};

std::map<std::string, UsedLabel> usedLabels(const Project& project, const WriteOptions& options) {
  std::map<std::string, UsedLabel> used;
  for (const Picture& picture : project.pictures)
    for (const Region& region : picture.regions) {
      UsedLabel& label = used[classOf(region, options)];
      for (const auto& [name, value] : region.attributes.items)
        if (!isCvatAttribute(region, name, options))
          label.attributes.emplace(nameInFile(region, name, classOf(region, options)), name);
      const auto set = keypointSetOf(region);
      if (set && !isNumberedPoints(*set) && !label.skeleton) label.skeleton = set->kind;
      if (isMarkedRim(region) && !label.skeleton) label.skeleton = boxTemplate();
    }
  return used;
}

} // namespace

bool isNumberedPoints(const KeypointSet& set) {
  for (std::size_t i = 0; i < set.kind.keypoints.size(); ++i)
    if (set.kind.keypoints[i] != std::to_string(i + 1) ||
        set.points[i].visibility != KeypointVisibility::visible)
      return false;
  return set.kind.edges.empty();
}

std::string skeletonDrawing(const KeypointTemplate& kind) {
  // Where the joints are drawn is of no matter: on a circle none hides another.
  const auto place = [&](int i) {
    const double angle =
        2 * std::numbers::pi * i / std::max<double>(1, static_cast<double>(kind.keypoints.size()));
    return std::pair(std::round(500 + 400 * std::sin(angle)) / 10,
                     std::round(500 - 400 * std::cos(angle)) / 10);
  };
  std::string svg;
  for (const auto& [a, b] : kind.edges) {
    const auto [x1, y1] = place(a);
    const auto [x2, y2] = place(b);
    svg += "<line x1=\"" + numberText(x1) + "\" y1=\"" + numberText(y1) + "\" x2=\"" + numberText(x2) +
           "\" y2=\"" + numberText(y2) + "\" stroke=\"black\" data-type=\"edge\" data-node-from=\"" +
           std::to_string(a + 1) + "\" stroke-width=\"0.5\" data-node-to=\"" + std::to_string(b + 1) +
           "\"></line>";
  }
  for (std::size_t i = 0; i < kind.keypoints.size(); ++i) {
    const auto [x, y] = place(static_cast<int>(i));
    const std::string number = std::to_string(i + 1);
    std::string name;
    for (const char c : kind.keypoints[i])
      name += c == '"' ? "&quot;" : c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string(1, c);
    svg += "<circle r=\"1.5\" stroke=\"black\" fill=\"#b3b3b3\" cx=\"" + numberText(x) + "\" cy=\"" +
           numberText(y) + "\" stroke-width=\"0.1\" data-type=\"element node\" data-element-id=\"" + number +
           "\" data-node-id=\"" + number + "\" data-label-name=\"" + name + "\"></circle>";
  }
  return svg;
}

std::vector<std::pair<int, int>> edgesOfDrawing(const std::string& svg,
                                                const std::vector<std::string>& keypoints) {
  std::map<std::string, int> nodes;
  std::vector<std::pair<int, int>> edges;
  const auto nameless = [](std::string name) {
    for (const auto& [code, c] : {std::pair("&quot;", "\""), std::pair("&lt;", "<"), std::pair("&amp;", "&")})
      for (std::size_t at = 0; (at = name.find(code, at)) != std::string::npos; ++at)
        name.replace(at, std::string_view(code).size(), c);
    return name;
  };
  for (std::size_t at = 0; (at = svg.find("<circle", at)) != std::string::npos; ++at) {
    const auto end = svg.find('>', at);
    const std::string node = quotedPart(svg, at, end, "data-node-id");
    const auto named =
        std::find(keypoints.begin(), keypoints.end(), nameless(quotedPart(svg, at, end, "data-label-name")));
    const auto number = parseNumber(node);
    if (named != keypoints.end())
      nodes[node] = static_cast<int>(named - keypoints.begin());
    else if (number && *number >= 1 && *number <= static_cast<double>(keypoints.size()))
      nodes[node] = static_cast<int>(*number) - 1;
  }
  for (std::size_t at = 0; (at = svg.find("<line", at)) != std::string::npos; ++at) {
    const auto end = svg.find('>', at);
    const auto from = nodes.find(quotedPart(svg, at, end, "data-node-from")),
               to = nodes.find(quotedPart(svg, at, end, "data-node-to"));
    if (from != nodes.end() && to != nodes.end()) edges.emplace_back(from->second, to->second);
  }
  return edges;
}

void declareCvatAttributes(Project& project, const std::vector<const XmlElement*>& labels) {
  auto parsed = parseAttributeDefinitions(project.attributesJson);
  AttributeDefinitions definitions = parsed ? std::move(*parsed) : AttributeDefinitions{};
  for (const XmlElement* label : labels) {
    const XmlElement* attributes = label->child("attributes");
    if (!attributes) continue;
    for (const XmlElement& attribute : attributes->children) {
      AttributeDefinition definition;
      definition.name = attribute.childText("name");
      if (definition.name == "label") definition.name = otherLabelAttribute; // beside the class
      const bool known = std::any_of(definitions.region.begin(), definitions.region.end(),
                                     [&](const auto& other) { return other.name == definition.name; });
      if (definition.name.empty() || known) continue;
      const std::string type = attribute.childText("input_type"),
                        preset = attribute.childText("default_value");
      if (type == "select" || type == "radio" || type == "checkbox") {
        definition.kind = type == "select" ? AttributeKind::dropdown : AttributeKind::radio;
        auto values = valuesOf(attribute);
        // A box that is ticked or not.
        if (type == "checkbox") values = {"false", "true"};
        for (const std::string& value : values)
          definition.options.push_back({value, value, value == preset, true});
      } else {
        definition.defaultValue = preset;
      }
      definitions.region.push_back(std::move(definition));
    }
  }
  project.attributesJson = attributeDefinitionsJson(definitions);
}

XmlElement cvatLabels(const Project& project, const WriteOptions& options) {
  auto parsed = parseAttributeDefinitions(project.attributesJson);
  const AttributeDefinitions definitions =
      withUsedAttributes(parsed ? std::move(*parsed) : AttributeDefinitions{}, project);
  auto used = usedLabels(project, options);
  XmlElement labels{"labels", {}, {}, {}};
  const auto kept = keptElement(project.extras);
  const XmlElement* before = kept ? kept->child("labels") : nullptr;
  const ClassList classes(project, options);
  for (const std::string& name : classes.names()) {
    const UsedLabel& label = used[name];
    const XmlElement* old = nullptr;
    for (std::size_t i = 0; before && i < before->children.size(); ++i)
      if (before->children[i].childText("name") == name && !before->children[i].child("parent"))
        old = &before->children[i];
    XmlElement element{"label", {}, {}, {}};
    if (old) {
      element = *old;
    } else {
      element.add("name", name);
      element.add("type", label.skeleton ? "skeleton" : "any");
    }
    if (!old || !element.child("attributes")) element.add({"attributes", {}, {}, {}});
    const auto attributes = std::find_if(element.children.begin(), element.children.end(),
                                         [](const auto& child) { return child.name == "attributes"; });
    for (const auto& [written, attribute] : label.attributes) {
      const bool declared =
          std::any_of(attributes->children.begin(), attributes->children.end(),
                      [&, &name = written](const auto& other) { return other.childText("name") == name; });
      const auto found = std::find_if(definitions.region.begin(), definitions.region.end(),
                                      [&, &name = attribute](const auto& d) { return d.name == name; });
      if (declared || found == definitions.region.end()) continue;
      AttributeDefinition definition = *found;
      definition.name = written;
      attributes->add(attributeElement(definition));
    }
    if (label.skeleton && !element.child("svg")) element.add("svg", skeletonDrawing(*label.skeleton));
    labels.add(std::move(element));
    if (!label.skeleton) continue;
    for (const std::string& keypoint : label.skeleton->keypoints) {
      XmlElement part{"label", {}, {}, {}};
      part.add("name", keypoint);
      part.add("type", "points");
      part.add({"attributes", {}, {}, {}});
      part.add("parent", name);
      labels.add(std::move(part));
    }
  }
  return labels;
}

} // namespace fillscope
