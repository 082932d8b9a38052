#include "app/gui/compare_page.h"
#include "app/gui/action_registry.h"
#include "app/gui/app_context.h"
#include "widgets/compare_view.h"
#include <QVBoxLayout>

namespace fillscope {

ComparePage::ComparePage(AppContext& context, ActionRegistry& actions, QWidget* parent)
    : QWidget(parent)
    , context_(context)
    , actions_(actions)
    , view_(new CompareView) {
  view_->setObjectName(QStringLiteral("compareView"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(view_);
  CompareController& compare = context_.compare;
  connect(&compare, &CompareController::sourcesChanged, view_, &CompareView::setSources);
  connect(&compare, &CompareController::missing, this, &ComparePage::showMissing);
  connect(&compare, &CompareController::busyChanged, view_, &CompareView::setBusy);
  connect(&compare, &CompareController::compared, this, [this] {
    const CompareController& done = context_.compare;
    view_->showComparison(*done.estimate(), *done.reference(), *done.comparison());
  });
  connect(view_, &CompareView::sourcesChosen, &compare, &CompareController::choose);
  connect(view_, &CompareView::optionsEdited, &compare, &CompareController::setOptions);
  connect(view_, &CompareView::insideRimChosen, &compare, &CompareController::setInsideRim);
  connect(view_, &CompareView::saveRequested, this, &ComparePage::save);
}

void ComparePage::showMissing(const QString& title, const QString& body) {
  QList<QAction*> remedies;
  const std::vector<NamedDepth> maps = context_.depthMaps.of(context_.current.index());
  if (context_.current.loaded() && maps.size() < 2) {
    std::vector<const char*> ids{"measure.predict", "measure.predictFill"};
    if (!maps.empty()) ids.push_back("measure.denoise");
    const bool measured = !maps.empty() && maps.front().role == NamedDepth::Role::measured;
    ids.push_back(measured ? "measure.chooseEmptyDepth" : "measure.chooseDepth");
    for (const char* id : ids)
      remedies.append(actions_.action(QLatin1String(id)));
  }
  view_->showMissing(title, body, remedies);
}

void ComparePage::save() {
  const PictureStore::Loaded loaded = context_.current.loaded();
  if (!loaded || !context_.compare.comparison()) return;
  const int generation = context_.session.generation();
  const std::optional<QString> folder = context_.prompts.outputFolder(
      tr("Folder for the comparison (a folder “fillscope-comparison” is made in it)"),
      toText(context_.session.folder()));
  if (!folder || generation != context_.session.generation()) return;
  // "tote.color.png" is one of the files of "tote".
  const std::filesystem::path stem = loaded->file.stem();
  const std::string name = stem.extension() == ".color" ? stem.stem().string() : stem.string();
  // Among the photos the pictures would be taken for photos, and the figures for a project.
  context_.compare.saveTo(toPath(*folder) / "fillscope-comparison", name);
}

void ComparePage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  context_.compare.setActive(true);
}

void ComparePage::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  context_.compare.setActive(false);
}

} // namespace fillscope
