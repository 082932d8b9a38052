#pragma once
// Which picture the window shows, and its loaded data as soon as they are there.
#include "app/gui/picture_store.h"

namespace fillscope {

class CurrentPicture : public QObject {
  Q_OBJECT
 public:
  CurrentPicture(AnnotationDocument& document, PictureStore& store);

  int index() const { return index_; }                    ///< −1 none
  PictureStore::Loaded loaded() const { return loaded_; } ///< null while loading or where it failed
  PictureStore& store() const { return store_; }
  /// A first look at a large picture, while it is loading; nothing otherwise.
  const std::optional<PicturePreview>& preview() const { return preview_; }
  bool isLoading() const { return loading_; }
  const QString& problem() const { return problem_; } ///< why the picture could not be loaded
  void select(int index);

 Q_SIGNALS:
  void selected(int index); ///< another picture; its data follow
  void previewReady();      ///< loadedChanged follows
  void loadedChanged();     ///< data arrived, were renewed, or could not be had

 private:
  void reload();
  void load();
  std::string lensOf(int picture) const; ///< the attribute that says its distortion, as text

  AnnotationDocument& document_;
  PictureStore& store_;
  PictureStore::Loaded loaded_;
  std::optional<PicturePreview> preview_;
  std::string lens_; ///< as was asked for last
  int index_ = -1;
  bool loading_ = false;
  QString problem_;
};

} // namespace fillscope
