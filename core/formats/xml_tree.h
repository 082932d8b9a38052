#pragma once
// XML as a tree of values, through Expat. Private to this folder.
#include "core/base/result.h"
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fillscope {

struct XmlElement {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes; ///< in file order
  std::string text;                                            ///< all text directly inside
  std::vector<XmlElement> children;

  const std::string* attribute(std::string_view key) const;
  const XmlElement* child(std::string_view key) const;           ///< the first of that name
  std::string childText(std::string_view key) const;             ///< trimmed; "" where there is none
  std::optional<double> number(std::string_view key) const;      ///< of an attribute
  std::optional<double> childNumber(std::string_view key) const; ///< of a child's text

  XmlElement& with(const std::string& key, const std::string& value) {
    attributes.emplace_back(key, value);
    return *this;
  }
  XmlElement& add(XmlElement element) { return children.emplace_back(std::move(element)); }
  XmlElement& add(const std::string& key, const std::string& value) { return add({key, {}, value, {}}); }
};

/// Up to 200 levels deep; a document that declares entities of its own is refused. Error: badInput with line
/// and column.
Result<XmlElement> parseXml(std::string_view text, const std::string& where);
/// Indented, with the declaration and a newline at the end. What XML cannot hold becomes U+FFFD.
std::string xmlDocument(const XmlElement& root);
std::string xmlText(const XmlElement& element, int indent = 0);
/// The name of the first element; "" where the text is no XML. Reads no further.
std::string xmlRootName(std::string_view text);

} // namespace fillscope
