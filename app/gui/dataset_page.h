#pragma once
// Data set: where samples come from and how training changes them.
#include <QTabWidget>

namespace fillscope {

class AppContext;
class AugmentPage;
class ComposePage;
class SynthPage;

class DatasetPage : public QTabWidget {
  Q_OBJECT
 public:
  explicit DatasetPage(AppContext& context, QWidget* parent = nullptr);
  SynthPage& synth() { return *synth_; }
  ComposePage& compose() { return *compose_; }
  AugmentPage& augment() { return *augment_; }

 private:
  SynthPage* synth_;
  ComposePage* compose_;
  AugmentPage* augment_;
};

} // namespace fillscope
