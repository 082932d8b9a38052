#include "core/formats/zip_archive.h"
#include "core/base/file_io.h"
#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <minizip/unzip.h>
#include <string>
#include <zlib.h>

namespace fillscope {
namespace {
namespace fs = std::filesystem;

constexpr std::uint64_t mostBytes = std::uint64_t(64) << 30; // no photo collection; a bomb
constexpr std::size_t blockSize = 1 << 20;
constexpr unsigned long unixLink = 0120000, unixKind = 0170000;

struct CloseArchive {
  void operator()(void* archive) const { unzClose(archive); }
};
using Archive = std::unique_ptr<void, CloseArchive>;

Error damaged(const fs::path& archive) {
  return {ErrorCode::badInput, "the ZIP file is damaged", archive.string(), "unpack it with another program"};
}

/// Below the folder, or nothing where the name leads elsewhere.
fs::path placeOf(std::string name, const fs::path& folder) {
  std::replace(name.begin(), name.end(), '\\', '/');
  const fs::path inside = fs::path(name).lexically_normal();
  if (name.empty() || name.find('\0') != std::string::npos || inside.is_absolute()) return {};
  for (const fs::path& part : inside)
    if (part == ".." || part == "__MACOSX") return {};
  return folder / inside;
}

Result<void> writeEntry(void* archive, const fs::path& archivePath, const fs::path& file,
                        std::vector<char>& block) {
  if (auto made = makeFolder(file.parent_path()); !made) return made;
  std::error_code fault;
  // Beside its place first: an entry cut short must not look like a picture.
  const fs::path part = file.string() + ".part";
  {
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    if (!out)
      return Error{ErrorCode::ioFailure, "the file cannot be written", file.string(),
                   "check the folder's permissions and the free space"};
    int got = 0;
    while ((got = unzReadCurrentFile(archive, block.data(), static_cast<unsigned>(block.size()))) > 0)
      out.write(block.data(), got);
    out.flush();
    if (got < 0 || !out) {
      const bool bad = got < 0;
      out.close();
      fs::remove(part, fault);
      if (bad) return damaged(archivePath);
      return Error{ErrorCode::ioFailure, "the file cannot be written", file.string(), "free some space"};
    }
  }
  fs::rename(part, file, fault);
  if (fault) return Error{ErrorCode::ioFailure, fault.message(), file.string(), {}};
  return {};
}

/// By size and checksum.
bool isUnpacked(const fs::path& file, const unz_file_info64& info, std::vector<char>& block) {
  std::error_code fault;
  if (fs::file_size(file, fault) != info.uncompressed_size || fault) return false;
  std::ifstream in(file, std::ios::binary);
  uLong checksum = crc32(0, nullptr, 0);
  while (in) {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    checksum = crc32(checksum, reinterpret_cast<const Bytef*>(block.data()), static_cast<uInt>(in.gcount()));
  }
  return in.eof() && checksum == info.crc;
}

} // namespace

bool isZipArchive(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::array<char, 4> head{};
  in.read(head.data(), head.size());
  return in && head == std::array<char, 4>{'P', 'K', 3, 4};
}

Result<UnpackedZip> unpackZip(const fs::path& archivePath, const fs::path& folder, const Progress& progress) {
  const Archive archive(unzOpen64(archivePath.c_str()));
  if (!archive) return damaged(archivePath);
  unz_global_info64 all{};
  if (unzGetGlobalInfo64(archive.get(), &all) != UNZ_OK) return damaged(archivePath);
  UnpackedZip unpacked;
  std::vector<char> block(blockSize);
  std::uint64_t bytes = 0, entry = 0;
  int step = all.number_entry > 0 ? unzGoToFirstFile(archive.get()) : UNZ_END_OF_LIST_OF_FILE;
  for (; step == UNZ_OK; step = unzGoToNextFile(archive.get()), ++entry) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(entry) / static_cast<double>(all.number_entry), "unpacking");
    unz_file_info64 info{};
    std::string name(64 * 1024, '\0');
    if (unzGetCurrentFileInfo64(archive.get(), &info, name.data(), name.size(), nullptr, 0, nullptr, 0) !=
        UNZ_OK)
      return damaged(archivePath);
    name.resize(std::min<std::size_t>(info.size_filename, name.size()));
    const fs::path file = placeOf(name, folder);
    const bool isLink = (info.external_fa >> 16 & unixKind) == unixLink;
    if (file.empty() || isLink || name.ends_with('/') || name.ends_with('\\')) continue;
    if (info.uncompressed_size > mostBytes - bytes)
      return Error{ErrorCode::badInput, "the ZIP file holds more than 64 GiB", archivePath.string(),
                   "unpack it with another program and open its folder"};
    bytes += info.uncompressed_size;
    std::error_code fault;
    if (fs::exists(file, fault)) {
      (isUnpacked(file, info, block) ? unpacked.files : unpacked.others).push_back(file);
      continue;
    }
    if (unzOpenCurrentFile(archive.get()) != UNZ_OK)
      return Error{ErrorCode::unsupported, "the ZIP file is encrypted or packed in an unusual way",
                   archivePath.string(), "unpack it with another program and open its folder"};
    const Result<void> written = writeEntry(archive.get(), archivePath, file, block);
    const bool checked = unzCloseCurrentFile(archive.get()) == UNZ_OK;
    if (!written) return written.error();
    if (!checked) { // its checksum is another one
      fs::remove(file, fault);
      return damaged(archivePath);
    }
    unpacked.files.push_back(file);
  }
  return step == UNZ_END_OF_LIST_OF_FILE ? Result<UnpackedZip>(std::move(unpacked)) : damaged(archivePath);
}

} // namespace fillscope
