#pragma once
// Carries regions, or the box's rim, along a sequence of pictures.
#include "core/annotation/region_carry.h"
#include "core/base/result.h"
#include "core/imaging/picture_alignment.h"
#include <QObject>
#include <functional>
#include <optional>
#include <vector>

namespace fillscope {

class ActionRegistry;
class AppContext;

/// The regions that are chosen, or the rim where none is, go onto the pictures behind the current one in the
/// project's order: at the same place, or, aligned, where the pictures say that their things went. What is
/// carried has the source "propagated"; one step of undo in each picture that it reaches, and where it went
/// to several, one in the picture it came from that takes back all of them. A picture that has a rim keeps
/// it, and what is there already is not added again. Where two pictures do not fit on each other nothing is
/// carried further, and it is told. Lives on the window's thread.
class RegionCarrier : public QObject {
  Q_OBJECT
 public:
  explicit RegionCarrier(AppContext& context);
  ~RegionCarrier() override;

  void addActions(ActionRegistry& actions);
  /// And shows it, with what was carried chosen; not to who went to another picture meanwhile.
  void carryToNext();
  void carryOn(int pictures); ///< stays where it is; a rim that is carried counts as not looked at
  void setAligning(bool on) { aligning_ = on; }
  bool isCarrying() const;

 Q_SIGNALS:
  void told(const QString& sentence);
  /// The same of something done, with what takes it back.
  void undoable(const QString& sentence, const std::function<void()>& undo);

 private:
  struct Carried {
    int picture = -1;
    std::vector<Region> regions;
    double residual = 0; ///< pixels; of an aligned one
  };
  struct Outcome {
    int from = -1;
    std::vector<Carried> pictures;
    std::optional<Error> refusal; ///< why it went no further
  };
  struct Journey;
  void carry(int pictures, bool follow);
  void carryAligned(int from, int last, std::vector<int> chosen, bool follow);
  static Result<Outcome> carriedAlong(const Journey& journey, const Progress& progress);
  void askHowMany();
  void take(const Outcome& outcome, bool follows, int generation);
  /// Of a carrying that somebody did not wait for: where they are by now is what they look at.
  void takeUnseen(Outcome outcome);
  /// What of it is not there yet.
  std::vector<Region> fresh(const Carried& carried) const;
  std::vector<int> follow(const Outcome& outcome); ///< adds to the next picture; what was added there
  QString sentenceOf(const Outcome& outcome, int reached, bool follow) const;

  AppContext& context_;
  bool aligning_ = false;
  int job_ = 0;
  int generation_ = 0; ///< of the document: another project is not added to
};

} // namespace fillscope
