#pragma once
// Between the tools for regions and the document: intents become steps of the current picture, changes become
// what the layer shows.
#include "app/gui/region_selection.h"
#include "core/annotation/keypoint_set.h"
#include "core/annotation/region_edit.h"
#include "widgets/region_tool.h"
#include <QObject>
#include <vector>

namespace fillscope {

class CurrentPicture;
class KeypointTool;
class RegionLayer;
class SelectTool;

/// A rim among the regions is changed by the verbs of rims, so that what depends on it follows. Locked
/// regions are left alone by everything. Lives on the window's thread.
class RegionEditor : public QObject {
  Q_OBJECT
 public:
  RegionEditor(AnnotationDocument& document, CurrentPicture& current, RegionSelection& selection,
               RegionLayer& layer);
  void connectTool(RegionTool& tool);
  void connectSelectTool(SelectTool& tool);
  void connectKeypointTool(KeypointTool& tool);

  /// What new regions carry besides their shape; a label that is given to a region is kept for the next ones.
  void setNewAttributes(Attributes attributes) { newAttributes_ = std::move(attributes); }
  const Attributes& newAttributes() const { return newAttributes_; }
  void setRimShownElsewhere(bool elsewhere); ///< by the box tool

  void add(const Shape& shape);
  void addKeypoints(const KeypointSet& set);
  /// One step. The first part takes the place and the attributes of a region that is replaced (−1: none), the
  /// others its attributes; a hole is a region marked hole = yes.
  void addPolygons(const std::vector<std::vector<Vec2>>& parts, const std::vector<std::vector<Vec2>>& holes,
                   int replaces);
  void edit(const std::vector<std::pair<int, Shape>>& shapes, ShapeEdit edit, int gesture);
  void cycleVisibility(int region, int keypoint, Vec2 at);

  // Of the chosen regions.
  void remove();
  void duplicate();
  void copy();
  void paste(); ///< in the same picture a little aside
  bool canPaste() const { return !copied_.empty(); }
  void convertTo(ShapeKind kind);
  void convertToRim();                                   ///< the four corners of the active one
  void convertToKeypoints(const KeypointTemplate& kind); ///< one vertex for each name
  void changeKeypointSet(const KeypointTemplate& from, const KeypointTemplate& to); ///< of those of that kind
  void orderVertices(); ///< clockwise from the top left
  void selectAll();
  /// All regions of the nearest earlier picture that has any; those that are here already are left out.
  bool repeatPrevious();

 Q_SIGNALS:
  void refused(const QString& why); ///< nothing was done; one sentence
  void drawnLikeRim();              ///< a polygon of four corners, in a picture without a rim

 private:
  int picture() const { return selection_.picture(); }
  const std::vector<Region>& regions() const;
  std::vector<int> editable() const;
  void refresh();
  void rememberLabel();
  Region fresh(Shape shape) const; ///< with what new regions carry
  void addAll(std::vector<Region> regions, const QString& text, Vec2 offset = {});
  bool editRim(int region, const Shape& shape, int gesture);
  void replace(std::vector<std::pair<int, Region>> regions, const QString& text, int gesture = 0);

  AnnotationDocument& document_;
  CurrentPicture& current_;
  RegionSelection& selection_;
  RegionLayer& layer_;
  Attributes newAttributes_;
  std::vector<Region> copied_;
  int copiedFrom_ = -1, pasted_ = 0;
  int watched_ = -1; ///< the active region whose label is watched
  std::string watchedLabel_;
  bool rimElsewhere_ = true;
};

} // namespace fillscope
