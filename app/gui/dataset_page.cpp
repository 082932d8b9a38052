#include "app/gui/dataset_page.h"
#include "app/gui/augment_page.h"
#include "app/gui/compose_page.h"
#include "app/gui/synth_page.h"

namespace fillscope {

DatasetPage::DatasetPage(AppContext& context, QWidget* parent)
    : QTabWidget(parent)
    , synth_(new SynthPage(context))
    , compose_(new ComposePage(context))
    , augment_(new AugmentPage(context)) {
  setDocumentMode(true);
  addTab(synth_, tr("Synthetic data"));
  addTab(compose_, tr("Composed data"));
  addTab(augment_, tr("Augmentation"));
}

} // namespace fillscope
