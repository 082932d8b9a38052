#include "app/gui/photo_display.h"
#include "app/gui/action_registry.h"
#include "app/gui/settings.h"
#include "widgets/colour_bar.h"
#include "widgets/display_panel.h"
#include "widgets/image_canvas.h"
#include "widgets/qimage_from.h"
#include <QLocale>
#include <QMenu>
#include <QToolButton>
#include <QWidgetAction>
#include <algorithm>
#include <cmath>

namespace fillscope {

PhotoDisplay::PhotoDisplay(ImageCanvas& canvas, Settings& settings, ActionRegistry& actions)
    : QObject(&canvas)
    , canvas_(canvas)
    , settings_(settings)
    , panel_(new DisplayPanel)
    , bar_(new ColourBar)
    , map_(settings.pictureColours().map)
    , reversed_(settings.pictureColours().reversed) {
  bar_->setObjectName(QStringLiteral("sampleBar"));
  bar_->hide();
  showAction_ = actions.add({QStringLiteral("view.display"),
                             tr("Brightness and colours…"),
                             {QKeySequence(QStringLiteral("Shift+I"))},
                             tr("How the picture is shown; the picture itself stays as it is"),
                             QStringLiteral("settings"),
                             tr("Display")},
                            [this] {
                              if (!button_ || !canvas_.isVisible()) return;
                              if (button_->isVisible()) return button_->showMenu();
                              // A narrow strip has no room for the button.
                              button_->menu()->popup(canvas_.mapToGlobal(QPoint(0, 0)));
                            });
  actions.add({QStringLiteral("view.resetDisplay"),
               tr("Show the picture as it is"),
               {QKeySequence(QStringLiteral("Ctrl+I"))},
               tr("Brightness, contrast, gamma and window back to where they were")},
              [this] { reset(); });
  connect(&canvas_, &ImageCanvas::toneDragged, this, &PhotoDisplay::drag);
  connect(&canvas_, &ImageCanvas::toneReset, this, &PhotoDisplay::reset);
  connect(panel_, &DisplayPanel::toneEdited, this, &PhotoDisplay::setTone);
  connect(panel_, &DisplayPanel::windowEdited, this, &PhotoDisplay::setWindow);
  connect(panel_, &DisplayPanel::coloursEdited, this, &PhotoDisplay::setColours);
  connect(panel_, &DisplayPanel::automaticWanted, this, &PhotoDisplay::setWindowAutomatic);
  connect(panel_, &DisplayPanel::resetWanted, this, &PhotoDisplay::reset);
  connect(bar_, &ColourBar::rangeEdited, this, &PhotoDisplay::setWindow);
  connect(bar_, &ColourBar::lockToggled, this, [this](bool locked) {
    const std::optional<ColourScale> shown = scale();
    if (locked && shown)
      setWindow(shown->low, shown->high);
    else
      setWindowAutomatic();
  });
  panel_->showTone(tone_);
}

QToolButton* PhotoDisplay::makeButton() {
  button_ = new QToolButton;
  button_->setObjectName(QStringLiteral("displayButton"));
  button_->setText(showAction_->iconText());
  button_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button_->setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(button_);
  auto* content = new QWidgetAction(menu);
  content->setDefaultWidget(panel_);
  menu->addAction(content);
  button_->setMenu(menu);
  connect(menu, &QMenu::aboutToShow, panel_, &DisplayPanel::focusFirst, Qt::QueuedConnection);
  const auto follow = [this] {
    button_->setIcon(showAction_->icon());
    button_->setToolTip(showAction_->toolTip());
  };
  connect(showAction_, &QAction::changed, button_, follow);
  follow();
  return button_;
}

void PhotoDisplay::showPicture(const PictureStore::Loaded& loaded,
                               const std::optional<PicturePreview>& preview, bool keepView) {
  const bool isSame = loaded && loaded == loaded_;
  loaded_ = loaded;
  isOther_ = false;
  if (loaded && loaded->samples && !isSame) {
    const auto [lowest, highest] = percentileRange(*loaded->samples, false, 0, 1);
    const auto [low, high] = percentileRange(*loaded->samples, false, 0.01, 0.99);
    whole_ = {lowest, highest};
    percentiles_ = {low, high};
  }
  if (loaded && loaded->samples)
    canvas_.setSamples(loaded->samples, *scale(), keepView);
  else if (loaded)
    canvas_.setImage(sharedQImage(loaded->image), keepView);
  else if (preview)
    canvas_.setPreview(toQImage(preview->image), QSize(preview->width, preview->height), keepView);
  else
    canvas_.setImage({}, keepView);
  apply();
}

void PhotoDisplay::showOther(const QImage& image, bool keepView) {
  isOther_ = true;
  canvas_.setImage(image, keepView);
  apply();
}

std::optional<ColourScale> PhotoDisplay::scale() const {
  if (!loaded_ || !loaded_->samples) return std::nullopt;
  const Range& range = window_ ? *window_ : percentiles_;
  return ColourScale{map_, range.low, range.high, reversed_, {}};
}

void PhotoDisplay::apply() {
  const std::optional<ColourScale> shown = scale();
  canvas_.setTone(isOther_ ? ToneCurve() : tone_);
  if (shown && !isOther_) canvas_.setScale(*shown);
  bar_->setVisible(shown && !isOther_);
  if (shown) {
    bar_->setScale(*shown);
    bar_->setLocked(window_.has_value());
    panel_->showScale(*shown, whole_.low, whole_.high, !window_);
  } else {
    panel_->showTone(tone_);
  }
}

void PhotoDisplay::setTone(const ToneCurve& tone) {
  tone_ = tone;
  apply();
}

void PhotoDisplay::setWindow(double low, double high) {
  if (!std::isfinite(low) || !std::isfinite(high) || high < low) return;
  window_ = Range{low, high};
  apply();
}

void PhotoDisplay::setWindowAutomatic() {
  window_.reset();
  apply();
}

void PhotoDisplay::setColours(ColourMap map, bool reversed) {
  map_ = map;
  reversed_ = reversed;
  settings_.setPictureColours(map, reversed);
  apply();
}

void PhotoDisplay::reset() {
  tone_ = {};
  setWindowAutomatic();
}

void PhotoDisplay::drag(const QPointF& shares) {
  if (isOther_) return;
  if (const std::optional<ColourScale> shown = scale()) {
    // As in medical viewers: to the right widens the window, down moves it up, which darkens.
    constexpr double widening = 3;
    const double least = 1e-4 * std::max(whole_.high - whole_.low, 1e-9);
    const double width = std::max((shown->high - shown->low) * std::exp(widening * shares.x()), least);
    const double level = (shown->low + shown->high) / 2 + shares.y() * (shown->high - shown->low);
    return setWindow(level - width / 2, level + width / 2);
  }
  ToneCurve tone = tone_;
  tone.contrast = std::clamp(tone.contrast + shares.x(), -1.0, 1.0);
  tone.brightness = std::clamp(tone.brightness - shares.y(), -1.0, 1.0);
  setTone(tone);
}

QString PhotoDisplay::valueAt(const QPointF& picture) {
  bar_->setMarker(std::nullopt);
  const int x = static_cast<int>(std::floor(picture.x())), y = static_cast<int>(std::floor(picture.y()));
  if (!loaded_ || !loaded_->image || !loaded_->image->contains(x, y)) return {};
  if (!loaded_->samples) {
    const Image& image = *loaded_->image;
    if (image.channels() < 3) return tr("value %1").arg(image.at(x, y));
    const int r = image.at(x, y, 0), g = image.at(x, y, 1), b = image.at(x, y, 2);
    return r == g && g == b ? tr("value %1").arg(r) : tr("RGB %1 %2 %3").arg(r).arg(g).arg(b);
  }
  const float value = loaded_->samples->at(x, y);
  if (std::isnan(value)) return tr("no value");
  bar_->setMarker(value);
  const QString number = loaded_->samplesAreWhole
                             ? QLocale().toString(static_cast<double>(value), 'f', 0)
                             : sampleText(static_cast<double>(value), whole_.high - whole_.low);
  return loaded_->samplesUnit > 0
             ? tr("value %1 = %2 m").arg(number, QLocale().toString(loaded_->samplesUnit * value, 'f', 3))
             : tr("value %1").arg(number);
}

} // namespace fillscope
