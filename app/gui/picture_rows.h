#pragma once
// Keeps the picture list equal to the document, the measurements and the current picture.
#include "widgets/picture_list.h"
#include <QObject>

namespace fillscope {

class AppContext;

class PictureRows : public QObject {
  Q_OBJECT
 public:
  PictureRows(AppContext& context, PictureListPanel& panel);
  void step(int step); ///< to the next or previous picture that is shown

 private:
  void reset();
  void update(int index);
  PictureRow rowOf(int index) const;
  QStringList attributeNames();

  AppContext& context_;
  PictureListPanel& panel_;
  PictureListModel model_;
  std::optional<QStringList> names_; ///< of attributes; collected when first asked for
};

} // namespace fillscope
