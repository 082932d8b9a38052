#pragma once
// How foregrounds are pasted on backgrounds: everything that a composed data set's pictures follow from, but
// the pictures that it is composed of.
#include "core/base/result.h"
#include <cstdint>
#include <string>

namespace fillscope {

enum class MaskFile { png, jpeg };

struct CompositionSpec {
  std::string backgrounds, foregrounds; ///< folders of pictures; relative to the file that names them
  /// Pixels of every composed picture. A background is scaled to cover them and cut about its centre.
  int width = 224, height = 224;
  /// Pixels. A foreground whose height lies within keeps it; another one is scaled to a height in between,
  /// the same for all its samples.
  int foregroundLow = 100, foregroundHigh = 120;
  int positions = 20;   ///< of each foreground, and of its mirror image, on each background
  bool mirrored = true; ///< mirror images too
  bool shuffled = true; ///< in no order; else foreground by foreground, and background by background for each
  double threshold = 0.5; ///< of the alpha, 0..1: from here on a pixel belongs to the mask
  int quality = 85;       ///< of the JPEG files
  MaskFile maskFile = MaskFile::png;
  int samplesPerShard = 10000;

  /// Error: badInput, the first field that is out of range.
  Result<void> check() const;
  friend bool operator==(const CompositionSpec&, const CompositionSpec&) = default;
};

/// Fields that the text leaves out stay as above. where: for error sentences. Error: badInput.
Result<CompositionSpec> parseCompositionSpec(const std::string& json, const std::string& where);
/// All fields.
std::string compositionSpecJson(const CompositionSpec& spec);

} // namespace fillscope
