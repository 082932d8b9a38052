#pragma once
// Estimate, reference, difference, SSIM difference and SSIM threshold side by side, one zoom, one cursor.
#include "core/imaging/compare_depth.h"
#include <QStringList>
#include <QWidget>
#include <memory>

class QAction;

namespace fillscope {

class CompareView : public QWidget {
  Q_OBJECT
 public:
  explicit CompareView(QWidget* parent = nullptr);
  ~CompareView() override;
  void setSources(const QStringList& names, int estimate, int reference); ///< what the two choosers offer
  void showComparison(const DepthMap& estimate, const DepthMap& reference, const DepthComparison& comparison);
  /// In place of the maps: what is missing and, as buttons, the actions that give it; none owned.
  void showMissing(const QString& title, const QString& body, const QList<QAction*>& remedies = {});
  void setBusy(bool busy);

 Q_SIGNALS:
  void sourcesChosen(int estimate, int reference);
  void optionsEdited(const fillscope::CompareOptions& options);
  void insideRimChosen(bool inside);
  void saveRequested(); ///< maps as PNG and figures as JSON

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

} // namespace fillscope
