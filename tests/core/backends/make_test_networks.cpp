// Writes tiny TorchScript networks with their manifests into the folder that is named: ID/manifest.json and
// ID/net.pt.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <torch/library.h>
#include <torch/script.h>

namespace {

namespace fs = std::filesystem;

// A network of a newer PyTorch holds operators that the LibTorch at hand lacks. This one is known here alone,
// so that it can be written into a file.
TORCH_LIBRARY_FRAGMENT(aten, library) {
  library.def("operator_of_a_newer_release(Tensor picture) -> Tensor",
              [](const at::Tensor& picture) { return picture; });
}

struct Output {
  std::string kind = "metric", unit = "m";
};

void writeManifest(const fs::path& folder, const std::string& id, int width, int height,
                   const Output& output) {
  std::ofstream(folder / "manifest.json")
      << "{\n \"id\": \"" << id
      << "\", \"task\": \"depth\", \"engine\": \"torchscript\", \"file\": \"net.pt\",\n"
      << " \"input\": { \"width\": " << width << ", \"height\": " << height << " },\n"
      << " \"output\": { \"kind\": \"" << output.kind << "\", \"unit\": \"" << output.unit << "\" }\n}\n";
}

/// A network with a square input; more: the fields of its task.
void writeManifest(const fs::path& folder, const std::string& id, const std::string& task, int size,
                   const std::string& more) {
  std::ofstream(folder / "manifest.json")
      << "{\n \"id\": \"" << id << "\", \"task\": \"" << task
      << "\", \"engine\": \"torchscript\", \"file\": \"net.pt\",\n"
      << " \"input\": { \"width\": " << size << ", \"height\": " << size << " },\n " << more << "\n}\n";
}

fs::path writeCode(const fs::path& root, const std::string& id, const std::string& code) {
  const fs::path folder = root / id;
  fs::create_directories(folder);
  torch::jit::Module network("Network");
  network.register_parameter(
      "weights", torch::tensor({0.299, 0.587, 0.114}, torch::kFloat32).reshape({1, 3, 1, 1}), false);
  network.register_attribute("training", c10::BoolType::get(), true);
  network.define(code);
  network.save((folder / "net.pt").string());
  return folder;
}

void writeNetwork(const fs::path& root, const std::string& id, const std::string& code, int width, int height,
                  const Output& output = {}) {
  writeManifest(writeCode(root, id, code), id, width, height, output);
}

/// Four heat maps whose peaks lie at cells 6 and 18 of 24, all seen but the last, which is hidden.
void writeCornerNetworks(const fs::path& root) {
  const std::string maps = "def forward(self, x):\n"
                           "  t = torch.arange(24.0) + 0.5\n"
                           "  px = torch.tensor([6.0, 18.0, 18.0, 6.0]).reshape([1, 4, 1, 1])\n"
                           "  py = torch.tensor([6.0, 6.0, 18.0, 18.0]).reshape([1, 4, 1, 1])\n"
                           "  dx = t.reshape([1, 1, 1, 24]) - px\n"
                           "  dy = t.reshape([1, 1, 24, 1]) - py\n"
                           "  maps = -0.5 * (dx * dx + dy * dy)\n";
  const std::string seen =
      "  seen = torch.tensor([[0.0, 0.0, 5.0, 0.0, 0.0, 5.0, 0.0, 0.0, 5.0, 0.0, 5.0, 0.0]])\n";
  const std::string four = "\"corners\": { \"keypoints\": [\"a\", \"b\", \"c\", \"d\"], \"border\": 0.1 }";
  const auto write = [&](const std::string& id, const std::string& code, const std::string& more) {
    writeManifest(writeCode(root, id, code), id, "corners", 96, more);
  };
  write("corners", maps + seen + "  return (maps, seen)\n", four);
  write("corners-list", maps + seen + "  return [maps, seen]\n", four);
  write("five-corners", maps + "  return maps\n",
        "\"corners\": { \"keypoints\": [\"a\", \"b\", \"c\", \"d\", \"e\"] }");
  write("eight-corners", maps + "  return torch.cat([maps, maps], 1)\n",
        "\"corners\": { \"keypoints\": [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\"], \"border\": "
        "0.1 }");
}

/// One share of depth and one chance of content everywhere; fill, its error and the box's depth as given.
void writeRimNetworks(const fs::path& root) {
  const auto write = [&](const std::string& id, const std::string& share, const std::string& content,
                         const std::string& figures) {
    const std::string code = "def forward(self, x):\n"
                             "  one = torch.ones_like(x[:, 0:1])\n"
                             "  planes = torch.cat([one * " +
                             share + ", one * " + content + "], 1)\n  return (planes, torch.tensor([[" +
                             figures + "]]))\n";
    writeManifest(writeCode(root, id, code), id, "depth", 64, "\"rim\": { \"margin\": 4 }");
  };
  write("rim-empty", "1.0", "0.0", "0.0, -4.0, -0.5");
  write("rim-half", "0.5", "1.0", "0.5, -2.5, -0.5");
  write("rim-without-figures", "1.0", "0.0", "0.0");
}

/// "bright" where the picture is, by cells of eight pixels; once without saying where.
void writeClassNetworks(const fs::path& root) {
  const std::string maps = "def forward(self, x):\n"
                           "  y = 8.0 * torch.avg_pool2d(x.mean(1, True), [8, 8]) - 4.0\n"
                           "  maps = torch.cat([torch.zeros_like(y), y], 1)\n"
                           "  logits = maps.mean([2, 3])\n";
  const std::string two = "\"classes\": [\"dark\", \"bright\"]";
  writeManifest(writeCode(root, "brightness", maps + "  return (logits, maps)\n"), "brightness", "classes",
                64, two);
  writeManifest(writeCode(root, "brightness-alone", maps + "  return logits\n"), "brightness-alone",
                "classes", 64, two);
  writeManifest(writeCode(root, "three-for-two", maps + "  return torch.cat([logits, logits], 1)\n"),
                "three-for-two", "classes", 64, two);
}

void writeAll(const fs::path& root) {
  constexpr int width = 64, height = 48;
  const std::string luminance = "  y = (x * self.weights).sum(1, True)\n";
  const std::string forward = "def forward(self, x):\n";

  writeNetwork(root, "luminance", forward + luminance + "  return 0.5 + 2.0 * y\n", width, height);
  writeNetwork(root, "millimetres", forward + luminance + "  return 500.0 + 2000.0 * y\n", width, height,
               {"metric", "mm"});
  writeNetwork(root, "inverse", forward + luminance + "  return 1.0 + y\n", width, height,
               {"inverse", "1/m"});
  writeNetwork(root, "relative", forward + luminance + "  return y - 0.5\n", width, height, {"relative", ""});
  // Half the size, without batch and channel, in a tuple: all of them seen in the wild.
  writeNetwork(root, "half-size", forward + luminance + "  return (torch.avg_pool2d(y, [2, 2])[0, 0],)\n",
               width, height);
  // Right in evaluation alone: dropout would blacken most of it.
  writeNetwork(root, "dropout",
               forward + luminance + "  return 0.5 + 2.0 * torch.dropout(y, 0.9, self.training)\n", width,
               height);
  writeNetwork(root, "three-channels", forward + "  return x\n", width, height);
  writeNetwork(root, "counts", forward + "  return (x * self.weights).sum(1).to(3)\n", width, height);
  writeNetwork(root, "answers-text", forward + "  return \"deep\"\n", width, height);
  // Made for 64 × 48 and no other size; its manifest says otherwise.
  writeNetwork(root, "fixed-size", forward + luminance + "  return y.reshape([1, 1, 48, 64])\n", 32, 32);
  // Answers at once on an empty picture, otherwise only after a very long time.
  writeNetwork(root, "endless",
               forward + luminance +
                   "  n = 0\n"
                   "  if bool(y.max() > 0.0):\n"
                   "    n = 1000000000\n"
                   "  for i in range(n):\n"
                   "    y = torch.relu(y)\n"
                   "  return y + 1.0\n",
               width, height);
  writeNetwork(root, "fails-on-bright",
               forward + luminance +
                   "  if bool(y.max() > 0.9):\n"
                   "    y = y.reshape([7])\n"
                   "  return y + 1.0\n",
               width, height);
  writeNetwork(root, "newer-operator",
               forward + luminance + "  return torch.operator_of_a_newer_release(y)\n", width, height);
  writeCornerNetworks(root);
  writeRimNetworks(root);
  writeClassNetworks(root);
  writeNetwork(root, "no-forward", "def other(self, x):\n  return x\n", width, height);

  fs::create_directories(root / "text");
  std::ofstream(root / "text" / "net.pt") << "this is no network";
  writeManifest(root / "text", "text", width, height, {});

  // The first half of a good file: a copy that broke off.
  fs::create_directories(root / "cut-off");
  fs::copy_file(root / "luminance" / "net.pt", root / "cut-off" / "net.pt",
                fs::copy_options::overwrite_existing);
  fs::resize_file(root / "cut-off" / "net.pt", fs::file_size(root / "cut-off" / "net.pt") / 2);
  writeManifest(root / "cut-off", "cut-off", width, height, {});

  // What torch.save leaves of a state_dict: a zip archive without a network.
  fs::create_directories(root / "weights-alone");
  c10::Dict<std::string, torch::Tensor> weights;
  weights.insert("conv.weight", torch::ones({3}));
  const auto bytes = torch::jit::pickle_save(weights);
  std::ofstream(root / "weights-alone" / "net.pt", std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  writeManifest(root / "weights-alone", "weights-alone", width, height, {});
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: make_test_networks FOLDER\n");
    return 2;
  }
  try {
    writeAll(argv[1]);
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "%s\n", fault.what());
    return 1;
  }
  return 0;
}
