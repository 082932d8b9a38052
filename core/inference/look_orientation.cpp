#include "core/inference/look_orientation.h"

namespace fillscope {
namespace {

struct Cell {
  int x, y;
};

/// Where a cell of the plain square comes to lie in the turned one.
Cell turned(Cell cell, LookOrientation orientation, int last) {
  for (int k = 0; k < orientation.quarterTurns; ++k)
    cell = {last - cell.y, cell.x};
  if (orientation.mirrored) cell.x = last - cell.x;
  return cell;
}

template <typename Move>
Tensor moved(const Tensor& planes, LookOrientation orientation, const Move& move) {
  Tensor out{planes.shape, std::vector<float>(planes.values.size())};
  const int size = static_cast<int>(planes.shape.back());
  const auto cells = static_cast<std::size_t>(size) * static_cast<std::size_t>(size);
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size; ++x) {
      const Cell there = turned({x, y}, orientation, size - 1);
      const auto here = static_cast<std::size_t>(y * size + x),
                 away = static_cast<std::size_t>(there.y * size + there.x);
      for (std::size_t plane = 0; plane + cells <= planes.values.size(); plane += cells)
        move(out.values, plane + here, plane + away);
    }
  return out;
}

} // namespace

Tensor oriented(const Tensor& planes, LookOrientation orientation) {
  return moved(planes, orientation, [&](std::vector<float>& out, std::size_t here, std::size_t away) {
    out[away] = planes.values[here];
  });
}

Tensor orientedBack(const Tensor& planes, LookOrientation orientation) {
  return moved(planes, orientation, [&](std::vector<float>& out, std::size_t here, std::size_t away) {
    out[here] = planes.values[away];
  });
}

} // namespace fillscope
