#pragma once
// Goods as bodies around their own origin, standing as they are made (own z down).
#include "core/synthesis/photo_finishes.h"
#include "core/synthesis/settle.h"

namespace fillscope {

Body cuboidBody(Vec3 size, Finish finish);
Body ballBody(double radius, Finish finish);
/// A can with rims, standing.
Body canBody(double radius, double height, Finish finish);
/// Body, shoulder, neck and cap, standing.
Body bottleBody(double radius, double height, Finish finish, Finish cap);
/// A rod with round ends lying along x: pens, sausages, rolled goods.
Body rodBody(double radius, double length, Finish finish);

/// Standing, lying or askew, turned about z by any angle.
Mat3 anyTurn(CounterRandom& random, double lyingShare);

} // namespace fillscope
