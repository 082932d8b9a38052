#pragma once
// Which class the picture that is shown is of, by a network, and where the network saw it.
#include "app/gui/current_picture.h"
#include "app/gui/network_choice.h"
#include <QImage>

namespace fillscope {

/// Lives on the window's thread; networks run in jobs. What was told is of the current picture and is
/// forgotten with it.
class ClassController : public QObject {
  Q_OBJECT
 public:
  ClassController(AnnotationDocument& document, CurrentPicture& current, ModelRegistry& registry,
                  NetworkChoice& networks, JobRunner& jobs);

  void classify();
  void cancel();
  bool isBusy() const;
  /// The picture under what speaks for its class (evidencePicture); null: nothing told, or a network that
  /// does not say where.
  const QImage& evidence() const { return evidence_; }
  /// The told class becomes the picture's attribute `class`, one undo step.
  void keep();

 Q_SIGNALS:
  void changed();
  void busyChanged();
  void told(const QString& sentence);
  void noNetwork();
  void failed(const fillscope::Error& error);

 private:
  struct Told {
    QString name, network;
    double probability = 0;
    QImage evidence;
  };
  void show(const Told& told);

  AnnotationDocument& document_;
  CurrentPicture& current_;
  ModelRegistry& registry_;
  NetworkChoice& networks_;
  JobRunner& jobs_;
  QString class_; ///< told of the current picture; empty: nothing
  QImage evidence_;
  int job_ = 0;
};

} // namespace fillscope
