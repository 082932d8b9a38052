#pragma once
// What a format cannot hold of the annotations, before anything is written.
#include "core/formats/annotation_format.h"
#include <QWidget>

class QTreeWidget;

namespace fillscope {

class ToneLabel;

class LossReport : public QWidget {
  Q_OBJECT
 public:
  explicit LossReport(QWidget* parent = nullptr);
  void showFault(const QString& sentence); ///< why nothing can be written, above what would be lost
  void showLooking();
  /// canClose: open lines among them may be offered as closed outlines.
  void showLosses(const std::vector<Loss>& losses, bool canClose);

 Q_SIGNALS:
  void closingAsked(); ///< of open lines

 private:
  QWidget* makeOffer();
  ToneLabel* verdict_;
  QTreeWidget* table_;
  QWidget* closeOffer_;
};

} // namespace fillscope
