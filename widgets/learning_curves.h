#pragma once
// How training goes: one figure over the epochs, for the training and the validation samples.
#include <QMap>
#include <QString>
#include <QWidget>
#include <memory>
#include <vector>

namespace fillscope {

/// A figure that training reports, as it is shown.
struct CurveFigure {
  QString id;        ///< "loss"
  QString name;      ///< "Loss"
  QString unit{};    ///< "" none
  double factor = 1; ///< shown = reported · factor
};

/// Epochs count from 1 and come in order; one that comes again replaces what it had. Figures that are not
/// described are shown under their id. Follows light and dark.
class LearningCurves : public QWidget {
  Q_OBJECT
 public:
  explicit LearningCurves(QWidget* parent = nullptr);
  ~LearningCurves() override;

  void setFigures(std::vector<CurveFigure> figures);
  void clear();
  void addEpoch(int epoch, const QMap<QString, double>& training, const QMap<QString, double>& validation,
                bool best);
  QString figure() const; ///< the one shown; "" none yet
  void setFigure(const QString& id);
  QStringList figures() const; ///< ids to choose from, in order
  int epochCount() const;
  /// What is drawn at present, for the chosen figure: epoch and value as shown.
  std::vector<std::pair<double, double>> shownTraining() const, shownValidation() const;

 Q_SIGNALS:
  void figureChosen(const QString& id);

 protected:
  void changeEvent(QEvent*) override;

 private:
  void redraw();
  void restyle();

  struct Private;
  std::unique_ptr<Private> d_;
};

} // namespace fillscope
