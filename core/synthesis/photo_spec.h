#pragma once
// What a synthetic set of photos may look like: every range that the generator draws from, in one file.
#include "core/base/result.h"
#include "core/synthesis/surface_pictures.h"
#include <array>
#include <filesystem>
#include <string>

namespace fillscope {

/// low..high, both included; equal values fix a quantity. Drawn evenly unless said otherwise.
struct Range {
  double low = 0, high = 0;
  friend bool operator==(const Range&, const Range&) = default;
};

/// How often each kind is drawn, relative to the others; 0 never.
struct BoxKinds {
  double carton = 0.55, tote = 0.3, crate = 0.15;
  friend bool operator==(const BoxKinds&, const BoxKinds&) = default;
};
struct ContentKinds {
  double empty = 0.08, cuboids = 0.22, mixed = 0.28, cylinders = 0.08, spheres = 0.06, bottles = 0.06,
         bags = 0.08, looseFill = 0.07, layers = 0.07;
  friend bool operator==(const ContentKinds&, const ContentKinds&) = default;
};

/// Lengths in metres, angles in degrees, shares 0..1. The JSON file has the same names in snake_case, grouped
/// as below; what a file leaves out keeps its default.
struct PhotoSpec {
  int width = 256, height = 192; ///< pixels of a sample

  // "box"
  BoxKinds boxKinds;
  Range boxLength{0.18, 0.8}, boxAspect{0.45, 1.0},
      boxDepth{0.08, 0.5};                  ///< aspect: shorter side / longer side
  Range wall{0.003, 0.012}, taper{0, 0.12}; ///< taper: inset of a tote's floor as a share of its depth
  double flapShare = 0.7;                   ///< cartons that have flaps at all
  Range flapAngle{-100, 175};     ///< 0 stands up, 90 lies outwards level, −90 inwards; most lie outwards
  Range flapLength{0.3, 0.55};    ///< share of the shorter side
  double standingFlapShare = 0;   ///< cartons with flaps one of which is made to stand or lean inwards
  double twoFacedFlapShare = 0.2; ///< cartons with flaps of another colour or print than the inside
  double bentFlapShare = 0.15;    ///< cartons with flaps whose free ends are bent
  double bottomFlapShare = 0.3;   ///< cartons whose floor shows its flaps: seam, gaps, light in the corners
  double linerShare = 0.1;        ///< cartons with a sheet of another colour on the floor
  double cutOutShare = 0.1;       ///< cartons and crates with openings that the bright outside shines through
  double roundedShare = 0.15;     ///< totes whose rim has round corners
  double rolledRimShare = 0.2;    ///< totes whose rim is a round lip
  double recessShare = 0.1;       ///< totes with deep folds in the short walls
  double gleamShare = 0.15;       ///< totes with upright reflections on the inside
  double printShare = 0.5, labelShare = 0.4, tapeShare = 0.4, wearShare = 0.6;

  // "content"
  ContentKinds contentKinds;
  Range fill{0.03, 0.95}; ///< share of the box aimed at; what settles decides
  Range itemSize{0.04, 0.25};
  double largeGoodsShare = 0.1; ///< mixed contents of few, large things
  double protrudeShare = 0.06;  ///< boxes whose content may rise over the rim

  // "surroundings"
  Range clutter{0, 6};              ///< things around the box
  double handShare = 0.12;          ///< pictures with hands or arms
  double neighbourShare = 0.15;     ///< another box beside this one
  double otherNeighbourShare = 0.3; ///< neighbours of another colour and size
  Range neighbourGap{0.002, 0.05};
  double plainGroundShare = 0.1; ///< bare white, over-exposed, or dark ground
  double profileShare = 0.05;    ///< frame profiles or rails along the rim
  double tableShare = 0.1;       ///< tables, plates and pallets that end in the picture; never on bare ground
  double closedBoxShare = 0.1;   ///< closed boxes, lids and sheets beside this box

  // "light"
  Range lights{1, 5}, ambient{0.25, 0.9}, exposure{-0.8, 0.7}, temperature{2800, 8500}; ///< exposure in stops
  Range lampSize{0.02, 0.4};
  double hardLightShare = 0.1;   ///< one low, small lamp and little else
  double darkInsideShare = 0.05; ///< boxes much darker within than around
  Range whiteBalance{0.6, 1.0};  ///< share of the light's colour that the camera takes out

  // "camera"
  double steepShare = 0;                                  ///< pictures tilted between tilt's high end and 60
  Range tilt{0, 45}, roll{-20, 20}, rimShare{0.35, 0.95}; ///< rimShare: rim's longer extent / picture's,
                                                          ///< larger ones more often
  Range fieldOfView{40, 85};                              ///< horizontal
  double partialShare = 0.15;                             ///< pictures with rim corners outside
  Range outsideCorners{1, 2};
  double outsideDistance = 0.15; ///< of the farthest corner outside, share of the picture's side
  double nearSideShare = 0; ///< partial pictures that cut off one side of the rim and show the opposite one
  Range distortion{
      -0.12,
      0.08}; ///< k1 of Brown's model; corners and K belong to the undistorted rays, points are moved along
  Range defocus{0, 1.6}, motion{0, 2.5}, noise{0.002, 0.03}; ///< pixels, pixels, share of full scale
  Range jpegQuality{40, 97};
  double jpegShare = 0.7;
  double cleanShare = 0.2; ///< sharp pictures with little noise, whatever the ranges above say

  // "depth_camera"
  Range depthNoise{0.0005, 0.004}; ///< metres at 1 m, grows with z²
  Range holeShare{0.01, 0.2};

  // "textures"
  std::string textureSet = "train"; ///< names the family of random textures: sets of other names share none
  SurfacePictures pictures;         ///< photographs for surfaces; in the file the folder's path, absolute or
                                    ///< from where the specification lies
  double pictureShare = 0.5;        ///< of the surfaces, where there are photographs, that bear one

  friend bool operator==(const PhotoSpec&, const PhotoSpec&) = default;
  /// Error: badInput with the name of the field that is out of range.
  Result<void> check() const;
};

/// Errors: notFound (the file, or the folder of photographs), badInput (line and column, or the field that is
/// unknown or out of range, and what is allowed).
/// list: finds the photographs of the folder that the specification names, if it names one.
Result<PhotoSpec> loadPhotoSpec(const std::filesystem::path& path, const ListPictures& list);
Result<PhotoSpec> parsePhotoSpec(const std::string& json, const std::string& where, const ListPictures& list);
/// Every field, in the order above.
std::string photoSpecJson(const PhotoSpec& spec);

} // namespace fillscope
