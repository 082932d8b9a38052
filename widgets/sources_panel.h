#pragma once
// Which depth, what it holds, which scale, which camera a picture uses. Shows names; asks the application for
// files.
#include "core/annotation/rim.h"
#include <QStringList>
#include <QWidget>
#include <memory>

namespace fillscope {

class SourcesPanel : public QWidget {
  Q_OBJECT
 public:
  enum class File { depth, emptyDepth, intrinsics };
  explicit SourcesPanel(QWidget* parent = nullptr);
  ~SourcesPanel() override;
  void setSources(const PictureSources& sources, const QString& cameraSummary, const QStringList& problems);
  /// Whether the depth file has decimals and is read as metres: there is no unit to choose.
  void setDepthHasDecimals(bool hasDecimals);
  /// Depth maps the picture has by now ("measured", "network box-depth-s"); which one is measured with.
  void setDepthMaps(const QStringList& names, int current);

 Q_SIGNALS:
  void chooseFileRequested(fillscope::SourcesPanel::File file);
  /// Kind of depth, scale, rotation, field of view, a file removed.
  void sourcesEdited(const fillscope::PictureSources& sources);
  void applyToAllRequested();
  void depthMapChosen(int index);

 private:
  void chooseCamera(int kind);
  void emitEdited();
  void showSources();

  struct Private;
  std::unique_ptr<Private> d_;
};

} // namespace fillscope
