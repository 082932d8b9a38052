#pragma once
// The labels of a project in a lasting order, so that a digit means the same from one picture to the next.
#include "core/annotation/annotation_document.h"
#include <QObject>
#include <QStringList>

namespace fillscope {

/// Declared options of the label's attribute first, then labels in the order in which they appear. Lives on
/// the window's thread.
class RegionLabels : public QObject {
  Q_OBJECT
 public:
  explicit RegionLabels(AnnotationDocument& document);
  const QStringList& labels() const { return labels_; }
  QString labelOf(const Region& region) const;
  /// The attribute that a region's label is kept in; for one without a label, the project's.
  std::string attributeFor(const Region& region) const;
  /// The regions with that label, as replaceRegions takes them; rims keep theirs.
  std::vector<std::pair<int, Region>> relabelled(int picture, const std::vector<int>& regions,
                                                 const QString& label) const;

 Q_SIGNALS:
  void changed();

 private:
  void rescan();
  bool add(const Picture& picture);
  std::string findAttribute() const;
  AnnotationDocument& document_;
  QStringList labels_;
  std::string attribute_ = "label";
};

} // namespace fillscope
