#pragma once
// Where the histories of changes lie: beside each project, or below the state folder where that cannot be
// written; and which sessions ended without being closed.
#include "core/formats/edit_journal.h"
#include <QDateTime>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace fillscope {

/// A journal of another state of its project, or a damaged one; held by nobody.
struct OtherJournal {
  std::filesystem::path file;
  int unsaved = 0;        ///< edits in it that no file holds
  long long lastTime = 0; ///< of the last of them; milliseconds since 1970, UTC
};

/// What the journals of a project say, given what its file holds now.
struct Recovery {
  std::optional<KeptEdits> edits; ///< of this very state of the file
  std::filesystem::path file;     ///< the journal that they are in
  std::uintmax_t goodBytes = 0;
  long long lastNumber = 0;
  std::vector<OtherJournal> others;
  bool hasUnsaved() const { return edits && edits->hasUnsaved(); }
};

/// Tells other windows, and the next start, that a project is being worked on. Ends with the process.
class SessionMark {
 public:
  SessionMark(std::filesystem::path file, int descriptor)
      : file_(std::move(file))
      , descriptor_(descriptor) {}
  SessionMark(const SessionMark&) = delete;
  SessionMark& operator=(const SessionMark&) = delete;
  ~SessionMark(); ///< stays behind for unfinished() unless removed
  void remove();

 private:
  std::filesystem::path file_;
  int descriptor_;
};

class RecoveryStore {
 public:
  using Path = std::filesystem::path;
  explicit RecoveryStore(Path stateFolder)
      : folder_(std::move(stateFolder)) {}

  /// Where a journal of that project may lie, best place first.
  std::vector<Path> placesOf(const Path& projectFile) const;
  /// fileHash: of the project file's bytes, "" where there is none. Any thread.
  Recovery find(const Path& projectFile, const std::string& fileHash) const;
  /// Renames a journal that nothing goes on with; the new name, or nothing where that fails.
  static std::optional<Path> keepAside(const Path& journal);
  /// Whether a window has it open.
  static bool isHeld(const Path& journal);

  /// Nothing where another window has the mark. No mark at all where the state folder cannot be written.
  struct Marked {
    bool isElsewhere = false;
    std::unique_ptr<SessionMark> mark;
  };
  Marked mark(const Path& projectFile, const Path& opened) const;
  /// A session that ended without its changes being saved or given up.
  struct Unfinished {
    Path projectFile, opened; ///< opened: what to open to go on with it
    QDateTime time;           ///< of the last change
  };
  std::vector<Unfinished> unfinished() const;

 private:
  Path markOf(const Path& projectFile) const;
  Path folder_;
};

} // namespace fillscope
