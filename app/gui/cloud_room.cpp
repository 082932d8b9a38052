#include "app/gui/cloud_room.h"
#include "app/gui/app_context.h"
#include "app/gui/workspaces.h"
#include "core/annotation/rim.h"
#include <QAction>
#include <QDockWidget>
#include <QEvent>

namespace fillscope {

CloudRoom::CloudRoom(AppContext& context, Workspaces& workspaces, QDockWidget& dock, QObject* parent)
    : QObject(parent)
    , context_(context)
    , workspaces_(workspaces)
    , dock_(dock) {
  dock_.installEventFilter(this); // its own button closes it without a word
  connect(dock_.toggleViewAction(), &QAction::triggered, this, &CloudRoom::choose);
  connect(&workspaces_, &Workspaces::changed, this, &CloudRoom::arrange);
  connect(&context_.session, &ProjectSession::projectOpened, this, &CloudRoom::arrange);
  connect(&context_.current, &CurrentPicture::selected, this, &CloudRoom::arrange);
  connect(&context_.current, &CurrentPicture::loadedChanged, this, &CloudRoom::arrange);
  connect(&context_.measure, &MeasureController::cloudChanged, this, &CloudRoom::arrange);
  connect(&context_.depthMaps, &DepthMaps::changed, this, &CloudRoom::arrange);
  connect(&context_.depthMaps, &DepthMaps::chosenChanged, this, &CloudRoom::arrange);
  connect(&context_.document, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    if (change.kind == DocumentChange::Kind::sourcesChanged) arrange();
  });
}

bool CloudRoom::hasDepth() const {
  const int picture = context_.current.index();
  if (picture < 0 || picture >= context_.document.pictureCount()) return false;
  return context_.measure.cloud() || context_.depthMaps.chosenMap(picture) ||
         !sourcesOf(context_.document.picture(picture)).depthFile.empty();
}

void CloudRoom::arrange() {
  if (!context_.session.isOpen() || workspaces_.current() != Workspace::annotate || dock_.isFloating())
    return;
  if (context_.current.index() < 0) return; // between two projects
  const PanelChoice choice = context_.settings.cloudPanel();
  const bool open = choice == PanelChoice::open || (choice == PanelChoice::byDepth && hasDepth());
  if (dock_.isHidden() != open) return;
  dock_.setVisible(open);
  if (open) workspaces_.keepRoomForStage();
}

void CloudRoom::choose(bool open) {
  if (workspaces_.current() != Workspace::annotate || dock_.isFloating()) return;
  const PanelChoice choice = open == hasDepth() ? PanelChoice::byDepth
                             : open             ? PanelChoice::open
                                                : PanelChoice::closed;
  context_.settings.setCloudPanel(choice);
}

bool CloudRoom::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Close) choose(false);
  return QObject::eventFilter(watched, event);
}

} // namespace fillscope
