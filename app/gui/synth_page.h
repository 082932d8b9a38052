#pragma once
// Synthetic data: the generator's knobs, a preview that follows them, and writing a data set.
#include "app/gui/bound_knobs.h"
#include "app/gui/preview_page.h"
#include "core/synthesis/photo_render.h"
#include "core/synthesis/photo_spec.h"
#include <memory>
#include <vector>

class QSpinBox;
class QButtonGroup;

namespace fillscope {

class AppContext;
class FileRow;
class SetWriter;

class SynthPage : public PreviewPage {
  Q_OBJECT
 public:
  explicit SynthPage(AppContext& context, QWidget* parent = nullptr);
  enum class View { picture, depth, mask };
  void setView(View view);
  static constexpr int previewCount = 24;

 private:
  QWidget* makeStrip();
  QWidget* makeSpecEditor();
  QWidget* makeWriter();
  void showSpec();
  void request() override;
  void showSample(int index);
  void setPictures(const SurfacePictures& pictures);
  void loadSpec();
  void saveSpec();
  void write();

  AppContext& context_;
  const BoundKnobs<PhotoSpec> bound_;
  QSpinBox *count_, *writeSeed_;
  SetWriter* writer_;
  FileRow* pictures_;
  QButtonGroup* views_;
  std::vector<std::shared_ptr<const PhotoSample>> samples_;
  View view_ = View::picture;
};

} // namespace fillscope
