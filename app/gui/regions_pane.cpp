#include "app/gui/regions_pane.h"
#include "app/gui/action_registry.h"
#include "app/gui/app_context.h"
#include "app/gui/attribute_fields.h"
#include "core/annotation/region_words.h"
#include "widgets/attribute_dialog.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QScrollArea>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

namespace fillscope {
namespace {
constexpr int gatherMilliseconds = 30; ///< a drag changes its region with every move of the hand
constexpr std::size_t mostFormRegions = 2000;
} // namespace

RegionsPane::RegionsPane(AppContext& context, QWidget* parent)
    : QWidget(parent)
    , context_(context)
    , labels_(context.document)
    , list_(new RegionListPanel)
    , regionForm_(new AttributeForm)
    , pictureForm_(new AttributeForm)
    , regionHeading_(newHeading(tr("Region")))
    , pictureHeading_(newHeading(tr("Picture")))
    , regionHint_(new ToneLabel(Tone::quiet)) {
  auto* define = define_ = new QToolButton;
  define->setObjectName(QStringLiteral("defineAttributes"));
  define->setText(tr("Define attributes…"));
  define->setToolTip(tr("Which attributes regions and pictures have, and which values"));
  define->setAutoRaise(true);
  connect(define, &QToolButton::clicked, this, &RegionsPane::editDefinitions);
  regionHint_->setWordWrap(true);
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(3 * theme::grid, 2 * theme::grid, 3 * theme::grid, 2 * theme::grid);
  column->setSpacing(2 * theme::grid);
  for (QWidget* part : {static_cast<QWidget*>(regionHeading_), static_cast<QWidget*>(regionHint_),
                        static_cast<QWidget*>(regionForm_), static_cast<QWidget*>(pictureHeading_),
                        static_cast<QWidget*>(pictureForm_)})
    column->addWidget(part);
  column->addWidget(define, 0, Qt::AlignLeft);
  column->addStretch(1);
  auto* scroll = scroll_ = new QScrollArea;
  scroll->setWidget(content);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setAccessibleName(tr("Attributes"));
  auto* splitter = new QSplitter(Qt::Vertical);
  splitter->addWidget(list_);
  splitter->addWidget(scroll);
  splitter->setChildrenCollapsible(false);
  splitter->setStretchFactor(0, 3);
  splitter->setStretchFactor(1, 2);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(splitter);

  RegionSelection& selection = context_.regions;
  AnnotationDocument& document = context_.document;
  connect(list_, &RegionListPanel::selectionEdited, this,
          [&selection](const std::vector<int>& regions) { selection.select(regions); });
  connect(list_, &RegionListPanel::labelEdited, this,
          [this](int region, const QString& text) { label({region}, text); });
  connect(list_, &RegionListPanel::hideRequested, &selection, &RegionSelection::setHidden);
  connect(list_, &RegionListPanel::lockRequested, &selection, &RegionSelection::setLocked);
  connect(list_, &RegionListPanel::groupRequested, this, &RegionsPane::group);
  connect(list_, &RegionListPanel::removeRequested, this, [this](const std::vector<int>& regions) {
    if (picture() >= 0) context_.document.removeRegions(picture(), unlocked(regions));
  });
  connect(list_, &RegionListPanel::zoomRequested, this, &RegionsPane::zoomRequested);
  connect(&selection, &RegionSelection::selectionChanged, this, [this] {
    endTyping();
    refresh();
    list_->setSelection(context_.regions.selected());
  });
  connect(&selection, &RegionSelection::flagsChanged, &later_, qOverload<>(&QTimer::start));
  connect(&context_.current, &CurrentPicture::selected, this, [this] {
    endTyping();
    refresh();
  });
  connect(&document, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    if (change.picture >= 0 && change.picture != picture()) return;
    if (change.kind == DocumentChange::Kind::savedStateChanged) return;
    if (change.kind == DocumentChange::Kind::reset) {
      endTyping();
      return refresh();
    }
    if (!later_.isActive()) later_.start(); // not begun anew by each change, or a drag would show nothing
  });
  connect(&labels_, &RegionLabels::changed, this, [this] { list_->setLabels(labels_.labels()); });
  later_.setSingleShot(true);
  later_.setInterval(gatherMilliseconds);
  connect(&later_, &QTimer::timeout, this, &RegionsPane::refresh);
  connect(regionForm_, &AttributeForm::edited, this, &RegionsPane::setRegionAttribute);
  connect(pictureForm_, &AttributeForm::edited, this, &RegionsPane::setPictureAttribute);
  list_->setLabels(labels_.labels());
  refresh();
}

int RegionsPane::picture() const { return context_.regions.picture(); }

RegionRow RegionsPane::rowOf(int index) const {
  const Picture& shown = context_.document.picture(picture());
  const Region& region = shown.regions[static_cast<std::size_t>(index)];
  RegionRow row;
  row.shape = QString::fromStdString(shapeWord(region));
  row.label = labels_.labelOf(region);
  row.group = QString::fromStdString(region.attributes.text(groupAttribute));
  row.hidden = context_.regions.isHidden(index);
  row.locked = context_.regions.isLocked(index);
  row.labelFixed = isMarkedRim(region) || row.locked;
  if (isMarkedRim(region)) {
    const std::optional<Rim> rim = rimOf(shown);
    if (rim && !rim->complete()) row.state = tr("%1 of 4 corners").arg(rim->corners.size());
    if (rim && rim->origin.isProposal()) row.state = tr("to review");
  } else if (const std::optional<KeypointSet> set = keypointSetOf(region)) {
    const auto seen = std::count_if(set->points.begin(), set->points.end(), [](const Keypoint& point) {
      return point.visibility != KeypointVisibility::outside;
    });
    row.state = tr("%1 of %2 placed").arg(seen).arg(set->points.size());
  }
  return row;
}

void RegionsPane::refresh() {
  later_.stop();
  std::vector<RegionRow> rows;
  if (picture() >= 0) {
    const int count = static_cast<int>(context_.document.picture(picture()).regions.size());
    rows.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
      rows.push_back(rowOf(i));
  }
  const bool sameRows = static_cast<int>(rows.size()) == list_->model().regionCount();
  list_->setRows(std::move(rows));
  if (!sameRows) list_->setSelection(context_.regions.selected());
  showForms();
}

void RegionsPane::showForms() {
  const bool any = picture() >= 0;
  for (QWidget* part : {static_cast<QWidget*>(pictureHeading_), static_cast<QWidget*>(pictureForm_)})
    part->setVisible(any);
  std::vector<int> chosen = any ? context_.regions.selected() : std::vector<int>();
  const std::size_t count = chosen.size();
  shownGeneration_ = context_.session.generation();
  shownPicture_ = picture();
  shownRegions_ = chosen;
  // So many values are told apart by nobody.
  if (chosen.size() > mostFormRegions) chosen.clear();
  AttributeDefinitions declared;
  if (auto parsed = parseAttributeDefinitions(context_.document.project().attributesJson); parsed && any)
    declared = std::move(*parsed);
  const Picture nothing;
  const Picture& shown = any ? context_.document.picture(picture()) : nothing;
  std::vector<AttributeField> fields = regionFields(declared, shown, chosen);
  const bool allLocked =
      count > 0 && std::all_of(shownRegions_.begin(), shownRegions_.end(),
                               [this](int region) { return context_.regions.isLocked(region); });
  regionForm_->setEnabled(!allLocked);
  regionHeading_->setText(count <= 1 ? tr("Region") : tr("%1 regions").arg(count));
  regionHint_->setText(count > mostFormRegions ? tr("Select fewer regions to edit their attributes.")
                       : count == 0            ? tr("Select a region to edit its attributes.")
                       : allLocked             ? lockedText()
                       : fields.empty()        ? tr("No attributes yet.")
                                               : QString());
  regionHint_->setVisible(!regionHint_->text().isEmpty());
  const QString folder = toText(context_.session.folder());
  regionForm_->setImageFolder(folder);
  pictureForm_->setImageFolder(folder);
  regionForm_->setFields(std::move(fields));
  pictureForm_->setFields(any ? pictureFields(declared, shown) : std::vector<AttributeField>());
  orderTabs();
}

void RegionsPane::orderTabs() {
  QWidget* last = scroll_;
  for (const QWidget* form : {static_cast<QWidget*>(regionForm_), static_cast<QWidget*>(pictureForm_)})
    for (QWidget* field : form->findChildren<QWidget*>()) {
      if (!(field->focusPolicy() & Qt::TabFocus) || field->focusProxy()) continue;
      setTabOrder(last, field);
      last = field;
    }
  setTabOrder(last, define_);
}

void RegionsPane::endTyping() {
  const auto end = [](AttributeForm& form, bool isThere) {
    if (isThere)
      form.finishTyping();
    else
      form.forgetTyping();
  };
  const bool isThere = shownGeneration_ == context_.session.generation() && shownPicture_ >= 0 &&
                       shownPicture_ < context_.document.pictureCount();
  // Of regions that came or went the places are others.
  const bool sameRegions =
      isThere && static_cast<int>(context_.document.picture(shownPicture_).regions.size()) ==
                     list_->model().regionCount();
  end(*regionForm_, sameRegions);
  end(*pictureForm_, isThere);
}

std::vector<int> RegionsPane::unlocked(const std::vector<int>& regions) {
  std::vector<int> left = regions;
  std::erase_if(left, [this](int region) { return context_.regions.isLocked(region); });
  if (left.empty() && !regions.empty()) Q_EMIT refused(lockedText());
  return left;
}

void RegionsPane::label(const std::vector<int>& regions, const QString& text) {
  if (picture() < 0) return;
  context_.document.replaceRegions(picture(), labels_.relabelled(picture(), unlocked(regions), text),
                                   text.isEmpty() ? tr("Remove label") : tr("Label “%1”").arg(text));
}

void RegionsPane::group(const std::vector<int>& regions, bool together) {
  if (picture() < 0) return;
  const std::vector<Region>& all = context_.document.picture(picture()).regions;
  int next = 1;
  for (const Region& region : all)
    next = std::max(next, QString::fromStdString(region.attributes.text(groupAttribute)).toInt() + 1);
  std::vector<std::pair<int, Region>> changed;
  for (const int index : unlocked(regions)) {
    Region region = all[static_cast<std::size_t>(index)];
    if (together)
      region.attributes.set(groupAttribute, std::to_string(next));
    else
      region.attributes.remove(groupAttribute);
    changed.emplace_back(index, std::move(region));
  }
  context_.document.replaceRegions(picture(), std::move(changed), together ? tr("Group") : tr("Ungroup"));
}

void RegionsPane::setRegionAttribute(const QString& name, const AttributeValue& value) {
  if (shownPicture_ < 0) return;
  const std::vector<Region>& regions = context_.document.picture(shownPicture_).regions;
  const bool isCurrent = shownPicture_ == picture();
  std::vector<std::pair<int, Region>> changed;
  for (const int index : isCurrent ? unlocked(shownRegions_) : shownRegions_) {
    if (index >= static_cast<int>(regions.size())) continue;
    Region region = regions[static_cast<std::size_t>(index)];
    region.attributes.set(name.toStdString(), value);
    changed.emplace_back(index, std::move(region));
  }
  context_.document.replaceRegions(shownPicture_, std::move(changed), tr("Set %1").arg(name));
}

void RegionsPane::setPictureAttribute(const QString& name, const AttributeValue& value) {
  if (shownPicture_ < 0) return;
  Attributes attributes = context_.document.picture(shownPicture_).attributes;
  attributes.set(name.toStdString(), value);
  context_.document.setPictureAttributes(shownPicture_, attributes, tr("Set %1").arg(name));
}

void RegionsPane::editDefinitions() {
  const auto declared = parseAttributeDefinitions(context_.document.project().attributesJson);
  auto* dialog = new AttributeDialog(
      withUsedAttributes(declared ? *declared : AttributeDefinitions(), context_.document.project()), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setModal(true);
  connect(&context_.document, &AnnotationDocument::changed, dialog, [dialog](const DocumentChange& change) {
    if (change.kind == DocumentChange::Kind::reset) dialog->reject(); // they are another project's
  });
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    context_.document.setAttributeDefinitions(attributeDefinitionsJson(dialog->definitions()),
                                              tr("Define attributes"));
  });
  dialog->show();
}

void RegionsPane::addActions(ActionRegistry& actions) {
  RegionSelection& selection = context_.regions;
  std::vector<QAction*> needSelection;
  const auto add = [&](const char* id, const QString& text, const QString& key, const QString& tip,
                       const char* icon, std::function<void()> run) {
    QList<QKeySequence> keys;
    if (!key.isEmpty()) keys << QKeySequence(key);
    needSelection.push_back(
        actions.add({QLatin1String(id), text, keys, tip, QLatin1String(icon)}, std::move(run)));
  };
  const auto allAre = [&selection](bool (RegionSelection::*is)(int) const) {
    const std::vector<int>& chosen = selection.selected();
    return std::all_of(chosen.begin(), chosen.end(), [&](int region) { return (selection.*is)(region); });
  };
  add("region.label", tr("Edit &label"), QStringLiteral("F2"), tr("Type the label of the selected region"),
      "tag", [this] {
        Q_EMIT labelEditRequested();
        list_->setSelection(context_.regions.selected());
        list_->editLabel();
      });
  add("region.lock", tr("L&ock or unlock"), QStringLiteral("Ctrl+L"),
      tr("Locked regions cannot be moved, changed or deleted"), "lock", [&selection, allAre] {
        selection.setLocked(selection.selected(), !allAre(&RegionSelection::isLocked));
      });
  add("region.hide", tr("&Hide"), QStringLiteral("Shift+H"), tr("The selected regions go out of sight"),
      "eye-off", [&selection] { selection.setHidden(std::vector(selection.selected()), true); });
  add("region.group", tr("&Group"), QStringLiteral("Ctrl+G"),
      tr("The selected regions belong to one thing (attribute group_id)"), "",
      [this] { group(context_.regions.selected(), true); });
  add("region.ungroup", tr("&Ungroup"), QStringLiteral("Ctrl+Shift+G"), {}, "",
      [this] { group(context_.regions.selected(), false); });
  for (int digit = 1; digit <= 9; ++digit)
    add(qPrintable(QStringLiteral("region.label%1").arg(digit)), tr("Label %1").arg(digit),
        QString::number(digit), tr("The selected regions get the label with this number"), "", [this, digit] {
          if (digit <= labels_.labels().size())
            label(context_.regions.selected(), labels_.labels()[digit - 1]);
        });
  actions.add({QStringLiteral("region.showAll"),
               tr("&Show all hidden"),
               {QKeySequence(QStringLiteral("Ctrl+Shift+H"))},
               tr("Hidden regions of this picture come back"),
               QStringLiteral("eye")},
              [&selection] {
                const std::set<int> hidden = selection.hidden();
                selection.setHidden({hidden.begin(), hidden.end()}, false);
              });
  actions.add({QStringLiteral("region.attributes"),
               tr("Define &attributes…"),
               {},
               tr("Which attributes regions and pictures have, and which values"),
               {}},
              [this] { editDefinitions(); });
  const auto enable = [this, needSelection] {
    // Digits belong to the corners while nothing else is selected.
    for (QAction* action : needSelection)
      action->setEnabled(!context_.regions.selected().empty());
  };
  connect(&selection, &RegionSelection::selectionChanged, this, enable);
  enable();
}

} // namespace fillscope
