#include "core/formats/rosbag.h"
#include "core/formats/rosbag_records.h"
#include <algorithm>
#include <fstream>
#include <list>
#include <map>
#include <set>
#include <utility>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view magic = "#ROSBAG V2.0\n", anyMagic = "#ROSBAG V";
constexpr std::size_t mostMessages = std::size_t{1} << 26;
constexpr std::size_t keptChunks = 4, keptBytes = std::size_t{256} << 20;

class FileBytes : public BagBytes {
 public:
  explicit FileBytes(const fs::path& path)
      : in_(path, std::ios::binary) {
    in_.seekg(0, std::ios::end);
    size_ = in_ ? static_cast<std::uint64_t>(in_.tellg()) : 0;
  }
  std::uint64_t size() const override { return size_; }
  void read(std::uint64_t at, std::uint64_t count, std::string& into) const override {
    into.clear();
    if (at >= size_) return;
    into.resize(static_cast<std::size_t>(std::min(count, size_ - at)));
    in_.clear();
    in_.seekg(static_cast<std::streamoff>(at));
    in_.read(into.data(), static_cast<std::streamsize>(into.size()));
    into.resize(static_cast<std::size_t>(std::max<std::streamsize>(in_.gcount(), 0)));
  }

 private:
  mutable std::ifstream in_;
  std::uint64_t size_ = 0;
};

struct Chunk {
  std::uint64_t dataAt = 0, dataSize = 0, size = 0;
  ChunkPacking packing = ChunkPacking::none;
  bool isIndexed = false;
};

Error brokenMessage(const std::string& where) {
  return {ErrorCode::badInput, "a message of this recording is damaged or cut off", where,
          "run rosbag fix or rosbag reindex on it, or take a good copy"};
}

std::string head(const fs::path& path) {
  std::error_code fault;
  if (!fs::is_regular_file(path, fault)) return {}; // a pipe would be waited for
  std::ifstream in(path, std::ios::binary);
  std::string bytes(16, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return bytes;
}

Result<void> checkHead(const fs::path& path) {
  const std::string where = path.string(), bytes = head(path);
  if (bytes.starts_with(magic)) return {};
  if (bytes.starts_with(anyMagic))
    return Error{ErrorCode::unsupported, "this recording is of an older version than 2.0", where,
                 "convert it with rosbag reindex of ROS"};
  if (bytes.starts_with("SQLite format 3") || bytes.find("MCAP") == 1)
    return Error{ErrorCode::unsupported, "this is a recording of ROS 2", where,
                 "convert it with rosbags-convert to a .bag file"};
  return Error{ErrorCode::badInput, "this is no ROS bag", where, "choose a recording that ends in .bag"};
}

} // namespace

struct Rosbag::Private {
  fs::path path;
  std::unique_ptr<FileBytes> file;
  std::vector<Chunk> chunks;
  std::vector<BagTopic> topics;
  std::vector<BagMessage> messages;
  std::string remark;
  std::map<std::uint32_t, std::pair<std::string, std::string>> connections; ///< topic and type
  mutable std::list<std::pair<std::uint32_t, std::string>> unpackedChunks;  ///< the last used first

  Result<void> walk(const Progress& progress);
  Result<void> walkInside(const Progress& progress);
  void takeConnection(const BagRecord& record, const BagBytes& bytes);
  void takeIndex(const BagRecord& record);
  void takeInside(std::uint32_t chunk);
  bool takeChunk(const BagRecord& record);
  void takeMessages(const BagBytes& bytes, std::uint32_t chunk, std::uint64_t offset, bool wanted);
  std::string topicsByName();
  UnpackedChunk unpack(const Chunk& chunk) const;
  const std::string* unpackedChunk(std::uint32_t chunk) const;

  void forgetLastIndex();

  bool closed = false, cutOff = false;
  std::size_t beforeLastIndex = 0; ///< messages
  std::uint32_t chunkInfos = 0, toldChunks = 0;
  std::uint64_t end = 0; ///< of what is whole
};

void Rosbag::Private::takeConnection(const BagRecord& record, const BagBytes& bytes) {
  const auto number = record.number<std::uint32_t>("conn");
  const std::string_view topic = record.field("topic");
  if (!number || topic.empty() || record.dataSize > bytes.size() - record.dataAt) return;
  BagRecord own; // a connection's data are fields, too
  bytes.read(record.dataAt, record.dataSize, own.fields);
  connections.try_emplace(*number, std::string(topic), std::string(own.field("type")));
}

void Rosbag::Private::takeIndex(const BagRecord& record) {
  const auto connection = record.number<std::uint32_t>("conn"), count = record.number<std::uint32_t>("count");
  if (chunks.empty() || !connection || !count || *count > record.dataSize / 12) return;
  const auto number = static_cast<std::uint32_t>(chunks.size() - 1);
  Chunk& chunk = chunks.back();
  if (!chunk.isIndexed) beforeLastIndex = messages.size();
  chunk.isIndexed = true;
  std::string bytes;
  file->read(record.dataAt, record.dataSize, bytes);
  RosCursor cursor(bytes);
  for (std::uint32_t i = 0; i < *count && messages.size() < mostMessages; ++i) {
    const std::int64_t time = cursor.time();
    const auto offset = cursor.number<std::uint32_t>();
    if (cursor.failed()) return;
    if (chunk.packing == ChunkPacking::none)
      messages.push_back({time, 0, *connection, Rosbag::unpacked, chunk.dataAt + offset});
    else
      messages.push_back({time, 0, *connection, number, offset});
  }
}

/// Where the file ends among a chunk's index records, some connections have none.
void Rosbag::Private::forgetLastIndex() {
  if (chunks.empty() || !chunks.back().isIndexed) return;
  messages.resize(beforeLastIndex);
  chunks.back().isIndexed = false;
}

/// False where it says nothing of use.
bool Rosbag::Private::takeChunk(const BagRecord& record) {
  const auto packing = chunkPackingNamed(record.field("compression"));
  const auto size = record.number<std::uint32_t>("size");
  if (!packing || !size) return false;
  chunks.push_back(
      {record.dataAt, std::min(record.dataSize, file->size() - record.dataAt), *size, *packing, false});
  return true;
}

Result<void> Rosbag::Private::walk(const Progress& progress) {
  end = magic.size();
  for (std::uint64_t step = 0; end < file->size(); ++step) {
    if (step % 256 == 0) {
      if (progress.cancelled()) return cancelledError();
      progress.report(static_cast<double>(end) / static_cast<double>(file->size()),
                      "Looking through the recording");
    }
    const auto record = recordAt(*file, end);
    if (!record) break;
    const bool isWhole = record->dataSize <= file->size() - record->dataAt;
    switch (*record->op()) {
    case BagOp::bag:
      closed = record->number<std::uint64_t>("index_pos").value_or(0) > 0;
      toldChunks = record->number<std::uint32_t>("chunk_count").value_or(0);
      break;
    case BagOp::chunk:
      if (!takeChunk(*record))
        return Error{ErrorCode::unsupported,
                     "this recording is compressed with \"" + std::string(record->field("compression")) +
                         "\", which is not known",
                     path.string(), "run rosbag decompress on it"};
      break;
    case BagOp::index:
      if (isWhole) takeIndex(*record);
      break;
    case BagOp::connection:
      if (isWhole) takeConnection(*record, *file);
      break;
    case BagOp::message: // in a chunk that was being written: its length says 0
      if (isWhole && messages.size() < mostMessages)
        messages.push_back({record->time().value_or(0), 0, record->number<std::uint32_t>("conn").value_or(0),
                            Rosbag::unpacked, end});
      break;
    case BagOp::chunkInfo:
      chunkInfos += isWhole;
      break;
    }
    if (!isWhole) break;
    end = record->end();
  }
  cutOff = end < file->size() || (closed && chunkInfos < toldChunks);
  if (cutOff || !closed) forgetLastIndex();
  return {};
}

UnpackedChunk Rosbag::Private::unpack(const Chunk& chunk) const {
  std::string packed;
  file->read(chunk.dataAt, std::min(chunk.dataSize, Rosbag::mostChunk), packed);
  UnpackedChunk unpacked = unpackChunk(chunk.packing, packed, std::min(chunk.size, Rosbag::mostChunk));
  unpacked.isWhole = unpacked.isWhole && chunk.size <= Rosbag::mostChunk;
  return unpacked;
}

/// The messages and connections from begin on, as far as they are whole. offset: of the bytes in the file.
void Rosbag::Private::takeMessages(const BagBytes& bytes, std::uint32_t chunk, std::uint64_t offset,
                                   bool wanted) {
  std::uint64_t at = 0;
  while (const auto record = recordAt(bytes, at)) {
    if (record->dataSize > bytes.size() - record->dataAt) return;
    if (record->op() == BagOp::connection) takeConnection(*record, bytes);
    if (wanted && record->op() == BagOp::message && messages.size() < mostMessages)
      messages.push_back({record->time().value_or(0), 0, record->number<std::uint32_t>("conn").value_or(0),
                          chunk, offset + at});
    at = record->end();
  }
}

void Rosbag::Private::takeInside(std::uint32_t number) {
  const Chunk& chunk = chunks[number];
  const UnpackedChunk inside = unpack(chunk);
  if (!inside.isWhole) cutOff = true;
  const bool isPlain = chunk.packing == ChunkPacking::none;
  takeMessages(UnpackedBytes(inside.bytes), isPlain ? Rosbag::unpacked : number, isPlain ? chunk.dataAt : 0,
               !chunk.isIndexed);
}

Result<void> Rosbag::Private::walkInside(const Progress& progress) {
  const bool allKnown = std::all_of(messages.begin(), messages.end(), [&](const BagMessage& message) {
    return connections.contains(message.connection);
  });
  for (std::uint32_t i = 0; i < chunks.size(); ++i) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(i) / static_cast<double>(chunks.size()), "Reading without an index");
    if (chunks[i].dataSize > 0 && (!chunks[i].isIndexed || !allKnown)) takeInside(i);
  }
  return {};
}

/// Several connections may write one topic.
std::string Rosbag::Private::topicsByName() {
  std::map<std::pair<std::string, std::string>, std::uint32_t> numbers;
  for (const auto& [connection, named] : connections)
    numbers[named] = 0;
  for (auto& [named, number] : numbers) {
    number = static_cast<std::uint32_t>(topics.size());
    topics.push_back({named.first, named.second, 0, 0, 0});
  }
  std::erase_if(messages,
                [&](const BagMessage& message) { return !connections.contains(message.connection); });
  std::stable_sort(messages.begin(), messages.end(),
                   [](const BagMessage& a, const BagMessage& b) { return a.time < b.time; });
  for (BagMessage& message : messages) {
    message.topic = numbers[connections[message.connection]];
    BagTopic& topic = topics[message.topic];
    if (topic.messages++ == 0) topic.first = message.time;
    topic.last = message.time;
  }
  if (closed && !cutOff) return {};
  return "The recording " + path.filename().string() +
         (cutOff ? " is cut off or damaged" : " was not closed") + "; the " +
         std::to_string(messages.size()) + " messages that are whole are read.";
}

const std::string* Rosbag::Private::unpackedChunk(std::uint32_t number) const {
  const auto known = std::find_if(unpackedChunks.begin(), unpackedChunks.end(),
                                  [&](const auto& chunk) { return chunk.first == number; });
  if (known != unpackedChunks.end()) {
    unpackedChunks.splice(unpackedChunks.begin(), unpackedChunks, known);
  } else {
    if (number >= chunks.size()) return nullptr;
    unpackedChunks.emplace_front(number, unpack(chunks[number]).bytes);
    std::size_t bytes = 0, count = 0;
    for (auto chunk = unpackedChunks.begin(); chunk != unpackedChunks.end();) {
      bytes += chunk->second.size();
      chunk = ++count > 1 && (count > keptChunks || bytes > keptBytes) ? unpackedChunks.erase(chunk)
                                                                       : std::next(chunk);
    }
  }
  return &unpackedChunks.front().second;
}

bool Rosbag::isOne(const fs::path& file) { return head(file).starts_with(anyMagic); }

Result<Rosbag> Rosbag::open(const fs::path& file, const Progress& progress) {
  std::error_code fault;
  if (!fs::exists(file, fault))
    return Error{ErrorCode::notFound, "there is no such file", file.string(), "check the name"};
  if (!fs::is_regular_file(file, fault))
    return Error{ErrorCode::badInput, "this is no file", file.string(), "name a recording that ends in .bag"};
  if (!std::ifstream(file, std::ios::binary))
    return Error{ErrorCode::ioFailure, "this file cannot be read", file.string(), "check its permissions"};
  if (const auto known = checkHead(file); !known) return known.error();
  auto own = std::make_unique<Private>();
  own->path = file;
  own->file = std::make_unique<FileBytes>(file);
  if (const auto walked = own->walk(progress); !walked) return walked.error();
  if (const auto walked = own->walkInside(progress); !walked) return walked.error();
  own->remark = own->topicsByName();
  if (own->messages.empty())
    return Error{ErrorCode::badInput,
                 own->remark.empty() ? "this recording holds no messages"
                                     : "no message of this recording is whole",
                 file.string(), "record it again, or take a good copy"};
  return Rosbag(std::move(own));
}

Rosbag::Rosbag(std::unique_ptr<Private> own)
    : own_(std::move(own)) {}
Rosbag::Rosbag(Rosbag&&) noexcept = default;
Rosbag& Rosbag::operator=(Rosbag&&) noexcept = default;
Rosbag::~Rosbag() = default;

const fs::path& Rosbag::path() const { return own_->path; }
const std::vector<BagTopic>& Rosbag::topics() const { return own_->topics; }
const std::vector<BagMessage>& Rosbag::messages() const { return own_->messages; }
const std::string& Rosbag::remark() const { return own_->remark; }

Result<std::string> Rosbag::read(const BagMessage& message) const {
  const std::string where = own_->path.string();
  const BagBytes* bytes = own_->file.get();
  UnpackedBytes inside({});
  if (message.chunk != unpacked) {
    const std::string* chunk = own_->unpackedChunk(message.chunk);
    if (!chunk) return brokenMessage(where);
    inside = UnpackedBytes(*chunk);
    bytes = &inside;
  }
  const auto record = recordAt(*bytes, message.place);
  if (!record || record->op() != BagOp::message || record->dataSize > bytes->size() - record->dataAt ||
      record->number<std::uint32_t>("conn") != message.connection)
    return brokenMessage(where);
  std::string data;
  bytes->read(record->dataAt, record->dataSize, data);
  if (data.size() != record->dataSize)
    return Error{ErrorCode::ioFailure, "this recording cannot be read", where,
                 "check the disk and try again"};
  return data;
}

} // namespace fillscope
