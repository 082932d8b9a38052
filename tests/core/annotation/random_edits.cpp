#include "tests/core/annotation/random_edits.h"
#include <algorithm>
#include <numeric>

namespace fillscope::tests {

Project variedProject(int pictures) {
  Project project;
  project.name = "varied";
  project.attributesJson = R"({"region":{"label":{"type":"text"}},"file":{}})";
  for (int i = 0; i < pictures; ++i) {
    Picture picture;
    picture.filename = "größe " + std::to_string(i) + ".png";
    picture.id = picture.filename + "-1";
    picture.size = 100 + i;
    Region outline;
    outline.shape = PolylineShape{{{10, 10}, {90, 12}, {88, 70}, {9, 71}, {10, 10}}};
    outline.attributes.set("label", std::string("box"));
    outline.shapeExtras = {{"id", "7"}};
    Region polygon{
        PolygonShape{{{1, 1}, {9, 1}, {9, 9}, {5, 12}, {1, 9}, {0, 4}}}, {}, {}, {{"score", "0.5"}}};
    picture.regions = {polygon, {RectShape{1, 2, 3, 4}, {}, {}, {}}, {CircleShape{{5, 5}, 2}, {}, {}, {}}};
    picture.regions.push_back({EllipseShape{{50, 60}, 7, 8, 0.25}, {}, {}, {}});
    picture.regions.push_back({PointShape{{1.0 / 3, -0.0}}, {}, {}, {}});
    picture.regions.push_back({UnknownShape{R"({"name":"cuboid","z":[1,2]})"}, {}, {}, {}});
    if (i % 2 == 0) picture.regions.push_back(outline);
    picture.attributes.set("split", std::string("train"));
    picture.attributes.set("flags", AttributeValue{R"({"dim":true})", true});
    project.pictures.push_back(std::move(picture));
  }
  return project;
}

PictureSources RandomEditor::sources() {
  PictureSources made;
  if (below(2)) made.depthFile = "depth " + std::to_string(below(4)) + ".npy";
  if (below(2)) made.depthScale = 1e-4 * (1 + below(5));
  if (below(3) == 0) made.intrinsicsFile = "K.txt";
  if (below(3) == 0) made.depthKind = static_cast<DepthKind>(below(3));
  return made;
}

Shape RandomEditor::shape() {
  const auto vertices = [&] {
    std::vector<Vec2> points(static_cast<std::size_t>(2 + below(6)));
    std::generate(points.begin(), points.end(), [&] { return spot(); });
    if (below(4) == 0) points.push_back(points.front()); // closed, as some programs write it
    return points;
  };
  switch (below(7)) {
  case 0:
    return RectShape{place(), place(), place(), place()};
  case 1:
    return CircleShape{spot(), place()};
  case 2:
    return EllipseShape{spot(), place(), place(), place()};
  case 3:
    return PolygonShape{vertices()};
  case 4:
    return PolylineShape{vertices()};
  case 5:
    return PointShape{spot()};
  default:
    return UnknownShape{R"({"name":"star","n":)" + std::to_string(below(9)) + "}"};
  }
}

Attributes RandomEditor::attributes() {
  const char* names[] = {"label", "material", "split", "depth_file", "box_size", "note \"x\"\n"};
  Attributes made;
  for (int i = below(5); i > 0; --i) {
    const int name = below(6);
    made.set(names[name], AttributeValue{name == 4       ? "0.6x0.4x0." + std::to_string(1 + below(9))
                                         : below(3) == 0 ? std::to_string(below(100))
                                                         : "välue " + std::to_string(below(5)),
                                         false});
  }
  if (below(3) == 0) made.set("flags", AttributeValue{below(2) ? R"({"a":true})" : "12.5", true});
  return made;
}

Region RandomEditor::region() {
  Region made{shape(), attributes(), {}, {}};
  if (below(4) == 0) made.extras = {{"score", "0.75"}};
  if (below(4) == 0 && !std::holds_alternative<UnknownShape>(made.shape))
    made.shapeExtras = {{"id", "[1,2]"}};
  return made;
}

Region RandomEditor::changed(Region before) {
  auto* polygon = std::get_if<PolygonShape>(&before.shape);
  auto* line = std::get_if<PolylineShape>(&before.shape);
  auto* points = polygon ? &polygon->points : line ? &line->points : nullptr;
  switch (below(points ? 6 : 3)) {
  case 0:
    before.attributes = attributes();
    break;
  case 1:
    before.shape = shape();
    break;
  case 2:
    return region();
  case 3:
    points->push_back(spot());
    break;
  default:
    if (!points->empty())
      points->at(static_cast<std::size_t>(below(static_cast<int>(points->size())))) = spot();
  }
  return before;
}

int RandomEditor::gesture(AnnotationDocument& document) {
  if (below(3) == 0) gesture_ = document.newGesture();
  return below(4) == 0 ? 0 : gesture_;
}

void RandomEditor::editRim(AnnotationDocument& document, int picture) {
  const RimOrigin network{RimSource::model, "box-corners", {0.5, 0.75, 1, 0.25}, true};
  switch (below(9)) {
  case 0:
    return document.addRimCorner(picture, spot());
  case 1:
    return document.moveRimCorner(picture, below(5), spot(), gesture(document));
  case 2:
    return document.moveRim(picture, below(4) ? Vec2{0.1 * (below(7) - 3), 0.3} : spot(), gesture(document));
  case 3:
    return document.setRimCorners(picture, corners());
  case 4:
    return document.proposeRim(picture, corners(), network);
  case 5:
    return document.acceptRim(picture, corners(), network);
  case 6:
    return document.removeRim(picture);
  case 7:
    return document.rejectRim(picture);
  default:
    return document.setBoxSize(picture, below(3) ? std::optional(BoxSize{0.1 * (1 + below(9)), 0.4, 0.2})
                                                 : std::nullopt);
  }
}

void RandomEditor::editRegions(AnnotationDocument& document, int picture) {
  const auto& present = document.picture(picture).regions;
  const int count = static_cast<int>(present.size());
  const auto one = [&] { return below(count + (below(20) == 0)); }; // at times one that does not exist
  switch (count == 0 ? 0 : below(6)) {
  case 0: {
    std::vector<Region> added(static_cast<std::size_t>(1 + below(3)));
    std::generate(added.begin(), added.end(), [&] { return region(); });
    return document.addRegions(picture, std::move(added));
  }
  case 1: {
    std::vector<int> indices(static_cast<std::size_t>(1 + below(3)));
    std::generate(indices.begin(), indices.end(), one);
    return document.removeRegions(picture, std::move(indices));
  }
  default: {
    std::vector<std::pair<int, Region>> replaced;
    for (int i = 1 + below(2); i > 0; --i)
      if (const int index = one(); index < count)
        replaced.emplace_back(index, changed(present[static_cast<std::size_t>(index)]));
    return document.replaceRegions(picture, std::move(replaced), "Edit", gesture(document));
  }
  }
}

void RandomEditor::editAttributes(AnnotationDocument& document, int picture) {
  switch (below(5)) {
  case 0:
    return document.setPictureAttributes(picture, attributes());
  case 1:
    return document.setAttributeDefinitions(R"({"region":{"a)" + std::to_string(below(5)) + R"(":{}}})");
  case 2:
    return document.setSources(picture, sources());
  case 3: {
    std::vector<PictureSources> all(static_cast<std::size_t>(document.pictureCount()));
    std::generate(all.begin(), all.end(), [&] { return sources(); });
    return document.setSourcesForAll(all);
  }
  default: {
    std::vector<Region> regions(static_cast<std::size_t>(below(6)));
    std::generate(regions.begin(), regions.end(), [&] { return region(); });
    return document.restorePicture(picture, std::move(regions), attributes(), "Restore");
  }
  }
}

void RandomEditor::edit(AnnotationDocument& document) {
  const int picture = below(document.pictureCount());
  if (below(3) == 0) document.setCurrentPicture(below(document.pictureCount()));
  QUndoStack* stack = document.undoStack(picture);
  switch (below(10)) {
  case 0:
    for (int i = 1 + below(4); i > 0; --i)
      stack->undo();
    return;
  case 1:
    for (int i = 1 + below(4); i > 0; --i)
      stack->redo();
    return;
  case 2:
    stack->setIndex(below(stack->count() + 1));
    return;
  case 3:
  case 4:
    return editAttributes(document, picture);
  case 5:
  case 6:
    return editRim(document, picture);
  default:
    return editRegions(document, picture);
  }
}

namespace {
std::vector<int> shuffled(int count, unsigned seed) {
  std::vector<int> order(static_cast<std::size_t>(count));
  std::iota(order.begin(), order.end(), 0);
  std::mt19937 random(seed);
  std::shuffle(order.begin(), order.end(), random);
  return order;
}
} // namespace

void undoAll(AnnotationDocument& document, unsigned seed) {
  for (const int picture : shuffled(document.pictureCount(), seed))
    while (document.undoStack(picture)->canUndo())
      document.undoStack(picture)->undo();
}

void redoAll(AnnotationDocument& document, unsigned seed) {
  for (const int picture : shuffled(document.pictureCount(), seed))
    while (document.undoStack(picture)->canRedo())
      document.undoStack(picture)->redo();
}

QStringList histories(AnnotationDocument& document) {
  QStringList all;
  for (int picture = 0; picture < document.pictureCount(); ++picture) {
    const QUndoStack* stack = document.undoStack(picture);
    all << QStringLiteral("%1 of %2%3")
               .arg(stack->index())
               .arg(stack->count())
               .arg(document.isModified(picture) ? "" : " saved");
    for (int i = 0; i < stack->count(); ++i)
      all << stack->text(i);
  }
  return all;
}

} // namespace fillscope::tests
