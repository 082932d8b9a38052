#include "app/gui/current_picture.h"
#include "core/annotation/rim.h"

namespace fillscope {

CurrentPicture::CurrentPicture(AnnotationDocument& document, PictureStore& store)
    : document_(document)
    , store_(store) {
  connect(&store_, &PictureStore::previewReady, this, [this](int index, const PicturePreview& preview) {
    if (index != index_ || loaded_) return;
    preview_ = preview;
    Q_EMIT previewReady();
  });
  connect(&store_, &PictureStore::ready, this, [this](int index) {
    if (index != index_) return;
    loaded_ = store_.cached(index);
    preview_.reset();
    loading_ = false;
    document_.noteOrientation(index, loaded_->orientation);
    problem_.clear();
    Q_EMIT loadedChanged();
    store_.prefetch(index + 1);
    store_.prefetch(index - 1);
  });
  connect(&store_, &PictureStore::failed, this, [this](int index, const Error& error) {
    if (index != index_) return;
    loaded_.reset();
    preview_.reset();
    loading_ = false;
    problem_ = error.code == ErrorCode::notFound
                   ? tr("“%1” is not where the project says. “Locate pictures…” in the File menu finds it in "
                        "another folder.")
                         .arg(QString::fromStdString(document_.picture(index).filename))
                   : QString::fromStdString(error.sentence());
    Q_EMIT loadedChanged();
  });
  connect(&document_, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    const bool sources = change.kind == DocumentChange::Kind::sourcesChanged;
    if (!sources && change.kind != DocumentChange::Kind::attributesChanged) return;
    const bool current = index_ >= 0 && (change.picture < 0 || change.picture == index_);
    // Of the attributes the lens alone belongs to what was asked for.
    const bool same = !sources && current && lensOf(index_) == lens_;
    if (same && change.picture == index_) return;
    if (same) return store_.invalidateAllBut(index_);
    store_.invalidate(change.picture);
    if (current && !same) reload();
  });
}

std::string CurrentPicture::lensOf(int picture) const {
  return document_.picture(picture).attributes.text(distortionAttribute);
}

void CurrentPicture::select(int index) {
  if (index >= document_.pictureCount()) index = document_.pictureCount() - 1;
  index_ = index;
  document_.setCurrentPicture(index);
  loaded_.reset();
  preview_.reset();
  problem_.clear();
  loading_ = index >= 0;
  Q_EMIT selected(index);
  if (index < 0)
    Q_EMIT loadedChanged();
  else if (index_ == index)
    load();
}

void CurrentPicture::reload() {
  // The old data stay until the new ones are there, so that the picture does not flicker.
  loading_ = true;
  load();
}

void CurrentPicture::load() {
  lens_ = lensOf(index_);
  store_.load(index_);
}

} // namespace fillscope
