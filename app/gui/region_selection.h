#pragma once
// Which regions of the current picture are chosen, hidden and locked; shared by the stage and the lists.
#include "core/annotation/annotation_document.h"
#include <QObject>
#include <QString>
#include <map>
#include <set>
#include <vector>

namespace fillscope {

class CurrentPicture;

/// Why nothing was done to what is locked, and how to unlock it.
QString lockedText();
QString rimLockedText();

/// Indices are those of the current picture's regions. What is hidden or locked is remembered for each
/// picture and follows its regions when others come and go; the choice is dropped with the picture. None of
/// it is part of the project. Lives on the window's thread.
class RegionSelection : public QObject {
  Q_OBJECT
 public:
  RegionSelection(AnnotationDocument& document, CurrentPicture& current);

  int picture() const;                                           ///< −1 none
  const std::vector<int>& selected() const { return selected_; } ///< ascending
  bool isSelected(int region) const;
  int active() const { return active_; } ///< the one chosen last, whose handles are shown; −1 none
  void select(std::vector<int> regions); ///< unknown and repeated indices are dropped; the last is active
  void select(int region) { select(std::vector<int>{region}); }
  void toggle(int region);
  void clear() { select(std::vector<int>{}); }

  bool isHidden(int region) const { return flags().hidden.count(region) > 0; }
  bool isLocked(int region) const { return flags().locked.count(region) > 0; }
  bool isRimLocked() const; ///< of the current picture
  const std::set<int>& hidden() const { return flags().hidden; }
  const std::set<int>& locked() const { return flags().locked; }
  void setHidden(const std::vector<int>& regions, bool hidden); ///< hidden ones are not selected any more
  void setLocked(const std::vector<int>& regions, bool locked);
  /// All regions of every picture out of sight for a moment; leaves hidden() alone.
  void setAllHidden(bool hidden);
  bool allHidden() const { return allHidden_; }

 Q_SIGNALS:
  void selectionChanged();
  void flagsChanged(); ///< hidden, locked or all hidden

 private:
  struct Flags {
    std::set<int> hidden, locked;
    std::vector<std::size_t> fingerprints; ///< of the regions that the flags were set for
  };
  const Flags& flags() const;
  void setFlag(std::set<int> Flags::*set, const std::vector<int>& regions, bool on);
  void follow(int picture);
  int regionCount() const;

  AnnotationDocument& document_;
  CurrentPicture& current_;
  std::vector<int> selected_;
  int active_ = -1, count_ = 0; ///< count_: regions when last looked at
  std::map<int, Flags> flags_;  ///< by picture, only where there are any
  bool allHidden_ = false;
};

} // namespace fillscope
