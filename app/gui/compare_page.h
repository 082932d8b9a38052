#pragma once
#include <QWidget>

namespace fillscope {

class ActionRegistry;
class AppContext;
class CompareView;

/// Compare: two depth maps of the picture side by side, with what tells them apart.
class ComparePage : public QWidget {
  Q_OBJECT
 public:
  ComparePage(AppContext& context, ActionRegistry& actions, QWidget* parent = nullptr);
  CompareView& view() { return *view_; }
  void save(); ///< asks for the folder

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void showMissing(const QString& title, const QString& body);

  AppContext& context_;
  ActionRegistry& actions_;
  CompareView* view_;
};

} // namespace fillscope
