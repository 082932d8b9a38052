#pragma once
// One cursor in all views: the photo shows its point in the cloud, the cloud its pixel on the photo, the
// colour bars the value under it.
#include <QObject>
#include <QPointF>
#include <optional>

namespace fillscope {

class AppContext;
class CloudPane;
class DepthPage;
class PhotoPage;

class LinkedCursor : public QObject {
  Q_OBJECT
 public:
  LinkedCursor(AppContext& context, PhotoPage& photo, DepthPage& depth, CloudPane& cloud);

 Q_SIGNALS:
  /// Position in the picture, the picture's value and the depth there; nothing: the cursor left.
  void moved(const std::optional<QPointF>& picture, const QString& value, const QString& depth);

 private:
  void fromPhoto(const QPointF& picture);
  void fromDepth(const QPointF& position);
  void fromCloud(const QPoint& pixel);
  void leave();
  QSize depthSize() const;
  QSize pictureSize() const;

  AppContext& context_;
  PhotoPage& photo_;
  DepthPage& depth_;
  CloudPane& cloud_;
};

} // namespace fillscope
