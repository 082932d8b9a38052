#pragma once
// Text in one of the theme's tones that follows light and dark; headings; cards for what is doubtful.
#include <QFrame>
#include <QLabel>

namespace fillscope {

enum class Tone { plain, quiet, accent, good, warning, bad };
QColor toneColour(Tone tone, const QPalette& palette);

class ToneLabel : public QLabel {
  Q_OBJECT
 public:
  explicit ToneLabel(Tone tone, const QString& text = {}, QWidget* parent = nullptr);
  void setTone(Tone tone);
  Tone tone() const { return tone_; }
  /// Times the widget's own font size, at a weight.
  void setScaled(double factor, int weight);

 protected:
  void changeEvent(QEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void applyTone();
  Tone tone_;
  bool applying_ = false;
};

/// "Box size": a small heading over a group of fields.
ToneLabel* newHeading(const QString& text);

/// A framed note: sign, what it means, what to do.
class NoteCard : public QFrame {
  Q_OBJECT
 public:
  NoteCard(Tone tone, const QString& meaning, const QString& remedy = {}, QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  Tone tone_;
};

} // namespace fillscope
