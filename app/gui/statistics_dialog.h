#pragma once
#include "core/annotation/region_words.h"
#include <QDialog>

namespace fillscope {

/// What a project holds, in numbers that can be copied.
class StatisticsDialog : public QDialog {
  Q_OBJECT
 public:
  explicit StatisticsDialog(const AnnotationStatistics& statistics, QWidget* parent = nullptr);
};

} // namespace fillscope
