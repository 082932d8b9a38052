#pragma once
// The fields of a specification in the order of its file, with what each may be: one list for checking,
// reading and writing.
#include "core/synthesis/photo_spec.h"

namespace fillscope {

/// What a field may be, both ends included.
struct Allowed {
  double low = 0, high = 1;
};

/// Calls visitor.begin(group), visitor.end() around each group, and visitor.field(name, value, allowed) for
/// int, double, Range, BoxKinds, ContentKinds, std::string and SurfacePictures. Spec is PhotoSpec or const PhotoSpec.
template <class Spec, class Visitor>
void visitFields(Spec& spec, Visitor& visitor) {
  constexpr Allowed share{0, 1}, pixels{16, 4096}, weight{0, 1e6};
  visitor.field("width", spec.width, pixels);
  visitor.field("height", spec.height, pixels);
  visitor.begin("box");
  visitor.field("box_kinds", spec.boxKinds, weight);
  visitor.field("box_length", spec.boxLength, Allowed{0.05, 3});
  visitor.field("box_aspect", spec.boxAspect, Allowed{0.1, 1});
  visitor.field("box_depth", spec.boxDepth, Allowed{0.02, 2});
  visitor.field("wall", spec.wall, Allowed{0.001, 0.05});
  visitor.field("taper", spec.taper, Allowed{0, 0.3});
  visitor.field("flap_share", spec.flapShare, share);
  visitor.field("flap_angle", spec.flapAngle, Allowed{-110, 180});
  visitor.field("flap_length", spec.flapLength, Allowed{0.05, 1});
  visitor.field("standing_flap_share", spec.standingFlapShare, share);
  visitor.field("two_faced_flap_share", spec.twoFacedFlapShare, share);
  visitor.field("bent_flap_share", spec.bentFlapShare, share);
  visitor.field("bottom_flap_share", spec.bottomFlapShare, share);
  visitor.field("liner_share", spec.linerShare, share);
  visitor.field("cut_out_share", spec.cutOutShare, share);
  visitor.field("rounded_share", spec.roundedShare, share);
  visitor.field("rolled_rim_share", spec.rolledRimShare, share);
  visitor.field("recess_share", spec.recessShare, share);
  visitor.field("gleam_share", spec.gleamShare, share);
  visitor.field("print_share", spec.printShare, share);
  visitor.field("label_share", spec.labelShare, share);
  visitor.field("tape_share", spec.tapeShare, share);
  visitor.field("wear_share", spec.wearShare, share);
  visitor.end();
  visitor.begin("content");
  visitor.field("content_kinds", spec.contentKinds, weight);
  visitor.field("fill", spec.fill, share);
  visitor.field("item_size", spec.itemSize, Allowed{0.01, 1});
  visitor.field("large_goods_share", spec.largeGoodsShare, share);
  visitor.field("protrude_share", spec.protrudeShare, share);
  visitor.end();
  visitor.begin("surroundings");
  visitor.field("clutter", spec.clutter, Allowed{0, 40});
  visitor.field("hand_share", spec.handShare, share);
  visitor.field("neighbour_share", spec.neighbourShare, share);
  visitor.field("other_neighbour_share", spec.otherNeighbourShare, share);
  visitor.field("neighbour_gap", spec.neighbourGap, Allowed{0.001, 1});
  visitor.field("plain_ground_share", spec.plainGroundShare, share);
  visitor.field("profile_share", spec.profileShare, share);
  visitor.field("table_share", spec.tableShare, share);
  visitor.field("closed_box_share", spec.closedBoxShare, share);
  visitor.end();
  visitor.begin("light");
  visitor.field("lights", spec.lights, Allowed{1, 8});
  visitor.field("ambient", spec.ambient, Allowed{0, 2});
  visitor.field("exposure", spec.exposure, Allowed{-4, 4});
  visitor.field("temperature", spec.temperature, Allowed{1500, 15000});
  visitor.field("lamp_size", spec.lampSize, Allowed{0, 1});
  visitor.field("hard_light_share", spec.hardLightShare, share);
  visitor.field("dark_inside_share", spec.darkInsideShare, share);
  visitor.field("white_balance", spec.whiteBalance, share);
  visitor.end();
  visitor.begin("camera");
  visitor.field("tilt", spec.tilt, Allowed{0, 60});
  visitor.field("steep_share", spec.steepShare, share);
  visitor.field("roll", spec.roll, Allowed{-180, 180});
  visitor.field("rim_share", spec.rimShare, Allowed{0.1, 1.5});
  visitor.field("field_of_view", spec.fieldOfView, Allowed{15, 120});
  visitor.field("partial_share", spec.partialShare, share);
  visitor.field("outside_corners", spec.outsideCorners, Allowed{1, 4});
  visitor.field("outside_distance", spec.outsideDistance, Allowed{0.03, 1});
  visitor.field("near_side_share", spec.nearSideShare, share);
  visitor.field("distortion", spec.distortion, Allowed{-0.2, 0.2});
  visitor.field("defocus", spec.defocus, Allowed{0, 10});
  visitor.field("motion", spec.motion, Allowed{0, 20});
  visitor.field("noise", spec.noise, Allowed{0, 0.2});
  visitor.field("jpeg_quality", spec.jpegQuality, Allowed{5, 100});
  visitor.field("jpeg_share", spec.jpegShare, share);
  visitor.field("clean_share", spec.cleanShare, share);
  visitor.end();
  visitor.begin("depth_camera");
  visitor.field("depth_noise", spec.depthNoise, Allowed{0, 0.05});
  visitor.field("hole_share", spec.holeShare, Allowed{0, 0.9});
  visitor.end();
  visitor.begin("textures");
  visitor.field("texture_set", spec.textureSet, Allowed{1, 100});
  visitor.field("pictures", spec.pictures, share);
  visitor.field("picture_share", spec.pictureShare, share);
  visitor.end();
}

/// Names of the kinds in the order of the struct: visit(name, value).
template <class Kinds, class Visit>
requires requires(Kinds& kinds) { kinds.carton; }
void visitKinds(Kinds& kinds, const Visit& visit) {
  visit("carton", kinds.carton);
  visit("tote", kinds.tote);
  visit("crate", kinds.crate);
}
template <class Kinds, class Visit>
requires requires(Kinds& kinds) { kinds.cuboids; }
void visitKinds(Kinds& kinds, const Visit& visit) {
  visit("empty", kinds.empty);
  visit("cuboids", kinds.cuboids);
  visit("mixed", kinds.mixed);
  visit("cylinders", kinds.cylinders);
  visit("spheres", kinds.spheres);
  visit("bottles", kinds.bottles);
  visit("bags", kinds.bags);
  visit("loose_fill", kinds.looseFill);
  visit("layers", kinds.layers);
}

} // namespace fillscope
