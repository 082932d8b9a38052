#include "app/gui/attribute_pane.h"
#include "app/gui/app_context.h"
#include "app/gui/attribute_fields.h"
#include "core/annotation/region_words.h"
#include "core/annotation/rim.h"
#include "widgets/picture_list.h"
#include "widgets/region_list.h"
#include "widgets/theme.h"
#include <QButtonGroup>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <map>
#include <set>

namespace fillscope {
namespace {

constexpr int gatherMilliseconds = 60; ///< a drag changes its region with every move of the hand

QString stepName(const std::vector<AttributeEdit>& edits) {
  std::set<std::string> names;
  for (const AttributeEdit& edit : edits)
    names.insert(edit.name);
  return names.size() == 1 ? AttributePane::tr("Set %1").arg(QString::fromStdString(*names.begin()))
                           : AttributePane::tr("Set attributes");
}

} // namespace

class AttributePane::RegionRows : public fillscope::AttributeRows {
 public:
  RegionRows(AppContext& context, const RegionLabels& labels)
      : context_(context)
      , labels_(labels) {}
  int count() const override { return picture() < 0 ? 0 : static_cast<int>(regions().size()); }
  QString name(int row) const override {
    const QString label = labels_.labelOf(at(row));
    return QStringLiteral("%1  %2").arg(row + 1).arg(
        label.isEmpty() ? shapeTitle(QString::fromStdString(shapeWord(at(row)))) : label);
  }
  const Attributes& attributes(int row) const override { return at(row).attributes; }
  bool isKept(int row, const std::string& attribute) const override {
    return context_.regions.isLocked(row) || isKeptByShape(at(row), attribute);
  }

 private:
  int picture() const {
    const int index = context_.current.index();
    return index < context_.document.pictureCount() ? index : -1;
  }
  const std::vector<Region>& regions() const { return context_.document.picture(picture()).regions; }
  const Region& at(int row) const { return regions()[static_cast<std::size_t>(row)]; }
  AppContext& context_;
  const RegionLabels& labels_;
};

class AttributePane::PictureRows : public fillscope::AttributeRows {
 public:
  explicit PictureRows(AppContext& context)
      : context_(context) {}
  std::vector<int> pictures; ///< in the order of the list
  int count() const override {
    const bool fits = pictures.empty() || last_ < context_.document.pictureCount();
    return fits ? static_cast<int>(pictures.size()) : 0;
  }
  QString name(int row) const override {
    const std::string& file = context_.document.picture(pictureAt(row)).filename;
    return QString::fromStdString(file.substr(file.rfind('/') + 1));
  }
  const Attributes& attributes(int row) const override {
    return context_.document.picture(pictureAt(row)).attributes;
  }
  bool isKept(int, const std::string& attribute) const override { return isKeptForMeasuring(attribute); }
  int pictureAt(int row) const { return pictures[static_cast<std::size_t>(row)]; }
  int rowOf(int picture) const {
    const auto found = std::find(pictures.begin(), pictures.end(), picture);
    return found == pictures.end() ? -1 : static_cast<int>(found - pictures.begin());
  }
  void setPictures(std::vector<int> shown) {
    pictures = std::move(shown);
    last_ = pictures.empty() ? -1 : *std::max_element(pictures.begin(), pictures.end());
  }

 private:
  AppContext& context_;
  int last_ = -1;
};

AttributePane::AttributePane(AppContext& context, PictureListPanel& list, const RegionLabels& labels,
                             QWidget* parent)
    : QWidget(parent)
    , context_(context)
    , list_(list)
    , table_(new AttributeTable)
    , chooser_(new QButtonGroup(this))
    , regionRows_(std::make_unique<RegionRows>(context, labels))
    , pictureRows_(std::make_unique<PictureRows>(context)) {
  const auto button = [&](const QString& text, const QString& tip, bool beforeFilter) {
    auto* made = new QToolButton;
    made->setText(text);
    made->setToolTip(tip);
    made->setAutoRaise(true);
    table_->addToStrip(made, beforeFilter);
    return made;
  };
  const auto choice = [&](Things things, const QString& text, const QString& tip) {
    QToolButton* made = button(text, tip, true);
    made->setCheckable(true);
    made->setChecked(things == things_);
    chooser_->addButton(made, static_cast<int>(things));
  };
  choice(Things::regions, tr("Regions"), tr("Attributes of the regions of this picture"));
  choice(Things::pictures, tr("Pictures"), tr("Attributes of the pictures that the list shows"));
  connect(button(tr("Define attributes…"), tr("Which attributes regions and pictures have, and which values"),
                 false),
          &QToolButton::clicked, this, &AttributePane::defineRequested);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(table_, 1);
  setFocusProxy(table_);

  connect(chooser_, &QButtonGroup::idClicked, this, [this](int id) { show(static_cast<Things>(id)); });
  connect(table_, &AttributeTable::edited, this, &AttributePane::take);
  connect(table_, &AttributeTable::rowsChosen, this, &AttributePane::choose);
  connect(table_, &AttributeTable::rowActivated, this, [this](int row) {
    if (row >= 0 && things_ == Things::regions) Q_EMIT zoomRequested(row);
  });
  connect(&context_.document, &AnnotationDocument::changed, this, &AttributePane::follow);
  connect(&context_.current, &CurrentPicture::selected, this, [this] {
    if (things_ == Things::pictures) return followSelection();
    columnsStale_ = true;
    later();
  });
  connect(&context_.regions, &RegionSelection::selectionChanged, this, &AttributePane::followSelection);
  connect(&context_.regions, &RegionSelection::flagsChanged, this, [this] {
    if (things_ == Things::regions) table_->view()->viewport()->update(); // locked ones are not edited
  });
  connect(&list_, &PictureListPanel::shownChanged, this, [this] {
    if (things_ != Things::pictures) return;
    columnsStale_ = true;
    later();
  });
  later_.setSingleShot(true);
  later_.setInterval(gatherMilliseconds);
  connect(&later_, &QTimer::timeout, this, [this] {
    // What is being typed stays, unless it is of a picture that is not shown any more.
    const bool isElsewhere = things_ == Things::regions && shownPicture_ != context_.current.index();
    if (!table_->isEditing() || isElsewhere) refresh();
  });
  connect(table_, &AttributeTable::editingEnded, this, &AttributePane::later);
}

AttributePane::~AttributePane() = default;

void AttributePane::later() {
  if (isVisible() && !later_.isActive()) later_.start(); // not begun anew, or a drag would show nothing
}

void AttributePane::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  columnsStale_ = true;
  refresh();
}

void AttributePane::show(Things things) {
  things_ = things;
  chooser_->button(static_cast<int>(things))->setChecked(true);
  columnsStale_ = true;
  refresh();
}

void AttributePane::follow(const DocumentChange& change) {
  using Kind = DocumentChange::Kind;
  if (change.kind == Kind::savedStateChanged) return;
  const bool isWhole = change.kind == Kind::reset || change.kind == Kind::pictureListChanged;
  if (isWhole) {
    pictureRows_->setPictures({});
    table_->model().refresh(); // what it shows is gone
  }
  const bool isOther = change.picture >= 0 && change.picture != context_.current.index();
  if (things_ == Things::regions && isOther) return;
  columnsStale_ = true;
  later();
}

void AttributePane::refresh() {
  later_.stop();
  if (!columnsStale_ || !isVisible()) return;
  columnsStale_ = false;
  const auto parsed = parseAttributeDefinitions(context_.document.project().attributesJson);
  const AttributeDefinitions declared = parsed ? *parsed : AttributeDefinitions();
  table_->setImageFolder(toText(context_.session.folder()));
  const int picture = shownPicture_ = context_.current.index();
  std::vector<AttributeDefinition> columns;
  const fillscope::AttributeRows* rows = regionRows_.get();
  if (things_ == Things::pictures) {
    pictureRows_->setPictures(list_.shownRows());
    std::vector<const Attributes*> used;
    used.reserve(pictureRows_->pictures.size());
    for (int i = 0; i < pictureRows_->count(); ++i)
      used.push_back(&pictureRows_->attributes(i));
    columns = pictureColumns(declared, used);
    rows = pictureRows_.get();
    table_->setEmptyText(tr("The list shows no picture."));
  } else if (picture >= 0 && picture < context_.document.pictureCount()) {
    const Picture& shown = context_.document.picture(picture);
    columns = regionColumns(declared, shown);
    table_->setEmptyText(shown.regions.empty() ? tr("This picture has no region.")
                                               : tr("Regions have no attributes yet: define some."));
  }
  AttributeTableModel& model = table_->model();
  const bool isSame =
      model.rows() == rows && model.columns() == columns && model.totalCount() == model.arrangedCount();
  if (isSame)
    model.refresh();
  else
    model.setRows(rows, std::move(columns));
  if (!isSame) followSelection();
}

void AttributePane::followSelection() {
  if (choosing_ || !isVisible() || columnsStale_) return;
  std::vector<int> wanted;
  if (things_ == Things::regions)
    wanted = context_.regions.selected();
  else if (const int row = pictureRows_->rowOf(context_.current.index()); row >= 0)
    wanted = {row};
  // Single cells of these rows stay chosen.
  if (table_->chosenRows() != wanted) table_->chooseRows(wanted);
}

void AttributePane::choose(const std::vector<int>& rows) {
  choosing_ = true;
  if (things_ == Things::regions)
    context_.regions.select(rows);
  else if (rows.size() == 1 && rows[0] < pictureRows_->count())
    context_.current.select(pictureRows_->pictureAt(rows[0]));
  choosing_ = false;
}

void AttributePane::take(const std::vector<AttributeEdit>& edits) {
  if (edits.empty()) return;
  if (things_ == Things::pictures) {
    std::map<int, Attributes> changed;
    for (const AttributeEdit& edit : edits) {
      const int picture = pictureRows_->pictureAt(edit.row);
      const auto at = changed.try_emplace(picture, context_.document.picture(picture).attributes).first;
      at->second.set(edit.name, edit.value);
    }
    context_.document.setPicturesAttributes({changed.begin(), changed.end()}, stepName(edits));
  } else {
    const int picture = context_.current.index();
    std::map<int, Region> changed;
    for (const AttributeEdit& edit : edits) {
      const Region& before = context_.document.picture(picture).regions[static_cast<std::size_t>(edit.row)];
      changed.try_emplace(edit.row, before).first->second.attributes.set(edit.name, edit.value);
    }
    context_.document.replaceRegions(picture, {changed.begin(), changed.end()}, stepName(edits));
  }
  refresh();
}

} // namespace fillscope
