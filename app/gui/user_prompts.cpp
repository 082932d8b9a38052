#include "app/gui/user_prompts.h"
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace fillscope {
namespace {
std::optional<QString> orNothing(const QString& path) {
  return path.isEmpty() ? std::nullopt : std::optional(path);
}

/// Qt's dialog for folders takes those alone that exist. Without a Q_OBJECT of its own the platform's dialog
/// is still used where there is one.
class OutputFolderDialog : public QFileDialog {
 public:
  OutputFolderDialog(QWidget* parent, const QString& title, const QString& folder)
      : QFileDialog(parent, title, folder) {
    setAcceptMode(AcceptSave);
    setFileMode(Directory);
    setOption(ShowDirsOnly);
  }
  void accept() override {
    if (const QStringList chosen = selectedFiles(); !chosen.isEmpty() && !QFileInfo::exists(chosen.front()))
      QDir().mkpath(chosen.front()); // where that fails, the dialog says that there is none
    QFileDialog::accept();
  }
};
} // namespace

Choice DialogPrompts::ask(const Question& question) {
  QMessageBox box(QMessageBox::Warning, QString(), question.title, QMessageBox::NoButton, window_);
  box.setInformativeText(question.body);
  box.setWindowModality(Qt::WindowModal);
  std::vector<QAbstractButton*> buttons;
  for (const Question::Button& button : question.buttons) {
    const auto role = button.choice == Choice::cancel    ? QMessageBox::RejectRole
                      : button.choice == Choice::discard ? QMessageBox::DestructiveRole
                                                         : QMessageBox::AcceptRole;
    QPushButton* push = box.addButton(button.text, role);
    if (buttons.empty()) box.setDefaultButton(push);
    if (button.choice == Choice::cancel) box.setEscapeButton(push);
    buttons.push_back(push);
  }
  box.exec();
  for (std::size_t i = 0; i < buttons.size(); ++i)
    if (box.clickedButton() == buttons[i]) return question.buttons[i].choice;
  return Choice::cancel;
}

std::optional<QString> DialogPrompts::openFile(const QString& title, const QString& folder,
                                               const QString& filter) {
  return orNothing(QFileDialog::getOpenFileName(window_, title, folder, filter));
}

std::optional<QString> DialogPrompts::openFolder(const QString& title, const QString& folder) {
  return orNothing(QFileDialog::getExistingDirectory(window_, title, folder));
}

std::optional<QString> DialogPrompts::outputFolder(const QString& title, const QString& folder) {
  OutputFolderDialog dialog(window_, title, folder);
  if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty()) return std::nullopt;
  return dialog.selectedFiles().front();
}

std::optional<QString> DialogPrompts::saveFile(const QString& title, const QString& suggestion,
                                               const QString& filter) {
  return orNothing(QFileDialog::getSaveFileName(window_, title, suggestion, filter));
}

} // namespace fillscope
