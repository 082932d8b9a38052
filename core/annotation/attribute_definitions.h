#pragma once
// VIA's list of attributes (_via_attributes) as values: which names there are, of which type, with which
// options.
#include "core/annotation/project.h"
#include "core/base/result.h"
#include <string>
#include <string_view>
#include <vector>

namespace fillscope {

/// VIA knows these five; foreign is any other type a file names, kept and shown, never edited.
enum class AttributeKind { text, checkbox, radio, dropdown, image, foreign };
std::string_view attributeKindName(AttributeKind kind); ///< VIA's word; "" for foreign

struct AttributeOption {
  std::string id, text; ///< the id is what regions hold, the text what people read
  bool isDefault = false;
  bool declared = true; ///< false: no more than used by some region or picture
  friend bool operator==(const AttributeOption&, const AttributeOption&) = default;
};

struct AttributeDefinition {
  std::string name;
  AttributeKind kind = AttributeKind::text;
  std::string description;
  std::string defaultValue;             ///< of a text
  std::vector<AttributeOption> options; ///< of the other four
  bool declared = true;                 ///< false: no more than used by some region or picture
  std::string verbatim;                 ///< JSON as it was read; "" for a new one

  bool hasOptions() const { return kind != AttributeKind::text && kind != AttributeKind::foreign; }
  const AttributeOption* option(const std::string& id) const;
  friend bool operator==(const AttributeDefinition&, const AttributeDefinition&) = default;
};

struct AttributeDefinitions {
  std::vector<AttributeDefinition> region, file; ///< in file order
  Extras extras;                                 ///< other members, verbatim
  friend bool operator==(const AttributeDefinitions&, const AttributeDefinitions&) = default;
};

/// "" and "{}" are no attributes. A definition that cannot be understood is foreign. Error: badInput with the
/// place.
Result<AttributeDefinitions> parseAttributeDefinitions(std::string_view json);
/// One line. What was read and not changed is written as it was read; of a changed one, unknown members stay.
/// What is merely used is left out.
std::string attributeDefinitionsJson(const AttributeDefinitions& definitions);

/// Completed with every attribute and every option that some region or picture uses, marked as not declared.
AttributeDefinitions withUsedAttributes(AttributeDefinitions definitions, const Project& project);

/// The same for one of its lists and the things that are given, none of them null.
std::vector<AttributeDefinition> withUsedAttributes(std::vector<AttributeDefinition> definitions,
                                                    const std::vector<const Attributes*>& things);

/// What a new region or picture starts with.
Attributes defaultAttributes(const std::vector<AttributeDefinition>& definitions);

/// Ids that a checkbox value holds, in its order; one id for plain text, none for "".
std::vector<std::string> checkedOptions(const AttributeValue& value);
AttributeValue checkboxValue(const std::vector<std::string>& ids);

/// One sentence about the first thing that VIA could not work with (no name, a name or an option twice); "":
/// fine.
std::string definitionsFault(const AttributeDefinitions& definitions);

/// Whether the program itself keeps this attribute of the region (a rim's corners, a keypoint set's names):
/// it is shown, and changed through the shape.
bool isKeptByShape(const Region& region, const std::string& attribute);

} // namespace fillscope
