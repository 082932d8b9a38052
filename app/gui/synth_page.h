#pragma once
// Synthetic data: the generator's knobs, a preview that follows them, and writing a data set.
#include "app/gui/bound_knobs.h"
#include "core/synthesis/photo_render.h"
#include "core/synthesis/photo_spec.h"
#include <QTimer>
#include <QWidget>
#include <memory>
#include <vector>

class QLabel;
class QPushButton;
class QSpinBox;
class QButtonGroup;

namespace fillscope {

class AppContext;
class FileRow;
class PictureGrid;

class SynthPage : public QWidget {
  Q_OBJECT
 public:
  explicit SynthPage(AppContext& context, QWidget* parent = nullptr);
  PictureGrid& grid() { return *grid_; }
  KnobPanel& knobs() { return *knobs_; }
  enum class View { picture, depth, mask };
  void setView(View view);
  static constexpr int previewCount = 24;

 protected:
  void showEvent(QShowEvent*) override;

 private:
  QWidget* makeStrip();
  QWidget* makeWriter();
  void showSpec();
  void requestPreview();
  void showSample(int index);
  void showCaption();
  void loadSpec();
  void saveSpec();
  void write();
  void showWriting();

  AppContext& context_;
  const BoundKnobs<PhotoSpec> bound_;
  KnobPanel* knobs_;
  PictureGrid* grid_;
  QSpinBox *seed_, *count_, *writeSeed_;
  QLabel *note_, *writeNote_;
  QPushButton* write_;
  FileRow* folder_;
  QString folderPath_;
  QButtonGroup* views_;
  QTimer later_;
  std::vector<std::shared_ptr<const PhotoSample>> samples_;
  View view_ = View::picture;
  bool asked_ = false; ///< the preview is rendered once somebody looks
};

} // namespace fillscope
