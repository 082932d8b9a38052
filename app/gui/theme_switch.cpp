#include "app/gui/theme_switch.h"
#include "widgets/theme.h"
#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace fillscope {
namespace {

const QString portalService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString portalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString portalInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString portalGroup = QStringLiteral("org.freedesktop.appearance"),
              portalKey = QStringLiteral("color-scheme");
constexpr uint preferDark = 1;

struct Shades {
  QColor window, base, alternate, button, text, bright, placeholder, tipBase, disabled;
};

QPalette paletteFrom(const Shades& s) {
  QPalette palette(s.button, s.window);
  palette.setColor(QPalette::Base, s.base);
  palette.setColor(QPalette::AlternateBase, s.alternate);
  palette.setColor(QPalette::ToolTipBase, s.tipBase);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
    palette.setColor(role, s.text);
  palette.setColor(QPalette::BrightText, s.bright);
  palette.setColor(QPalette::PlaceholderText, s.placeholder);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, s.disabled);
  const QColor accent = theme::accent(palette);
  palette.setColor(QPalette::Highlight, accent);
  palette.setColor(QPalette::HighlightedText, accent.lightnessF() > 0.55 ? Qt::black : Qt::white);
  palette.setColor(QPalette::Link, accent);
  return palette;
}

} // namespace

QPalette lightPalette() {
  return paletteFrom({QColor(244, 244, 245), QColor(255, 255, 255), QColor(248, 248, 250),
                      QColor(238, 238, 240), QColor(28, 28, 32), Qt::white, QColor(110, 110, 118),
                      QColor(255, 255, 255), QColor(150, 150, 156)});
}

QPalette darkPalette() {
  return paletteFrom({QColor(37, 38, 42), QColor(28, 29, 32), QColor(33, 34, 38), QColor(50, 51, 56),
                      QColor(232, 232, 236), Qt::white, QColor(150, 150, 158), QColor(50, 51, 56),
                      QColor(116, 116, 124)});
}

ThemeSwitch::ThemeSwitch() {
  QDBusConnection bus = QDBusConnection::sessionBus();
  if (!bus.isConnected()) return;
  bus.connect(portalService, portalPath, portalInterface, QStringLiteral("SettingChanged"), this,
              SLOT(portalChanged(QString, QString, QDBusVariant)));
  QDBusMessage question =
      QDBusMessage::createMethodCall(portalService, portalPath, portalInterface, QStringLiteral("Read"));
  question << portalGroup << portalKey;
  auto* answer = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
  connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
    const QDBusPendingReply<QDBusVariant> reply = *answer;
    // The portal wraps the number twice.
    if (reply.isValid())
      setSystemDark(reply.value().variant().value<QDBusVariant>().variant().toUInt() == preferDark);
    answer->deleteLater();
  });
}

void ThemeSwitch::portalChanged(const QString& group, const QString& key, const QDBusVariant& value) {
  if (group == portalGroup && key == portalKey) setSystemDark(value.variant().toUInt() == preferDark);
}

void ThemeSwitch::setSystemDark(bool dark) {
  if (dark == systemDark_) return;
  systemDark_ = dark;
  if (choice_ == ThemeChoice::system) apply(choice_);
}

void ThemeSwitch::apply(ThemeChoice choice) {
  choice_ = choice;
  // An empty palette asks the platform again.
  QApplication::setPalette(choice == ThemeChoice::light  ? lightPalette()
                           : choice == ThemeChoice::dark ? darkPalette()
                                                         : QPalette());
  if (choice == ThemeChoice::system && systemDark_ && !theme::isDark(QApplication::palette()))
    QApplication::setPalette(darkPalette());
}

} // namespace fillscope
