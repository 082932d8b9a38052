#include "core/formats/shard_archive.h"
#include "core/base/file_io.h"
#include <array>
#include <cassert>
#include <cstdio>
#include <minizip/zip.h>
#include <optional>
#include <set>
#include <string>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

/// IEEE Std 1003.1-1990, "ustar".
class TarArchive final : public ShardArchive {
 public:
  explicit TarArchive(GrowingFile file)
      : file_(std::move(file)) {}

  Result<void> add(const std::string& name, std::string_view bytes) override {
    if (auto written = file_.write(header(name, bytes.size())); !written) return written.error();
    if (auto written = file_.write(bytes); !written) return written.error();
    return file_.write(std::string((block - bytes.size() % block) % block, '\0'));
  }

  Result<void> commit() override {
    // Two empty blocks end the archive, and records are of twenty.
    const std::uint64_t ended = file_.place() + 2 * block;
    const std::size_t padding = static_cast<std::size_t>((record - ended % record) % record);
    if (auto written = file_.write(std::string(2 * block + padding, '\0')); !written) return written.error();
    return file_.commit();
  }

 private:
  static constexpr std::size_t block = 512, record = 20 * block;

  static std::string header(const std::string& name, std::size_t size) {
    assert(name.size() <= 100);
    std::string header(block, '\0');
    const auto put = [&](std::size_t at, std::string_view text) { header.replace(at, text.size(), text); };
    std::array<char, 12> octal{};
    std::snprintf(octal.data(), octal.size(), "%011zo", size);
    put(0, name);
    put(100, "0000644");                             // mode
    put(108, "0000000"), put(116, "0000000");        // user, group
    put(124, octal.data()), put(136, "00000000000"); // size, time
    put(148, "        ");                            // counted as blanks in the checksum
    put(156, "0");                                   // a file
    put(257, std::string_view("ustar\00000", 8));
    put(265, "root"), put(297, "root");
    unsigned sum = 0;
    for (const char c : header)
      sum += static_cast<unsigned char>(c);
    std::array<char, 8> checksum{};
    std::snprintf(checksum.data(), checksum.size(), "%06o", sum);
    put(148, std::string_view(checksum.data(), 7));
    return header;
  }

  GrowingFile file_;
};

/// minizip's way to a file, which leads here through GrowingFile. opaque: the ZipFile.
struct ZipFile {
  GrowingFile file;
  std::optional<Error> fault; ///< the first

  explicit ZipFile(GrowingFile target)
      : file(std::move(target)) {}
  bool note(const Result<void>& result) {
    if (!result && !fault) fault = result.error();
    return result.ok();
  }

  static ZipFile& of(void* opaque) { return *static_cast<ZipFile*>(opaque); }
  static void* open(void* opaque, const void*, int) { return opaque; }
  static uLong read(void*, void*, void*, uLong) { return 0; }
  static uLong write(void* opaque, void*, const void* bytes, uLong size) {
    return of(opaque).note(of(opaque).file.write({static_cast<const char*>(bytes), size})) ? size : 0;
  }
  static ZPOS64_T tell(void* opaque, void*) { return of(opaque).file.place(); }
  static long seek(void* opaque, void*, ZPOS64_T offset, int origin) {
    GrowingFile& file = of(opaque).file;
    const std::uint64_t base = origin == ZLIB_FILEFUNC_SEEK_SET   ? 0
                               : origin == ZLIB_FILEFUNC_SEEK_CUR ? file.place()
                                                                  : file.size();
    return of(opaque).note(file.moveTo(base + offset)) ? 0 : -1;
  }
  static int close(void*, void*) { return 0; }
  static int error(void* opaque, void*) { return of(opaque).fault ? 1 : 0; }
};

class ZipArchive final : public ShardArchive {
 public:
  ZipArchive(GrowingFile file, std::string where)
      : file_(std::move(file))
      , where_(std::move(where)) {
    zlib_filefunc64_def functions{ZipFile::open, ZipFile::read,  ZipFile::write, ZipFile::tell,
                                  ZipFile::seek, ZipFile::close, ZipFile::error, &file_};
    zip_ = zipOpen2_64("", APPEND_STATUS_CREATE, nullptr, &functions);
  }
  ~ZipArchive() override {
    if (zip_) zipClose(zip_, nullptr);
  }

  Result<void> add(const std::string& name, std::string_view bytes) override {
    constexpr uLong firstDay = 1U << 21 | 1U << 16; // 1980-01-01, the format's earliest date
    constexpr uLong unixMode = 0100644UL << 16, madeOnUnix = 3U << 8 | 20;
    zip_fileinfo info{};
    info.dosDate = firstDay;
    info.external_fa = unixMode;
    const bool added =
        zip_ &&
        zipOpenNewFileInZip4_64(zip_, name.c_str(), &info, nullptr, 0, nullptr, 0, nullptr, 0, 0, 0,
                                -MAX_WBITS, DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY, nullptr, 0, madeOnUnix, 0,
                                0) == ZIP_OK &&
        zipWriteInFileInZip(zip_, bytes.data(), static_cast<unsigned>(bytes.size())) == ZIP_OK &&
        zipCloseFileInZip(zip_) == ZIP_OK;
    return added ? Result<void>() : Result<void>(fault());
  }

  Result<void> commit() override {
    const bool closed = zip_ && zipClose(zip_, nullptr) == ZIP_OK;
    zip_ = nullptr;
    if (!closed || file_.fault) return fault();
    return file_.file.commit();
  }

 private:
  Error fault() const {
    return file_.fault.value_or(Error{ErrorCode::ioFailure, "the ZIP file cannot be written", where_,
                                      "write tar files or a folder instead"});
  }

  ZipFile file_;
  std::string where_;
  zipFile zip_ = nullptr;
};

class FolderArchive final : public ShardArchive {
 public:
  explicit FolderArchive(fs::path folder)
      : folder_(std::move(folder)) {}

  Result<void> add(const std::string& name, std::string_view bytes) override {
    const fs::path path = folder_ / name;
    if (known_.insert(path.parent_path()).second) {
      if (auto made = makeFolder(path.parent_path()); !made) return made;
      removeAbandonedTemporaries(path.parent_path());
    }
    return writeFileQuickly(path, bytes);
  }
  Result<void> commit() override { return syncFolder(folder_); }

 private:
  fs::path folder_;
  std::set<fs::path> known_; ///< folders that are there
};

} // namespace

Result<std::unique_ptr<ShardArchive>> createShardArchive(ShardFormat format, const fs::path& path) {
  if (format == ShardFormat::folder) return std::unique_ptr<ShardArchive>(new FolderArchive(path));
  auto file = GrowingFile::create(path);
  if (!file) return file.error();
  if (format == ShardFormat::tar) return std::unique_ptr<ShardArchive>(new TarArchive(std::move(*file)));
  return std::unique_ptr<ShardArchive>(new ZipArchive(std::move(*file), path.string()));
}

} // namespace fillscope
