#pragma once
// The seam between the program and the person: questions that protect data, and file dialogs. Tests answer in
// their stead.
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

class QWidget;

namespace fillscope {

enum class Choice {
  cancel,
  save,
  saveAs,
  discard,
  overwrite,
  restore,
  openAnyway,
  add,
  openOther,
  keepBoth,
  replace,
  skip
};

struct Question {
  QString title; ///< the question itself, short
  QString body;  ///< what each answer leads to
  struct Button {
    Choice choice;
    QString text;
  };
  std::vector<Button> buttons; ///< the first is the default
};

class UserPrompts {
 public:
  virtual ~UserPrompts() = default;
  /// Closing the question without an answer is Choice::cancel.
  virtual Choice ask(const Question& question) = 0;
  /// Nothing where the person changed their mind. filter as in QFileDialog.
  virtual std::optional<QString> openFile(const QString& title, const QString& folder,
                                          const QString& filter) = 0;
  virtual std::optional<QString> openFolder(const QString& title, const QString& folder) = 0;
  /// To write into: a name that does not exist yet becomes a folder.
  virtual std::optional<QString> outputFolder(const QString& title, const QString& folder) = 0;
  virtual std::optional<QString> saveFile(const QString& title, const QString& suggestion,
                                          const QString& filter) = 0;
};

/// The real dialogs, above the window that is set (not owned).
class DialogPrompts : public UserPrompts {
 public:
  void setWindow(QWidget* window) { window_ = window; }
  Choice ask(const Question& question) override;
  std::optional<QString> openFile(const QString& title, const QString& folder,
                                  const QString& filter) override;
  std::optional<QString> openFolder(const QString& title, const QString& folder) override;
  std::optional<QString> outputFolder(const QString& title, const QString& folder) override;
  std::optional<QString> saveFile(const QString& title, const QString& suggestion,
                                  const QString& filter) override;

 private:
  QWidget* window_ = nullptr;
};

} // namespace fillscope
