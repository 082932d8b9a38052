#include "core/synthesis/surface_pictures.h"
#include "core/synthesis/surface_picture.h"

namespace fillscope {

SurfacePictures::SurfacePictures(std::filesystem::path folder, std::vector<std::filesystem::path> files,
                                 const DecodePicture& decode)
    : folder_(std::move(folder)) {
  auto pictures = std::make_shared<std::vector<std::shared_ptr<const SurfacePicture>>>();
  pictures->reserve(files.size());
  for (std::filesystem::path& file : files)
    pictures->push_back(std::make_shared<const SurfacePicture>(std::move(file), decode));
  pictures_ = std::move(pictures);
}

} // namespace fillscope
