#pragma once
// The rows of a label file as Ultralytics' loader wants them. Private to this folder.
#include "core/formats/annotation_notes.h"
#include "core/formats/yolo_words.h"
#include <array>
#include <map>
#include <set>

namespace fillscope {

/// One kind of keypoints for the whole data set: that with the most.
struct YoloPoseKind {
  KeypointTemplate kind;
  int kinds = 0;
  std::map<std::string, std::vector<std::string>> namesByLabel;
};
YoloPoseKind yoloPoseKindOf(const Project& project, const WriteOptions& options);

/// The rows of one picture after the other; what they cannot hold goes to the losses where there are any.
class YoloRows {
 public:
  /// All but options live as long as this.
  YoloRows(const WriteOptions& options, YoloTask task, const ClassList& classes, const YoloPoseKind& pose,
           LossList* losses)
      : options_(options)
      , task_(task)
      , classes_(classes)
      , pose_(pose)
      , losses_(losses) {}

  /// The label file's text; the size is known.
  std::string of(const Picture& picture, PictureSize size);

 private:
  void lose(Loss::Kind kind, const std::string& what, const std::string& becomes, int count = 1);
  void leaveOut(const DataObject& object, Loss::Kind kind, const char* what);
  void loseAttributes(const DataObject& object);
  const Region& regionOf(const DataObject& object) const;
  std::string begin(const DataObject& object) const { return std::to_string(classes_.of(object.label)); }
  void put(const std::string& row, const DataObject& object);
  void putOutline(std::vector<Vec2> points, const DataObject& object);

  void add(const DataObject& object);
  bool appendBox(std::string& row, const DataObject& object);
  void addBox(const DataObject& object);
  void addTurnedBox(const DataObject& object);
  void addSegments(const DataObject& object);
  void addPose(const DataObject& object);

  const WriteOptions& options_;
  YoloTask task_;
  const ClassList& classes_;
  const YoloPoseKind& pose_;
  LossList* losses_;
  const Picture* picture_ = nullptr;
  PictureSize size_;
  std::string text_;
  std::set<int> told_; ///< regions that are lost and told of
  // Of this picture, as exact as the loader has them:
  std::set<std::vector<float>> known_;   ///< rows
  std::set<std::array<float, 5>> boxes_; ///< classes and boxes around outlines
};

} // namespace fillscope
