#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/json_outline.h"
#include "core/formats/text_encoding.h"
#include "core/formats/via_files.h"
#include <algorithm>
#include <cctype>
#include <map>
#include <tuple>
#include <unordered_map>

namespace fillscope {
namespace {

enum Column {
  filename,
  fileSize,
  fileAttributes,
  regionCount,
  regionId,
  shape,
  regionAttributes,
  columnCount
};
constexpr std::string_view columnNames[columnCount] = {"filename",         "file_size",
                                                       "file_attributes",  "region_count",
                                                       "region_id",        "region_shape_attributes",
                                                       "region_attributes"};

std::string trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())))
    text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())))
    text.remove_suffix(1);
  return std::string(text);
}

/// Cells of a line; quotes matter where a cell begins with one. Nothing where a quote is not closed.
std::optional<std::vector<std::string>> cellsOf(std::string_view line, char separator) {
  std::vector<std::string> cells;
  std::size_t at = 0;
  while (true) {
    std::string& cell = cells.emplace_back();
    if (at < line.size() && line[at] == '"') {
      for (++at;; ++at) {
        if (at >= line.size()) return {};
        if (line[at] == '"' && (at + 1 >= line.size() || line[at + 1] != '"')) break;
        at += line[at] == '"';
        cell += line[at];
      }
      ++at;
    }
    const auto end = std::min(line.find(separator, at), line.size());
    cell += line.substr(at, end - at);
    if (end == line.size()) return cells;
    at = end + 1;
  }
}

/// "name=circle;cx=895;all_points_x=[1:2:3];" as JSON; the values of attributes stay texts.
std::string jsonOfPairs(std::string_view text, bool isShape) {
  std::string json = "{";
  while (!text.empty()) {
    const auto end = std::min(text.find(';'), text.size());
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    std::string value(pair.substr(equals + 1));
    if (json.size() > 1) json += ',';
    appendJsonString(json, pair.substr(0, equals));
    json += ':';
    if (isShape && value.starts_with('[') && value.ends_with(']')) {
      std::replace(value.begin(), value.end(), ':', ',');
      json += value;
    } else if (const auto number = isShape ? parseNumber(value) : std::nullopt) {
      json += numberText(*number);
    } else {
      appendJsonString(json, value);
    }
  }
  return json + "}";
}

/// The cell as a JSON object; nothing where it is none. A shape may be any value: it is kept as it is.
std::optional<std::string> objectIn(const std::string& cell, bool isShape) {
  const std::string text = trimmed(cell);
  if (text.empty()) return "{}";
  if (isShape && text.front() != '{')
    if (const auto value = parseJson(text, {})) return compactJson(*value);
  const std::string json = text.front() == '{' ? text : jsonOfPairs(text, isShape);
  const auto parsed = parseJson(json, {});
  if (!parsed || !parsed->IsObject()) return {};
  return compactJson(*parsed);
}

struct PictureRows {
  std::string name, size, attributes, regions;
  int rows = 0;
  double promised = -1;
};

class TableReader {
 public:
  TableReader(std::string_view text, const std::string& where)
      : rest_(withoutByteOrderMark(text))
      , where_(where)
      , hadMark_(text.starts_with("\xEF\xBB\xBF")) {}

  Result<ImportedAnnotations> read() {
    readHeader(nextLine());
    if (hadMark_)
      notes_.add(ImportNote::Kind::repaired, {},
                 "A byte order mark stands before the header, where VIA refuses the file.");
    while (!rest_.empty())
      readRow();
    if (pictures_.empty() && dropped_ > 0)
      return Error{ErrorCode::badInput, "line 2: no line of this table can be read", where_,
                   "mend that place or take the last good copy of the file"};
    auto imported = importViaJson(json(), where_);
    if (!imported) return imported;
    for (ImportNote& note : imported->report.notes)
      notes_.add(note.kind, note.picture, note.text, note.count);
    imported->report.notes = notes_.take();
    return imported;
  }

 private:
  std::string_view nextLine() {
    ++line_;
    const auto end = std::min(rest_.find_first_of("\r\n"), rest_.size());
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + (rest_.substr(end, 2) == "\r\n" ? 2 : 1), rest_.size()));
    return line;
  }

  void readHeader(std::string_view line) {
    isVia1_ = line.starts_with('#');
    if (isVia1_) line.remove_prefix(1);
    for (const char c : {';', '\t'})
      if (line.find(',') == std::string_view::npos && line.find(c) != std::string_view::npos) separator_ = c;
    if (separator_ != ',')
      notes_.add(ImportNote::Kind::guessed, {}, "The cells are parted by another character than a comma.");
    std::fill(std::begin(places_), std::end(places_), -1);
    const auto names = cellsOf(line, separator_).value_or(std::vector<std::string>());
    cellCount_ = names.size();
    for (std::size_t i = 0; i < names.size(); ++i) {
      std::string name = trimmed(names[i]);
      for (char& c : name)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      for (int column = 0; column < columnCount; ++column)
        if (name == columnNames[column]) places_[column] = static_cast<int>(i);
    }
  }

  /// A line that says all of a region: no part of a cell that began above it.
  bool isWholeRow(std::string_view line) const {
    const auto cells = cellsOf(line, separator_);
    if (!cells || cells->size() < cellCount_ || places_[shape] < 0) return false;
    const std::string& cell = (*cells)[static_cast<std::size_t>(places_[shape])];
    return cell.find("name") != std::string::npos;
  }

  /// The cells of a line and of those that a quoted cell goes on into; nothing where the quote does not end
  /// before the next whole row.
  std::optional<std::vector<std::string>> nextCells() {
    const std::string_view from = rest_;
    std::string_view line = nextLine();
    if (auto cells = cellsOf(line, separator_)) return cells;
    const auto behindLine = std::pair(rest_, line_);
    constexpr std::size_t longest = 1 << 22;
    bool isOpen = true;
    while (isOpen && !rest_.empty() && from.size() - rest_.size() < longest) {
      line = nextLine();
      if (isWholeRow(line)) break;
      isOpen = isOpen == (std::count(line.begin(), line.end(), '"') % 2 == 0);
    }
    const auto length = static_cast<std::size_t>(line.data() + line.size() - from.data());
    if (auto cells = isOpen ? std::nullopt : cellsOf(from.substr(0, length), separator_);
        cells && cells->size() >= cellCount_)
      return cells;
    std::tie(rest_, line_) = behindLine;
    return {};
  }

  void drop(const std::string& picture, const char* text) {
    ++dropped_;
    notes_.add(ImportNote::Kind::dropped, picture, text);
  }

  void readRow() {
    auto cells = nextCells();
    if (cells && cells->size() == 1 && trimmed(cells->front()).empty()) return;
    if (!cells) return drop({}, "A line with a quote that does not end is left out.");
    // VIA writes names as they are: what is too much belongs to the name, which comes first.
    for (; cells->size() > cellCount_ && places_[filename] == 0; cells->erase(cells->begin() + 1)) {
      (*cells)[0] += separator_ + (*cells)[1];
      notes_.add(ImportNote::Kind::repaired, (*cells)[0], "A file name holds a comma.");
    }
    const auto cell = [&](Column column) {
      const auto place = static_cast<std::size_t>(places_[column]);
      return places_[column] >= 0 && place < cells->size() ? (*cells)[place] : std::string();
    };
    for (const Column column : {fileAttributes, shape, regionAttributes})
      if (const auto place = static_cast<std::size_t>(places_[column]);
          places_[column] >= 0 && place < cells->size())
        if (const int halves = mendHalfCharacters((*cells)[place]); halves > 0)
          notes_.add(ImportNote::Kind::repaired, cell(filename), std::string(halfCharacterNote), halves);
    const std::string name = cell(filename), size = trimmed(cell(fileSize));
    if (name.empty()) return drop({}, "A line without a file name is left out.");
    const auto shapeJson = objectIn(cell(shape), true), attributes = objectIn(cell(regionAttributes), false);
    if (!shapeJson || !attributes) return drop(name, "A line whose region cannot be read is left out.");

    const auto [known, isNew] = index_.try_emplace(name + '\n' + size, pictures_.size());
    if (isNew) {
      const auto ofFile = objectIn(cell(fileAttributes), false);
      if (!ofFile) notes_.add(ImportNote::Kind::dropped, name, "A file's attributes cannot be read.");
      pictures_.push_back(
          {name, size, ofFile.value_or("{}"), {}, 0, parseNumber(cell(regionCount)).value_or(-1)});
    }
    PictureRows& picture = pictures_[known->second];
    if (*shapeJson == "{}" && *attributes == "{}" && !(picture.promised > 0)) return;
    // VIA 1 numbers its regions, and closes its polygons: what is one must not be taken for a list of VIA 2.
    picture.regions += picture.rows ? "," : "";
    if (isVia1_) picture.regions += '"' + std::to_string(picture.rows) + "\":";
    picture.regions += "{\"shape_attributes\":" + *shapeJson + ",\"region_attributes\":" + *attributes + "}";
    ++picture.rows;
  }

  std::string json() {
    std::string json = "{";
    for (const PictureRows& picture : pictures_) {
      if (picture.promised >= 0 && picture.promised != picture.rows)
        notes_.add(ImportNote::Kind::missing, picture.name,
                   "The table says another number of regions than it holds.");
      if (json.size() > 1) json += ',';
      appendJsonString(json, picture.name + picture.size);
      json += ":{\"filename\":";
      appendJsonString(json, picture.name);
      const auto size = parseNumber(picture.size);
      if (size) json += ",\"size\":" + numberText(*size);
      json += (isVia1_ ? ",\"regions\":{" : ",\"regions\":[") + picture.regions + (isVia1_ ? "}" : "]") +
              ",\"file_attributes\":" + picture.attributes + "}";
    }
    // Without pictures the annotations would be taken for something else.
    return pictures_.empty() ? R"({"_via_img_metadata":{}})" : json + "}";
  }

  std::string_view rest_;
  const std::string& where_;
  bool hadMark_, isVia1_ = false;
  char separator_ = ',';
  int places_[columnCount] = {}, line_ = 0, dropped_ = 0;
  std::size_t cellCount_ = 0;
  std::vector<PictureRows> pictures_;
  std::unordered_map<std::string, std::size_t> index_;
  ImportNotes notes_;
};

/// One line of names: text attributes of regions.
ImportedAnnotations attributeLine(std::string_view text) {
  ImportedAnnotations imported;
  ImportNotes notes;
  std::vector<std::string> known;
  std::string json = "{\"region\":{";
  const auto cells = cellsOf(text.substr(0, text.find_first_of("\r\n")), ',');
  for (const std::string& cell : cells.value_or(std::vector<std::string>())) {
    const std::string name = trimmed(cell);
    if (name.empty()) continue;
    if (std::find(known.begin(), known.end(), name) != known.end()) {
      notes.add(ImportNote::Kind::repaired, {}, "An attribute is named twice.");
      continue;
    }
    if (!known.empty()) json += ',';
    known.push_back(name);
    appendJsonString(json, name);
    json += R"(:{"type":"text","description":"","default_value":""})";
  }
  imported.project.attributesJson = json + "},\"file\":{}}";
  imported.report.notes = notes.take();
  return imported;
}

} // namespace

Result<ImportedAnnotations> importViaCsv(std::string_view text, const std::string& where) {
  if (!viaFormatOf(text)) return attributeLine(withoutByteOrderMark(text));
  return TableReader(text, where).read();
}

} // namespace fillscope
