#pragma once
// What is around the content: the box's own flaps and lip, things beside it, hands, other boxes.
#include "core/synthesis/photo_finishes.h"
#include "core/synthesis/settle.h"

namespace fillscope {

/// How far a box stands out of its inner rim on each side (x = 0, x = first, y = 0, y = second).
struct Reach {
  double side[4] = {0, 0, 0, 0};
  double ring = 0; ///< height of the lip around the rim, 0 none
};

/// The parts of the box besides walls and floor: flaps of a carton, a tote's lip, a crate's battens, seams
/// and hand holes. Flaps keep clear of the content.
Reach addBoxParts(PhotoScene& scene, const PhotoSpec& spec, const SettleGrid& grid, FinishMaker& finishes,
                  CounterRandom& random);
/// Another box, like this one or not, farther from the picture's middle. False if there is none.
bool addNeighbours(PhotoScene& scene, const PhotoSpec& spec, const Reach& reach, FinishMaker& finishes,
                   CounterRandom& random);
/// Bars along sides of the rim, as machines and conveyors have.
void addProfiles(PhotoScene& scene, const PhotoSpec& spec, const Reach& reach, FinishMaker& finishes,
                 CounterRandom& random);
/// What the box stands on: table, belt or nothing but the ground.
void addSupport(PhotoScene& scene, FinishMaker& finishes, CounterRandom& random);
/// A level rectangle under the box that ends not far from it: a table, a plate, a pallet.
void addTable(PhotoScene& scene, FinishMaker& finishes, CounterRandom& random);
/// Closed boxes, lids and sheets that lie beside it.
void addClosedBoxes(PhotoScene& scene, const PhotoSpec& spec, const Reach& reach, FinishMaker& finishes,
                    CounterRandom& random);
void addClutter(PhotoScene& scene, const PhotoSpec& spec, const Reach& reach, FinishMaker& finishes,
                CounterRandom& random);
void addHands(PhotoScene& scene, const SettleGrid& grid, FinishMaker& finishes, CounterRandom& random);

} // namespace fillscope
