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
/// its sources is thrown away and loaded anew.
class PictureStore : public QObject {
  Q_OBJECT
 public:
  using Loaded = std::shared_ptr<const LoadedPicture>;
  PictureStore(AnnotationDocument& document, JobRunner& jobs,
               std::size_t maximumBytes = std::size_t(768) << 20);

  /// Forgets everything: another project, whose relative paths start at folder.
  void clear(const std::filesystem::path& folder);
  void invalidate(int index);     ///< −1: all
  Loaded cached(int index) const; ///< null: not loaded
  /// ready or failed follows, before load returns where the picture is in memory.
  void load(int index);
  /// Loads without saying so.
  void prefetch(int index);
  /// A project of this one picture, to hand to a job; relative paths start at folder().
  Project projectOf(int index) const;
  const std::filesystem::path& folder() const { return folder_; }

 Q_SIGNALS:
  void ready(int index);
  void failed(int index, const fillscope::Error& error);

 private:
  void start(int index);

  AnnotationDocument& document_;
  JobRunner& jobs_;
  std::filesystem::path folder_;
  QCache<int, Loaded> cache_; ///< cost in KiB
  QHash<int, int> running_;   ///< picture → job
  QSet<int> wanted_;
};

} // namespace fillscope
