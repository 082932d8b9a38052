#include "core/formats/xml_tree.h"
#include "core/base/number_text.h"
#include <algorithm>
#include <expat.h>
#include <memory>

namespace fillscope {
namespace {

constexpr std::size_t deepest = 200;

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

struct Building {
  XML_Parser parser = nullptr;
  XmlElement root;
  std::vector<XmlElement> open; ///< from the root down; each joins its parent when it ends
  const char* fault = nullptr;
  bool onlyRoot = false;

  void stop(const char* why) {
    fault = why;
    XML_StopParser(parser, XML_FALSE);
  }
};

// Expat is C: nothing may be thrown through it, and only memory could fail here.
void XMLCALL onStart(void* user, const XML_Char* name, const XML_Char** attributes) {
  auto& building = *static_cast<Building*>(user);
  XmlElement element;
  element.name = name;
  for (; *attributes; attributes += 2)
    element.attributes.emplace_back(attributes[0], attributes[1]);
  if (building.onlyRoot) {
    building.root = std::move(element);
    return building.stop("looked at");
  }
  if (building.open.size() >= deepest) return building.stop("too many elements inside one another");
  building.open.push_back(std::move(element));
}
void XMLCALL onEnd(void* user, const XML_Char*) {
  auto& building = *static_cast<Building*>(user);
  if (building.open.empty()) return;
  XmlElement done = std::move(building.open.back());
  building.open.pop_back();
  if (building.open.empty())
    building.root = std::move(done);
  else
    building.open.back().children.push_back(std::move(done));
}
void XMLCALL onText(void* user, const XML_Char* text, int length) {
  auto& building = *static_cast<Building*>(user);
  if (!building.open.empty()) building.open.back().text.append(text, static_cast<std::size_t>(length));
}
void XMLCALL onEntity(void* user, const XML_Char*, int, const XML_Char*, int, const XML_Char*,
                      const XML_Char*, const XML_Char*, const XML_Char*) {
  static_cast<Building*>(user)->stop("entities of its own are not read");
}

bool parse(Building& building, std::string_view text) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate(nullptr),
                                                                            &XML_ParserFree);
  if (!parser) return false;
  building.parser = parser.get();
  XML_SetUserData(parser.get(), &building);
  XML_SetElementHandler(parser.get(), onStart, onEnd);
  XML_SetCharacterDataHandler(parser.get(), onText);
  XML_SetEntityDeclHandler(parser.get(), onEntity);
  constexpr std::size_t piece = 1 << 20; // Expat counts in int
  XML_Status status = XML_STATUS_OK;
  for (std::size_t at = 0; status == XML_STATUS_OK; at += piece) {
    const std::string_view part = text.substr(std::min(at, text.size()), piece);
    const bool last = at + piece >= text.size();
    status = XML_Parse(parser.get(), part.data(), static_cast<int>(part.size()), last);
    if (last) break;
  }
  if (status == XML_STATUS_OK) return true;
  if (!building.fault) building.fault = XML_ErrorString(XML_GetErrorCode(parser.get()));
  building.root.text = "line " + std::to_string(XML_GetCurrentLineNumber(parser.get())) + ", column " +
                       std::to_string(XML_GetCurrentColumnNumber(parser.get()) + 1) + ": " + building.fault;
  return false;
}

/// Whether XML 1.0 has a place for the character that begins there; length: of its bytes.
bool isAllowed(std::string_view text, std::size_t at, std::size_t& length) {
  const auto c = static_cast<unsigned char>(text[at]);
  length = c < 0x80 ? 1 : c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc2 ? 2 : 0;
  if (length == 0 || c > 0xf4 || at + length > text.size()) return length = 1, false;
  for (std::size_t i = 1; i < length; ++i)
    if ((static_cast<unsigned char>(text[at + i]) & 0xc0) != 0x80) return length = 1, false;
  if (length == 1) return c >= 0x20 || c == '\t' || c == '\n' || c == '\r';
  if (length == 3) {
    const auto second = static_cast<unsigned char>(text[at + 1]),
               third = static_cast<unsigned char>(text[at + 2]);
    if (c == 0xe0 && second < 0xa0) return false;
    if (c == 0xed && second >= 0xa0) return false;                  // surrogates
    if (c == 0xef && second == 0xbf && third >= 0xbe) return false; // U+FFFE, U+FFFF
  }
  if (length == 4) {
    const auto second = static_cast<unsigned char>(text[at + 1]);
    if ((c == 0xf0 && second < 0x90) || (c == 0xf4 && second > 0x8f)) return false;
  }
  return true;
}

void appendEscaped(std::string& out, std::string_view text, bool inAttribute) {
  std::size_t length = 1;
  for (std::size_t i = 0; i < text.size(); i += length) {
    if (!isAllowed(text, i, length)) {
      out += "\xef\xbf\xbd";
      continue;
    }
    const char c = text[i];
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '\r')
      out += "&#13;";
    else if (inAttribute && c == '"')
      out += "&quot;";
    else if (inAttribute && (c == '\n' || c == '\t'))
      out += c == '\n' ? "&#10;" : "&#9;";
    else
      out.append(text.substr(i, length));
  }
}

void append(std::string& out, const XmlElement& element, int indent) {
  out.append(static_cast<std::size_t>(indent), ' ');
  out += '<' + element.name;
  for (const auto& [key, value] : element.attributes) {
    out += ' ' + key + "=\"";
    appendEscaped(out, value, true);
    out += '"';
  }
  if (element.children.empty() && element.text.empty()) {
    out += "/>\n";
    return;
  }
  out += '>';
  if (element.children.empty()) {
    appendEscaped(out, element.text, false);
  } else {
    if (const std::string text = trimmed(element.text); !text.empty()) appendEscaped(out, text, false);
    out += '\n';
    for (const XmlElement& child : element.children)
      append(out, child, indent + 2);
    out.append(static_cast<std::size_t>(indent), ' ');
  }
  out += "</" + element.name + ">\n";
}

} // namespace

const std::string* XmlElement::attribute(std::string_view key) const {
  for (const auto& [known, value] : attributes)
    if (known == key) return &value;
  return nullptr;
}

const XmlElement* XmlElement::child(std::string_view key) const {
  for (const XmlElement& element : children)
    if (element.name == key) return &element;
  return nullptr;
}

std::string XmlElement::childText(std::string_view key) const {
  const XmlElement* element = child(key);
  return element ? trimmed(element->text) : std::string();
}

std::optional<double> XmlElement::number(std::string_view key) const {
  const std::string* value = attribute(key);
  return value ? parseNumber(*value) : std::nullopt;
}

std::optional<double> XmlElement::childNumber(std::string_view key) const {
  const XmlElement* element = child(key);
  return element ? parseNumber(trimmed(element->text)) : std::nullopt;
}

Result<XmlElement> parseXml(std::string_view text, const std::string& where) {
  Building building;
  if (parse(building, text)) return std::move(building.root);
  return Error{ErrorCode::badInput, building.root.text.empty() ? "no memory to read it" : building.root.text,
               where, "export the file again"};
}

std::string xmlText(const XmlElement& element, int indent) {
  std::string out;
  append(out, element, indent);
  return out;
}

std::string xmlDocument(const XmlElement& root) {
  return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + xmlText(root);
}

std::string xmlRootName(std::string_view text) {
  if (text.substr(0, 256).find('<') == std::string_view::npos) return {};
  Building building;
  building.onlyRoot = true;
  parse(building, text.substr(0, 1 << 16));
  return building.root.name;
}

} // namespace fillscope
