#include "core/formats/ros_messages.h"
#include "core/formats/rosbag.h"
#include "tests/fuzz/reader_checks.h"
#include <cmath>

namespace fillscope::tests {
namespace {

/// Every message through every reader of messages, whatever it says that it is.
std::string checkMessage(const std::string& bytes) {
  for (const char* type : {"sensor_msgs/Image", "sensor_msgs/CompressedImage"}) {
    const auto head = rosImageHead(bytes, type, "box.bag");
    if (head && head->dataAt + head->dataSize > bytes.size()) return "pixels behind the end";
    if (head && 1.0 * head->width * head->height > 1 << 20) continue;
    if (const auto picture = rosPicture(bytes, type, "box.bag"); picture && picture->empty())
      return "a picture without pixels";
    const auto depth = rosDepth(bytes, type, "box.bag");
    for (std::size_t i = 0; depth && i < depth->values.pixelCount(); ++i)
      if (const float value = depth->values.data()[i]; !(value >= 0) || std::isinf(value))
        return "a depth that is no distance";
  }
  if (const auto camera = rosCamera(bytes, "box.bag"))
    if (!std::isfinite(camera->camera.camera.fx + camera->straight.fx)) return "a camera that sees nothing";
  if (const auto motion = rosTransform(bytes, "box.bag"))
    if (!std::isfinite(norm((*motion)({1, 1, 1})))) return "a place that is none";
  (void)rosExtrinsics(bytes, "box.bag");
  (void)rosFrames(bytes, "box.bag");
  (void)rosFloat(bytes);
  return {};
}

std::string checkRecording(std::string_view bytes) {
  const ScratchFolder folder;
  folder.put("box.bag", bytes);
  const auto bag = Rosbag::open(folder.path() / "box.bag");
  if (!bag) return bag.error().what.empty() ? "an error without a word" : "";
  std::int64_t before = 0;
  for (const BagMessage& message : bag->messages()) {
    if (message.topic >= bag->topics().size()) return "a message of no topic";
    if (message.time < before) return "messages that are not in order";
    before = message.time;
    if (const auto read = bag->read(message))
      if (std::string wrong = checkMessage(*read); !wrong.empty()) return wrong;
  }
  return {};
}

} // namespace

std::vector<ReaderCheck> recordingChecks() { return {{"recording", checkRecording}}; }

} // namespace fillscope::tests
