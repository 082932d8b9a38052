#pragma once
// Pictures with their sources, loaded in the background and kept as long as memory allows.
#include "core/annotation/annotation_document.h"
#include "core/jobs/job_runner.h"
#include "core/workflow/measure.h"
#include <QCache>
#include <QObject>
#include <QSet>
#include <filesystem>
#include <memory>

namespace fillscope {

/// Lives on the window's thread. A picture is loaded once at a time; what was asked for before a change of
/// its sources is thrown away and loaded anew. Of a large picture a first look comes ahead (previewReady).
/// Loading ends when nobody wants it any more: another picture is chosen and it is not that one's neighbour.
class PictureStore : public QObject {
  Q_OBJECT
 public:
  using Loaded = std::shared_ptr<const LoadedPicture>;
  PictureStore(AnnotationDocument& document, JobRunner& jobs,
               std::size_t maximumBytes = std::size_t(768) << 20);

  /// Forgets everything: another project, whose relative paths start at folder.
  void clear(const std::filesystem::path& folder);
  void invalidate(int index); ///< −1: all
  void invalidateAllBut(int index);
  Loaded cached(int index) const; ///< null: not loaded
  /// ready or failed follows, before load returns where the picture is in memory.
  void load(int index);
  /// Loads without saying so, as long as it fits beside the picture wanted last and its neighbours.
  void prefetch(int index);
  std::size_t bytesHeld() const { return static_cast<std::size_t>(cache_.totalCost()) << 10; }
  bool isLoading(int index) const { return running_.contains(index) || previewing_.contains(index); }
  /// A project of this one picture, to hand to a job; relative paths start at folder().
  Project projectOf(int index) const;
  const std::filesystem::path& folder() const { return folder_; }

 Q_SIGNALS:
  /// Of the picture wanted last; ready or failed follows.
  void previewReady(int index, const fillscope::PicturePreview& preview);
  void ready(int index);
  void failed(int index, const fillscope::Error& error);

 private:
  static constexpr int reach = 1; ///< neighbours on either side that are loaded ahead
  void start(int index);
  void startPreview(int index);
  void cancelOthers(int index);
  void finish(int index, Result<LoadedPicture> result);
  void keep(int index, LoadedPicture picture, bool wanted);

  AnnotationDocument& document_;
  JobRunner& jobs_;
  std::filesystem::path folder_;
  QCache<int, Loaded> cache_;            ///< cost in KiB
  QHash<int, int> running_, previewing_; ///< picture → job
  QSet<int> wanted_;
  int last_ = -1; ///< wanted last
};

} // namespace fillscope
