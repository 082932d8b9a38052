#pragma once
// System, light or dark: applied to the running program at once.
#include "app/gui/settings.h"
#include <QDBusVariant>
#include <QObject>
#include <QPalette>

namespace fillscope {

QPalette lightPalette();
QPalette darkPalette();

/// Sets the application's palette, and follows the desktop's choice while it counts. Qt before 6.5 asks the
/// platform's theme alone; desktops that say it through the settings portal (org.freedesktop.appearance) are
/// asked here.
class ThemeSwitch : public QObject {
  Q_OBJECT
 public:
  ThemeSwitch();
  void apply(ThemeChoice choice);

 private Q_SLOTS:
  void portalChanged(const QString& group, const QString& key, const QDBusVariant& value);

 private:
  void setSystemDark(bool dark);
  ThemeChoice choice_ = ThemeChoice::system;
  bool systemDark_ = false;
};

} // namespace fillscope
