#pragma once
// Edits of every kind, chosen at random but the same for the same seed.
#include "core/annotation/annotation_document.h"
#include <random>

namespace fillscope::tests {

/// Pictures with regions of every shape, an older outline among them, attributes, and names with letters.
Project variedProject(int pictures);

class RandomEditor {
 public:
  explicit RandomEditor(unsigned seed)
      : random_(seed) {}
  /// One call of one verb, or undo or redo of some steps; what it asks for may be nonsense.
  void edit(AnnotationDocument& document);
  int below(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }

 private:
  double place() { return std::uniform_real_distribution<>(-50, 700)(random_); }
  Vec2 spot() { return {place(), place()}; }
  RimCorners corners() { return {spot(), spot(), spot(), spot()}; }
  PictureSources sources();
  Shape shape();
  Region region();
  Attributes attributes();
  Region changed(Region region);
  void editRim(AnnotationDocument& document, int picture);
  void editRegions(AnnotationDocument& document, int picture);
  void editAttributes(AnnotationDocument& document, int picture);
  int gesture(AnnotationDocument& document);

  std::mt19937 random_;
  int gesture_ = 0;
};

/// Undoes or redoes everything, the pictures in an order that the seed chooses.
void undoAll(AnnotationDocument& document, unsigned seed);
void redoAll(AnnotationDocument& document, unsigned seed);
/// Names and places of all histories.
QStringList histories(AnnotationDocument& document);

} // namespace fillscope::tests
