#pragma once
// What data sets have in common: classes in a fixed order, subsets, objects of several regions, members that
// are carried along. Private to this folder.
#include "core/annotation/keypoint_set.h"
#include "core/annotation/region_words.h"
#include "core/base/json.h"
#include "core/formats/annotation_format.h"
#include "core/formats/annotation_notes.h"
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace fillscope {

/// Picture attribute: "train", "val"…
inline constexpr const char* subsetAttribute = "subset";
/// Picture attribute: pictures of one group lie in one part of a split.
inline constexpr const char* splitGroupAttribute = "group";
/// Written where a format wants a class and a region has no label.
inline constexpr const char* unlabelledClass = "object";

std::string classOf(const Region& region, const WriteOptions& options);
/// Sets the attribute label, unless the region is already called so. Another attribute label of the file
/// stays (setLabelAside).
void putLabel(Region& region, const std::string& label);

/// Region attribute: what a file calls label besides the class. Where the region's own label is the class, it
/// is written as label again.
inline constexpr const char* otherLabelAttribute = "label_before";
/// The attribute label becomes otherLabelAttribute, or a longer name where that one is taken.
void setLabelAside(Attributes& attributes);
/// The name that a region's attribute has in a file that says the label elsewhere.
std::string nameInFile(const Region& region, const std::string& name, const std::string& label);
/// A region's attributes with their names in such a file, without its label where that comes first.
Attributes attributesBesideLabel(const Region& region, const std::string& label);

/// Names in the order of their ids: declared options of the label attribute, then as regions use them.
class ClassList {
 public:
  ClassList() = default;
  ClassList(const Project& project, const WriteOptions& options);
  int of(const std::string& name) const; ///< −1 where there is none
  int add(const std::string& name);      ///< its index, a new one at the end
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, int> index_;
};
/// Declares the attribute label as a choice among them, so that their order is kept.
void declareClasses(Project& project, const std::vector<std::string>& names);

/// "train", "val", "test" for each picture as the options' shares ask; without shares the attribute subset,
/// "" where there is none.
std::vector<std::string> subsetsOf(const Project& project, const WriteOptions& options);

/// The part of a data set that a subset's name stands for, in any case of its letters: "train" (also
/// training), "val" (valid, validation), "test" (testing); "" for every other one.
std::string partNamed(const std::string& subset);
/// The lists of subsets (*.txt) in a folder: train, val and test come first, for the others may hold several
/// of them together (trainval).
std::vector<std::filesystem::path> subsetListsIn(const std::filesystem::path& folder);

/// Of the lists in out/inside those, said with inside, by which a picture would be in another subset than the
/// one that is written; subsets: by the pictures' names in such lists, "" in none.
std::vector<std::filesystem::path> contradictingLists(const std::filesystem::path& out,
                                                      const std::filesystem::path& inside,
                                                      const std::map<std::string, std::string>& subsets);

/// The file of each subset that a split may have, there or not: before, the subset's name, behind.
std::vector<std::filesystem::path> filesOfSplit(const std::filesystem::path& folder,
                                                const std::string& before, const std::string& behind);

/// Regions that are one thing, as indices; a region without a group is alone. In the order of their first.
std::vector<std::vector<int>> objectsOf(const Picture& picture, const WriteOptions& options);

/// The outline that a closed shape is written as; of a polyline only where the options close them.
std::vector<Vec2> polygonForExport(const Region& region, const WriteOptions& options);

/// The JSON files of a folder by name, whatever the case of their suffix; hidden ones and projects of our own
/// (*.fillscope.json) left out.
std::vector<std::filesystem::path> jsonFilesIn(const std::filesystem::path& folder);
/// Of a folder's files as many as are looked into to tell what the folder is.
inline constexpr std::size_t mostFilesLookedInto = 64;
/// Whether a folder's file is of a kind. One that cannot be read is of none.
bool isOfKind(const std::filesystem::path& file, bool (*isKind)(std::string_view text));
/// The text of a folder's file, decoded and mended as readAnnotations does it, with a note of that; nothing,
/// and a note, where it is whole JSON of another kind. Error: as readFile; badInput where the file is
/// damaged, for what it said must not look as if nobody had said it.
Result<std::optional<std::string>> textOfKind(const std::filesystem::path& file,
                                              bool (*isKind)(std::string_view text), ImportNotes& notes);

const std::string* extraNamed(const Extras& extras, const std::string& name);
void setExtra(Extras& extras, const std::string& name, std::string json);
/// Changes with any coordinate of the shapes: tells whether what was kept beside them still holds.
std::string fingerprintOf(const std::vector<const Region*>& regions);

/// Extra of regions and pictures: their attributes that were numbers, true, false or null in the file, as one
/// JSON object. VIA fails on such values, so they are texts in the project.
inline constexpr const char* typedValuesExtra = "typed_values";
/// The text that stands for it: "3", "true", "" for null; nothing for texts, lists and objects.
std::optional<std::string> textOfTyped(const rapidjson::Value& value);
/// Attributes as one JSON object and back: texts as strings or, while they are what was read, as the typed
/// values that they were; lists and objects verbatim.
std::string attributesAsJson(const Attributes& attributes, const Extras& extras);
void takeAttributes(Attributes& attributes, Extras& extras, const rapidjson::Value& object);

/// "name":json behind what an object's text (beginning with its brace) holds already.
void appendMember(std::string& object, std::string_view name, std::string_view json);
std::string jsonText(std::string_view text); ///< with quotes

/// Takes out regions whose place is beyond all numbers, and says so.
void dropUnplaced(Project& project, ImportNotes& notes);

/// An id by file name and size that no other picture has.
void giveId(Picture& picture, std::unordered_map<std::string, int>& used);

} // namespace fillscope
