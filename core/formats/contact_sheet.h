#pragma once
// Many small pictures on one, each with outlines on it and a line of words below.
#include "core/formats/picture_outlines.h"
#include <string>

namespace fillscope {

struct SheetTile {
  Image image; ///< RGB, at most the sheet's tile size
  std::string caption;
};
/// The picture with its outlines (see drawOutlines) for tiles of `side` pixels. Caption: printable ASCII.
SheetTile sheetTile(const Image& picture, const std::vector<PictureOutline>& outlines, std::string caption,
                    int side);

/// Words of the heading, each in its colour.
struct SheetWords {
  std::string text; ///< printable ASCII
  RgbColour colour{};
};
/// Tiles row by row, `columns` of them side by side, in cells of side × height pixels (0: side × side) with a
/// line below each; captions too long for that lose their beginning. RGB; empty where there is no tile.
Image contactSheet(std::vector<SheetTile> tiles, const std::vector<SheetWords>& heading, int columns,
                   int side, int height = 0);

} // namespace fillscope
