#pragma once
// All regions of a picture over it: outlines in their labels' colours on a dark casing, labels, the chosen
// ones marked. Made for tens of thousands of them.
#include "core/annotation/region_index.h"
#include "widgets/canvas_layer.h"
#include <QColor>
#include <QRectF>
#include <QString>
#include <memory>
#include <set>
#include <vector>

namespace fillscope {

/// Shows what it is told and answers what lies where; changes nothing. Regions are painted into tiles, a few
/// milliseconds of them a frame; what a tool has in hand is left out and painted by the tool. Indices are the
/// document's. Lives on the window's thread.
class RegionLayer : public CanvasLayer {
  Q_OBJECT
 public:
  explicit RegionLayer(QObject* parent = nullptr);
  ~RegionLayer() override;

  /// The document's truth. Called again after every change: only what differs is painted anew.
  void setRegions(const std::vector<Region>& regions);
  const std::vector<Region>& regions() const;
  const Region& region(int index) const { return regions()[static_cast<std::size_t>(index)]; }
  int count() const { return static_cast<int>(regions().size()); }

  void setHidden(const std::set<int>& hidden, bool all = false);
  void setLocked(const std::set<int>& locked); ///< shown fainter; no tool takes hold of them
  void setSelected(const std::vector<int>& selected, int active = -1); ///< ascending
  const std::vector<int>& selected() const;
  int active() const;                             ///< the one whose handles are shown; −1 none
  void setLifted(const std::vector<int>& lifted); ///< in a tool's hand: not painted here
  void setElsewhere(int region);                  ///< shown by another tool (a rim); −1 none
  void setLabelsShown(bool shown);
  bool labelsShown() const;
  void setLabelAttribute(const std::string& name); ///< "": see labelOf

  bool isSeen(int region) const; ///< neither hidden nor elsewhere
  bool isLocked(int region) const;
  QColor colourOf(int region) const;
  const std::string& labelAt(int region) const;

  /// Seen regions that a click there means, best first: outlines within reach by distance, then those it lies
  /// in, the smaller first. Locked ones too.
  std::vector<int> regionsAt(Vec2 at, double reach) const;
  std::vector<int> regionsWithin(const Bounds& area) const;  ///< seen ones entirely inside
  std::vector<int> regionsMeeting(const Bounds& area) const; ///< seen ones whose bounds meet it

  void paint(QPainter& painter, const ImageCanvas& canvas) override;
  /// Milliseconds of painting tiles in one frame. 4 unless told.
  void setFrameBudget(double milliseconds);
  bool isSettled() const; ///< nothing was left for a later frame

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

} // namespace fillscope
