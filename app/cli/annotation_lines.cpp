#include "app/cli/annotation_lines.h"

namespace fillscope::cli {
namespace {

using rapidjson::Value;

const char* nameOf(ImportNote::Kind kind) {
  switch (kind) {
  case ImportNote::Kind::repaired:
    return "repaired";
  case ImportNote::Kind::dropped:
    return "dropped";
  case ImportNote::Kind::guessed:
    return "guessed";
  case ImportNote::Kind::missing:
    return "missing";
  }
  return "";
}

const char* nameOf(Loss::Kind kind) {
  static constexpr const char* names[] = {"shape", "attribute", "precision", "visibility", "group",
                                          "order", "outside",   "picture",   "structure"};
  return names[static_cast<int>(kind)];
}

std::string counted(int count, const char* thing) {
  return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

/// " (3 times, first in a.jpg)"
std::string whereAndHowOften(int count, const std::string& picture) {
  std::string text;
  if (count > 1) text = std::to_string(count) + " times";
  if (!picture.empty()) text += (text.empty() ? "" : ", first in ") + picture;
  return text.empty() ? text : " (" + text + ")";
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

} // namespace

std::string linesOf(const ImportReport& report) {
  int regions = 0;
  std::string shapes;
  for (const auto& [shape, count] : report.regions) {
    regions += count;
    shapes += (shapes.empty() ? ": " : ", ") + shape + " " + std::to_string(count);
  }
  std::string text = report.variant + ": " + counted(report.pictures, "picture") + ", " +
                     counted(regions, "region") + shapes + "\n";
  if (report.picturesFound + report.picturesMissing > 0)
    text += "  pictures found " + std::to_string(report.picturesFound) + ", missing " +
            std::to_string(report.picturesMissing) + "\n";
  for (const ImportNote& note : report.notes)
    text +=
        "  " + padded(nameOf(note.kind), 10) + note.text + whereAndHowOften(note.count, note.picture) + "\n";
  return text;
}

std::string linesOf(const std::vector<Loss>& losses) {
  std::string text;
  for (const Loss& loss : losses)
    text += "  " + padded(nameOf(loss.kind), 11) + loss.what + " -> " +
            (loss.becomes.empty() ? "left out" : loss.becomes) + whereAndHowOften(loss.count, loss.example) +
            "\n";
  return text;
}

Value jsonOf(const std::string& text, JsonAllocator& allocator) {
  return Value(text.data(), static_cast<rapidjson::SizeType>(text.size()), allocator);
}

Value jsonOf(const std::vector<ImportNote>& notes, JsonAllocator& allocator) {
  Value list(rapidjson::kArrayType);
  for (const ImportNote& note : notes) {
    Value item(rapidjson::kObjectType);
    item.AddMember("kind", rapidjson::StringRef(nameOf(note.kind)), allocator);
    item.AddMember("text", jsonOf(note.text, allocator), allocator);
    item.AddMember("count", note.count, allocator);
    item.AddMember("picture", jsonOf(note.picture, allocator), allocator);
    list.PushBack(item, allocator);
  }
  return list;
}

Value jsonOf(const ImportReport& report, JsonAllocator& allocator) {
  Value object(rapidjson::kObjectType), regions(rapidjson::kObjectType);
  int count = 0;
  for (const auto& [shape, number] : report.regions) {
    regions.AddMember(jsonOf(shape, allocator), Value(number), allocator);
    count += number;
  }
  object.AddMember("format", jsonOf(std::string(formatName(report.format)), allocator), allocator);
  object.AddMember("variant", jsonOf(report.variant, allocator), allocator);
  object.AddMember("pictures", report.pictures, allocator);
  object.AddMember("pictures_found", report.picturesFound, allocator);
  object.AddMember("pictures_missing", report.picturesMissing, allocator);
  object.AddMember("regions", count, allocator);
  object.AddMember("regions_by_shape", regions, allocator);
  object.AddMember("notes", jsonOf(report.notes, allocator), allocator);
  return object;
}

Value jsonOf(const std::vector<Loss>& losses, JsonAllocator& allocator) {
  Value list(rapidjson::kArrayType);
  for (const Loss& loss : losses) {
    Value item(rapidjson::kObjectType);
    item.AddMember("kind", rapidjson::StringRef(nameOf(loss.kind)), allocator);
    item.AddMember("what", jsonOf(loss.what, allocator), allocator);
    item.AddMember("becomes", jsonOf(loss.becomes, allocator), allocator);
    item.AddMember("count", loss.count, allocator);
    item.AddMember("example", jsonOf(loss.example, allocator), allocator);
    list.PushBack(item, allocator);
  }
  return list;
}

} // namespace fillscope::cli
