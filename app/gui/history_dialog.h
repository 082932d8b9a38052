#pragma once
// What happened to the current picture, step by step, and any of its versions back.
#include "core/annotation/picture_versions.h"
#include <QDialog>
#include <QImage>
#include <memory>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace fillscope {

class AppContext;

/// Regions of a version as outlines over the picture.
class VersionPreview : public QWidget {
  Q_OBJECT
 public:
  explicit VersionPreview(QWidget* parent = nullptr);
  void setPicture(const QImage& picture); ///< may be null
  void setRegions(std::vector<Region> regions);
  QSize sizeHint() const override { return {360, 300}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QImage picture_; ///< at most as large as is shown
  QSizeF size_;    ///< of the whole picture
  std::vector<Region> regions_;
};

/// Of the picture that is current when it opens; another project closes it.
class HistoryDialog : public QDialog {
  Q_OBJECT
 public:
  explicit HistoryDialog(AppContext& context, QWidget* parent = nullptr);

 private:
  void fill();
  void showVersion();
  void restore();
  int shownVersion() const; ///< −1 none

  AppContext& context_;
  const int picture_;
  PictureVersions versions_;
  QTreeWidget* list_;
  VersionPreview* preview_;
  QLabel* summary_;
  QPushButton* restore_;
};

} // namespace fillscope
