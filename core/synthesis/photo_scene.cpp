#include "core/synthesis/photo_scene.h"
#include "core/synthesis/photo_camera.h"
#include "core/synthesis/photo_contents.h"
#include "core/synthesis/photo_draw.h"
#include "core/synthesis/photo_surroundings.h"
#include <algorithm>

namespace fillscope {
namespace {

/// Each part draws from a stream of its own, so that a change of one leaves the others as they are.
enum class Stream : std::uint64_t { box, camera, content, parts, surroundings, hands, light, renderer };

CounterRandom streamOf(std::uint64_t key, Stream stream) {
  return CounterRandom(mixBits(key, static_cast<std::uint64_t>(stream)));
}

void drawBox(PhotoScene& scene, const PhotoSpec& spec, FinishMaker& finishes, CounterRandom& random) {
  scene.kind = static_cast<PhotoBoxKind>(
      drawIndex(random, {spec.boxKinds.carton, spec.boxKinds.tote, spec.boxKinds.crate}));
  const double length = draw(random, spec.boxLength), width = length * draw(random, spec.boxAspect);
  // Nobody packs into a shaft: deeper than 1.5 times its shorter side is rare enough to leave out.
  const double deepest = std::clamp(1.5 * width, spec.boxDepth.low, spec.boxDepth.high);
  scene.size = {length, width, random.between(spec.boxDepth.low, deepest)};
  // Trays and lids of cartons, as fruit comes in.
  if (scene.kind == PhotoBoxKind::carton && random.chance(0.15))
    scene.size.depth = std::clamp(random.between(0.08, 0.14), spec.boxDepth.low, spec.boxDepth.high);
  if (random.chance(0.5)) std::swap(scene.size.first, scene.size.second);
  scene.wall = draw(random, spec.wall);
  BoxFinishes own;
  if (scene.kind == PhotoBoxKind::carton) {
    own = finishes.carton();
  } else if (scene.kind == PhotoBoxKind::tote) {
    scene.taper = std::min(draw(random, spec.taper) * scene.size.depth, 0.2 * width);
    if (random.chance(0.5)) scene.ribs = random.between(0.03, 0.12);
    own = finishes.tote();
  } else {
    own = finishes.crate();
    scene.wall = std::max(scene.wall, 0.9 * spec.wall.high);
  }
  scene.inside = own.inside;
  scene.outside = own.outside;
  scene.floorInside = own.floorInside;
  scene.ground = finishes.ground();
}

void drawContent(PhotoScene& scene, const PhotoSpec& spec, FinishMaker& finishes, CounterRandom& random,
                 SettleGrid& grid) {
  const ContentKinds& kinds = spec.contentKinds;
  const int kind = drawIndex(random, {kinds.empty, kinds.cuboids, kinds.mixed, kinds.cylinders, kinds.spheres,
                                      kinds.bottles, kinds.bags, kinds.looseFill, kinds.layers});
  if (kind == 0) return;
  scene.fillAimed = draw(random, spec.fill);
  ContentMaker maker(spec, finishes, random, grid, scene.items, scene.fillAimed);
  using Make = void (ContentMaker::*)();
  static constexpr Make makes[] = {&ContentMaker::cuboids,   &ContentMaker::mixed,   &ContentMaker::cylinders,
                                   &ContentMaker::spheres,   &ContentMaker::bottles, &ContentMaker::bags,
                                   &ContentMaker::looseFill, &ContentMaker::layers};
  (maker.*makes[kind - 1])();
}

/// From far enough that what the box stands on ends within the picture.
PhotoSpec seenWhole(PhotoSpec spec) {
  spec.rimShare.high = std::clamp(0.6, spec.rimShare.low, spec.rimShare.high);
  spec.partialShare = 0;
  spec.steepShare *= 2;
  return spec;
}

} // namespace

PhotoScene samplePhotoScene(const PhotoSpec& spec, std::uint64_t seed, std::uint64_t k) {
  const std::uint64_t key = mixBits(seed, k);
  PhotoScene scene;
  scene.seed = streamOf(key, Stream::renderer).bits();
  FinishMaker finishes(spec, key);
  CounterRandom box = streamOf(key, Stream::box), camera = streamOf(key, Stream::camera),
                content = streamOf(key, Stream::content);
  CounterRandom parts = streamOf(key, Stream::parts), around = streamOf(key, Stream::surroundings),
                hands = streamOf(key, Stream::hands);
  CounterRandom light = streamOf(key, Stream::light);
  drawBox(scene, spec, finishes, box);
  const bool bare = around.chance(spec.plainGroundShare);
  const bool table = around.chance(spec.tableShare) && !bare;
  drawCamera(scene, table ? seenWhole(spec) : spec, camera);
  drawLight(scene, spec, light);
  if (bare) {
    const bool white = around.chance(scene.gloom > 0 ? 0.95 : 0.75);
    scene.ground = finishes.plainGround(white);
    if (white) scene.exposure += around.between(0.4, 1.6); // meters take white for grey, people correct it
  }
  const bool protrude = content.chance(spec.protrudeShare);
  SettleGrid grid(scene, scene.size.depth * (protrude ? 1.15 : 1.0) - 0.003);
  drawContent(scene, spec, finishes, content, grid);
  const Reach reach = addBoxParts(scene, spec, grid, finishes, parts);
  if (table)
    addTable(scene, finishes, around);
  else if (!bare)
    addSupport(scene, finishes, around);
  if (!addNeighbours(scene, spec, reach, finishes, around)) addProfiles(scene, spec, reach, finishes, around);
  addClosedBoxes(scene, spec, reach, finishes, around);
  if (!bare || around.chance(0.4)) addClutter(scene, spec, reach, finishes, around);
  if (hands.chance(spec.handShare)) addHands(scene, grid, finishes, hands);
  return scene;
}

} // namespace fillscope
