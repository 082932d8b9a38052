#pragma once
// What an edit did to a project, as plain values that can be taken back, done again, kept on disk and merged.
#include "core/annotation/project.h"
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace fillscope {

enum class Direction { forward, backward };

/// A region that appeared (no before), went (no after) or was rewritten.
struct RegionSwap {
  std::optional<Region> before, after;
  friend bool operator==(const RegionSwap&, const RegionSwap&) = default;
};
/// Another shape with the same attributes.
struct ShapeSwap {
  Shape before, after;
  friend bool operator==(const ShapeSwap&, const ShapeSwap&) = default;
};
/// A vertex of a polyline or polygon that keeps its number of vertices.
struct VertexMove {
  int vertex = 0;
  Vec2 before, after;
  friend bool operator==(const VertexMove&, const VertexMove&) = default;
};
using VertexMoves = std::vector<VertexMove>;

struct RegionEdit {
  int index = 0; ///< of the picture's regions at the moment of this edit
  std::variant<RegionSwap, ShapeSwap, VertexMoves> what;
  friend bool operator==(const RegionEdit&, const RegionEdit&) = default;
};
using RegionEdits = std::vector<RegionEdit>;

/// Neighbouring items of a picture's attributes that became others.
struct AttributesEdit {
  int picture = -1; ///< −1: the project's definitions of attributes, as one item without a name
  std::size_t place = 0;
  std::vector<std::pair<std::string, AttributeValue>> before, after;
  friend bool operator==(const AttributesEdit&, const AttributesEdit&) = default;
};

/// What views have to know of an edit.
enum class EditKind {
  rim,
  size,
  sources,
  regions,
  attributes,
  definitions,
  picture ///< regions and attributes
};

/// One step of a picture's history.
struct EditStep {
  int picture = -1;
  EditKind kind = EditKind::regions;
  std::string text;             ///< as the menu calls it, UTF-8
  int subject = 0, gesture = 0; ///< steps of one gesture (not 0) with one subject are one
  RegionEdits regions;          ///< of picture, in the order in which they were made
  std::vector<AttributesEdit> attributes;
  friend bool operator==(const EditStep&, const EditStep&) = default;
};

/// The smallest edit that makes one region of the other; before must differ from after.
RegionEdit regionEdit(int index, const Region& before, Region after);
/// Removes, or inserts at the end.
RegionEdits removals(const std::vector<Region>& regions, std::vector<int> indices);
RegionEdits insertions(const std::vector<Region>& regions, std::vector<Region> added);
/// Before and after may be equal: then nothing is in it.
AttributesEdit attributesEdit(int picture, const Attributes& before, const Attributes& after);

/// False, and regions are in between, where the edits were not made on these regions.
bool apply(std::vector<Region>& regions, const RegionEdits& edits, Direction direction);
/// Of an edit that neither adds nor removes; its index does not count.
bool apply(Region& region, const RegionEdit& edit, Direction direction);
/// Exact where the attributes are those that the edit was made on; otherwise each item by its name. Returns
/// what it did.
AttributesEdit apply(Attributes& attributes, const AttributesEdit& edit, Direction direction);
/// Exact or false.
bool applyExactly(Attributes& attributes, const AttributesEdit& edit, Direction direction);
/// The project's definitions of attributes as such attributes, and back.
Attributes attributesOf(const Project& project, int picture);
void putAttributes(Project& project, int picture, Attributes attributes);

/// Whether another region could be the rim after these edits of regions, or the rim another one.
bool couldConcernRim(const std::vector<Region>& regions, const RegionEdits& edits);

/// Makes one step of two that follow one another, where they are of one gesture and one subject and neither
/// adds or removes regions; otherwise false, and first is unchanged.
bool goesOn(EditStep& first, const EditStep& next);
/// Whether everything is where it began, but for rounding: sums of offsets come back to their start only so.
/// A rim also where its outline was written otherwise before.
bool isBackAtStart(const EditStep& step);

} // namespace fillscope
