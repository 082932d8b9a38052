#pragma once
// Composed data: foregrounds and backgrounds, a preview that follows the knobs, and writing a data set.
#include "app/gui/bound_knobs.h"
#include "app/gui/compose_controller.h"
#include "app/gui/preview_page.h"

class QComboBox;
class QSpinBox;

namespace fillscope {

class AppContext;
class FileRow;
class SetWriter;

class ComposePage : public PreviewPage {
  Q_OBJECT
 public:
  explicit ComposePage(AppContext& context, QWidget* parent = nullptr);
  const CompositionSpec& spec() const { return spec_; }
  void setSpec(const CompositionSpec& spec);
  static constexpr int previewCount = 24;

 private:
  QWidget* makeStrip();
  QWidget* makeSources();
  QWidget* makeWriter();
  FileRow* newFolderRow(const QString& name, const QString& tip, std::string CompositionSpec::*folder);
  bool hasFolders() const { return !spec_.backgrounds.empty() && !spec_.foregrounds.empty(); }
  ShardFormat format() const;
  void showSpec();
  void request() override;
  void show(const CompositionPreview& preview);
  void showFault(const Error& error);
  void loadSpec();
  void saveSpec();
  void write();

  AppContext& context_;
  const BoundKnobs<CompositionSpec> bound_;
  CompositionSpec spec_;
  FileRow *backgrounds_ = nullptr, *foregrounds_ = nullptr;
  QComboBox* format_ = nullptr;
  QSpinBox* writeSeed_ = nullptr;
  SetWriter* writer_ = nullptr;
};

} // namespace fillscope
