#include "core/formats/content_hash.h"
#include <bit>
#include <cstring>

namespace fillscope {
namespace {

constexpr std::uint64_t prime1 = 0x9E3779B185EBCA87, prime2 = 0xC2B2AE3D27D4EB4F, prime3 = 0x165667B19E3779F9,
                        prime4 = 0x85EBCA77C2B2AE63, prime5 = 0x27D4EB2F165667C5;

template <class Word>
std::uint64_t wordAt(const char* at) {
  Word word;
  std::memcpy(&word, at, sizeof word);
  if constexpr (std::endian::native == std::endian::big) {
    Word turned = 0;
    for (std::size_t i = 0; i < sizeof word; ++i, word >>= 8)
      turned = static_cast<Word>((turned << 8) | (word & 0xFF));
    word = turned;
  }
  return word;
}

std::uint64_t round(std::uint64_t sum, std::uint64_t word) {
  return std::rotl(sum + word * prime2, 31) * prime1;
}
std::uint64_t joined(std::uint64_t hash, std::uint64_t lane) {
  return (hash ^ round(0, lane)) * prime1 + prime4;
}

} // namespace

std::uint64_t contentHash(std::string_view bytes) {
  const char *at = bytes.data(), *const end = at + bytes.size();
  std::uint64_t hash = prime5;
  if (bytes.size() >= 32) {
    std::uint64_t a = prime1 + prime2, b = prime2, c = 0, d = 0 - prime1;
    for (; end - at >= 32; at += 32) {
      a = round(a, wordAt<std::uint64_t>(at));
      b = round(b, wordAt<std::uint64_t>(at + 8));
      c = round(c, wordAt<std::uint64_t>(at + 16));
      d = round(d, wordAt<std::uint64_t>(at + 24));
    }
    hash = std::rotl(a, 1) + std::rotl(b, 7) + std::rotl(c, 12) + std::rotl(d, 18);
    for (const std::uint64_t lane : {a, b, c, d})
      hash = joined(hash, lane);
  }
  hash += bytes.size();
  for (; end - at >= 8; at += 8)
    hash = std::rotl(hash ^ round(0, wordAt<std::uint64_t>(at)), 27) * prime1 + prime4;
  if (end - at >= 4) {
    hash = std::rotl(hash ^ (wordAt<std::uint32_t>(at) * prime1), 23) * prime2 + prime3;
    at += 4;
  }
  for (; at != end; ++at)
    hash = std::rotl(hash ^ (static_cast<unsigned char>(*at) * prime5), 11) * prime1;
  hash = (hash ^ (hash >> 33)) * prime2;
  hash = (hash ^ (hash >> 29)) * prime3;
  return hash ^ (hash >> 32);
}

std::string contentHashText(std::string_view bytes) {
  std::uint64_t hash = contentHash(bytes);
  std::string text(16, '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, hash >>= 4)
    *digit = "0123456789abcdef"[hash & 15];
  return text;
}

} // namespace fillscope
