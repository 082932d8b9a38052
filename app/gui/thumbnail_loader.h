#pragma once
// Small pictures for the list, made when their row is first seen; the newest request first, two at a time.
#include "core/annotation/annotation_document.h"
#include "core/jobs/job_runner.h"
#include <QImage>
#include <QObject>
#include <filesystem>
#include <vector>

namespace fillscope {

class ThumbnailLoader : public QObject {
  Q_OBJECT
 public:
  ThumbnailLoader(AnnotationDocument& document, JobRunner& jobs)
      : document_(document)
      , jobs_(jobs) {}

  void clear(const std::filesystem::path& folder);
  void request(int index);

 Q_SIGNALS:
  void ready(int index, const QImage& thumbnail); ///< null image: could not be read

 private:
  void startNext();

  AnnotationDocument& document_;
  JobRunner& jobs_;
  std::filesystem::path folder_;
  std::vector<int> waiting_;
  int running_ = 0, generation_ = 0;
};

} // namespace fillscope
