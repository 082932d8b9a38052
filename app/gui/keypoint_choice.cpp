#include "app/gui/keypoint_choice.h"
#include "app/gui/action_registry.h"
#include "app/gui/app_context.h"
#include "app/gui/region_editor.h"
#include "widgets/keypoint_dialog.h"
#include "widgets/keypoint_tool.h"
#include <QActionGroup>
#include <QMenu>
#include <algorithm>

namespace fillscope {
namespace {

KeypointTemplate personTemplate() {
  KeypointTemplate person{"person",
                          {"nose", "left_eye", "right_eye", "left_ear", "right_ear", "left_shoulder",
                           "right_shoulder", "left_elbow", "right_elbow", "left_wrist", "right_wrist",
                           "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle"},
                          {{15, 13},
                           {13, 11},
                           {16, 14},
                           {14, 12},
                           {11, 12},
                           {5, 11},
                           {6, 12},
                           {5, 6},
                           {5, 7},
                           {6, 8},
                           {7, 9},
                           {8, 10},
                           {1, 2},
                           {0, 1},
                           {0, 2},
                           {1, 3},
                           {2, 4},
                           {3, 5},
                           {4, 6}},
                          {}};
  person.flipPairs = mirrorPairs(person.keypoints);
  return person;
}

KeypointDialog* dialogFor(const KeypointTemplate& kind, const std::vector<Vec2>& places, QWidget& over) {
  auto* dialog = new KeypointDialog(kind, places, &over);
  dialog->setObjectName(QStringLiteral("keypointDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  return dialog;
}

} // namespace

KeypointChoice::KeypointChoice(AppContext& context, RegionEditor& editor, KeypointTool& tool, QWidget& over)
    : context_(context)
    , editor_(editor)
    , tool_(tool)
    , over_(over)
    , menu_(std::make_unique<QMenu>())
    , own_(context.settings.keypointSets()) {
  connect(menu_.get(), &QMenu::aboutToShow, this, &KeypointChoice::fillMenu);
  menu_->setTitle(tr("Keypoints to place"));
}

KeypointChoice::~KeypointChoice() = default;

void KeypointChoice::addActions(ActionRegistry& actions) {
  actions_ = &actions;
  actions.add({QStringLiteral("region.newKeypointSet"),
               tr("&New keypoint set…"),
               {},
               tr("Names in their order, edges between them, and what a mirror exchanges")},
              [this] { makeNew(); });
  actions.add({QStringLiteral("region.changeKeypointSet"),
               tr("&Change the keypoint set…"),
               {},
               tr("Of the chosen keypoints, which follow, or else what the keypoints tool places")},
              [this] { change(); });
  fillMenu();
}

void KeypointChoice::fillMenu() {
  menu_->clear();
  auto* group = new QActionGroup(menu_.get());
  std::vector<std::pair<QString, KeypointTemplate>> kinds{
      {tr("Box: 4 rim corners"), boxTemplate(4)},
      {tr("Box: 8 corners, with the floor's"), boxTemplate(8)},
      {tr("Person: COCO's 17"), personTemplate()}};
  const auto add = [&kinds](const KeypointTemplate& kind) {
    const bool known =
        std::any_of(kinds.begin(), kinds.end(), [&](const auto& each) { return each.second == kind; });
    if (known) return;
    kinds.emplace_back(
        tr("%1: %n keypoints", nullptr, static_cast<int>(kind.keypoints.size()))
            .arg(QString::fromStdString(kind.name).replace(QLatin1Char('&'), QLatin1String("&&"))),
        kind);
  };
  for (const KeypointTemplate& kind : own_)
    add(kind);
  if (const int picture = context_.regions.picture(); picture >= 0)
    for (const Region& region : context_.document.picture(picture).regions)
      if (const auto set = keypointSetOf(region)) add(set->kind);
  for (const auto& [name, kind] : kinds) {
    QAction* action = menu_->addAction(name, this, [this, chosenKind = kind] { use(chosenKind); });
    action->setCheckable(true);
    action->setChecked(kind == tool_.kind());
    group->addAction(action);
  }
  menu_->addSeparator();
  for (const char* id : {"region.newKeypointSet", "region.changeKeypointSet"})
    menu_->addAction(actions_->action(QLatin1String(id)));
}

void KeypointChoice::use(const KeypointTemplate& kind) {
  tool_.setTemplate(kind);
  Q_EMIT chosen();
}

void KeypointChoice::keep(const KeypointTemplate& kind) {
  if (kind == boxTemplate(4) || kind == boxTemplate(8) || kind == personTemplate()) return;
  const auto same = std::find_if(own_.begin(), own_.end(),
                                 [&kind](const KeypointTemplate& each) { return each.name == kind.name; });
  if (same != own_.end())
    *same = kind;
  else
    own_.push_back(kind);
  context_.settings.setKeypointSets(own_);
}

void KeypointChoice::makeNew() {
  KeypointTemplate kind;
  for (int i = 1; i <= 2; ++i)
    kind.keypoints.push_back(KeypointDialog::usualName(i).toStdString());
  KeypointDialog* dialog = dialogFor(kind, {}, over_);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    keep(dialog->kind());
    use(dialog->kind());
  });
  dialog->open();
}

void KeypointChoice::change() {
  const int picture = context_.regions.picture(), active = context_.regions.active();
  std::optional<KeypointSet> set;
  if (picture >= 0 && active >= 0)
    set = keypointSetOf(context_.document.picture(picture).regions[static_cast<std::size_t>(active)]);
  const KeypointTemplate before = set ? set->kind : tool_.kind();
  std::vector<Vec2> places;
  if (set)
    for (const Keypoint& point : set->points)
      places.push_back(point.at);
  KeypointDialog* dialog = dialogFor(before, places, over_);
  connect(dialog, &QDialog::accepted, this, [this, dialog, before, placed = set.has_value(), picture] {
    const KeypointTemplate kind = dialog->kind();
    if (kind == before) return;
    keep(kind);
    if (placed && picture == context_.regions.picture()) {
      editor_.changeKeypointSet(before, kind);
      if (tool_.kind() == before) tool_.setTemplate(kind);
    } else {
      use(kind);
    }
  });
  dialog->open();
}

} // namespace fillscope
