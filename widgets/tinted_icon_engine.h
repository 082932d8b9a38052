#pragma once
// Draws a one-colour SVG icon in a palette's text colour, at any size and pixel ratio.
#include <QIconEngine>
#include <QPalette>
#include <QString>

namespace fillscope {

/// Source icons are black (#000) on nothing; the colour is exchanged when drawn.
class TintedIconEngine : public QIconEngine {
 public:
  TintedIconEngine(const QString& name, const QPalette& palette);
  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
  QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
  QSize actualSize(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
  QList<QSize> availableSizes(QIcon::Mode mode, QIcon::State state) override;
  QString iconName() override { return name_; }
  bool isNull() override;
  QIconEngine* clone() const override { return new TintedIconEngine(*this); }

 private:
  QColor colour(QIcon::Mode mode) const;

  QString name_;
  QPalette palette_;
  bool followsApplication_;
};

} // namespace fillscope
