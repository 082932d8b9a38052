#include "core/annotation/picture_query.h"
#include "core/annotation/attribute_definitions.h"
#include "core/annotation/region_words.h"
#include "core/annotation/rim.h"
#include <QString>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace fillscope {
namespace {

enum class Sign { part, equal, unequal, less, atMost, more, atLeast };
constexpr std::array<std::string_view, 9> states{"open",       "annotated",   "measured",
                                                 "proposed",   "doubtful",    "reviewed",
                                                 "unreviewed", "unannotated", "unmeasured"};
constexpr std::array<std::string_view, 4> numbers{"corners", "regions", "fill", "confidence"};
constexpr std::array<std::string_view, 3> texts{"name", "label", "shape"};

template <class Words>
bool contains(const Words& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool sameText(const std::string& value, const QString& wanted, Sign sign) {
  const QString text = QString::fromStdString(value);
  return sign == Sign::part ? text.contains(wanted, Qt::CaseInsensitive)
                            : text.compare(wanted, Qt::CaseInsensitive) == 0;
}

bool compares(double value, Sign sign, double low, double high) {
  switch (sign) {
  case Sign::part:
  case Sign::equal:
    return value >= low && value <= high;
  case Sign::unequal:
    return !(value >= low && value <= high);
  case Sign::less:
    return value < low;
  case Sign::atMost:
    return value <= high;
  case Sign::more:
    return value > high;
  case Sign::atLeast:
    return value >= low;
  }
  return false;
}

std::optional<double> numberOf(QString text, bool* isPercent = nullptr) {
  const bool percent = text.endsWith(QLatin1Char('%'));
  if (percent) text.chop(1);
  if (isPercent) *isPercent = percent;
  bool ok = false;
  const double value = text.toDouble(&ok);
  return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

} // namespace

struct PictureQuery::Node {
  enum class Kind { all, any, no, name, state, number, text, attribute, has };
  Kind kind = Kind::all;
  std::vector<std::shared_ptr<const Node>> parts;
  std::string field;
  QString text;
  Sign sign = Sign::part;
  double low = 0, high = 0;
  bool isNumber = false;

  bool holds(const PictureFacts& facts) const {
    switch (kind) {
    case Kind::all:
      return std::all_of(parts.begin(), parts.end(), [&](const auto& part) { return part->holds(facts); });
    case Kind::any:
      return std::any_of(parts.begin(), parts.end(), [&](const auto& part) { return part->holds(facts); });
    case Kind::no:
      return !parts.front()->holds(facts);
    case Kind::name:
      return facts.name.contains(text, Qt::CaseInsensitive);
    case Kind::state:
      return stateHolds(facts);
    case Kind::number:
      return numberHolds(facts);
    case Kind::text:
      return textHolds(facts);
    case Kind::attribute:
    case Kind::has:
      return attributeHolds(facts);
    }
    return false;
  }

 private:
  bool stateHolds(const PictureFacts& facts) const {
    if (field == "open" || field == "unannotated") return !facts.annotated;
    if (field == "annotated") return facts.annotated;
    if (field == "measured") return facts.measured;
    if (field == "unmeasured") return !facts.measured;
    if (field == "proposed") return facts.proposed;
    if (field == "doubtful") return facts.doubtful;
    return (facts.picture && isReviewed(*facts.picture)) == (field == "reviewed");
  }

  bool numberHolds(const PictureFacts& facts) const {
    std::optional<double> value;
    if (field == "fill") {
      value = facts.fill;
    } else if (field == "confidence") {
      value = facts.confidence;
    } else if (facts.picture && field == "regions") {
      value = static_cast<double>(facts.picture->regions.size());
    } else if (facts.picture) {
      const std::optional<Rim> rim = rimOf(*facts.picture);
      value = rim ? static_cast<double>(rim->corners.size()) : 0;
    }
    return value && compares(*value, sign, low, high);
  }

  bool textHolds(const PictureFacts& facts) const {
    if (field == "name")
      return (facts.name.compare(text, Qt::CaseInsensitive) == 0) != (sign == Sign::unequal);
    if (!facts.picture) return sign == Sign::unequal;
    const auto& regions = facts.picture->regions;
    const bool any = std::any_of(regions.begin(), regions.end(), [&](const Region& region) {
      return sameText(field == "label" ? labelOf(region) : shapeWord(region), text, sign);
    });
    return any != (sign == Sign::unequal);
  }

  bool valueHolds(const AttributeValue& value) const {
    const std::vector<std::string> values = checkedOptions(value);
    if (kind == Kind::has) return !values.empty();
    return std::any_of(values.begin(), values.end(), [&](const std::string& one) {
      if (sign == Sign::part || sign == Sign::equal || sign == Sign::unequal)
        return sameText(one, text, sign);
      const std::optional<double> number = numberOf(QString::fromStdString(one));
      return number && compares(*number, sign, low, high);
    });
  }

  bool attributeHolds(const PictureFacts& facts) const {
    if (!facts.picture) return sign == Sign::unequal;
    const auto in = [this](const Attributes& attributes) {
      const AttributeValue* value = attributes.find(field);
      return value && valueHolds(*value);
    };
    const bool any = in(facts.picture->attributes) ||
                     std::any_of(facts.picture->regions.begin(), facts.picture->regions.end(),
                                 [&](const Region& region) { return in(region.attributes); });
    return any != (sign == Sign::unequal);
  }
};

namespace {

using Node = PictureQuery::Node;
using NodePointer = std::shared_ptr<const Node>;

struct Token {
  enum class Kind { end, word, quoted, open, close, minus, sign };
  Kind kind = Kind::end;
  QString text;
  Sign sign = Sign::part;
};

Error fault(const QString& what, const QString& hint = {}) {
  return {ErrorCode::badInput, what.toStdString(), {}, hint.toStdString()};
}

Result<std::vector<Token>> tokensOf(const QString& text) {
  std::vector<Token> tokens;
  qsizetype i = 0;
  bool space = true;
  const auto push = [&](Token::Kind kind, const QString& word, qsizetype length, Sign sign = Sign::part) {
    tokens.push_back({kind, word, sign});
    i += length;
    space = false;
  };
  static const QString breaks = QStringLiteral("()\":=<>!");
  while (i < text.size()) {
    const QChar c = text[i];
    const QStringView rest = QStringView(text).mid(i);
    const bool afterSign = !tokens.empty() && tokens.back().kind == Token::Kind::sign; // "x > -1"
    if (c.isSpace()) {
      space = true;
      ++i;
    } else if (c == u'(') {
      push(Token::Kind::open, {}, 1);
    } else if (c == u')') {
      push(Token::Kind::close, {}, 1);
    } else if (c == u'"') {
      const qsizetype end = text.indexOf(u'"', i + 1);
      if (end < 0) return fault(QStringLiteral("a quotation mark is not closed"));
      push(Token::Kind::quoted, text.mid(i + 1, end - i - 1), end - i + 1);
    } else if (rest.startsWith(u"!=")) {
      push(Token::Kind::sign, {}, 2, Sign::unequal);
    } else if (rest.startsWith(u"<=")) {
      push(Token::Kind::sign, {}, 2, Sign::atMost);
    } else if (rest.startsWith(u">=")) {
      push(Token::Kind::sign, {}, 2, Sign::atLeast);
    } else if (c == u'<' || c == u'>' || c == u'=' || c == u':') {
      push(Token::Kind::sign, {}, rest.startsWith(u"==") || rest.startsWith(u"::") ? 2 : 1,
           c == u'<'   ? Sign::less
           : c == u'>' ? Sign::more
           : c == u'=' ? Sign::equal
                       : Sign::part);
    } else if (c == u'!' || (c == u'-' && space && !afterSign)) {
      push(Token::Kind::minus, {}, 1);
    } else {
      qsizetype end = i + 1;
      while (end < text.size() && !text[end].isSpace() && !breaks.contains(text[end]))
        ++end;
      push(Token::Kind::word, text.mid(i, end - i), end - i);
    }
  }
  tokens.push_back({});
  return tokens;
}

class Parser {
 public:
  explicit Parser(std::vector<Token> tokens)
      : tokens_(std::move(tokens)) {}
  std::vector<std::string> attributes;

  Result<NodePointer> parse() {
    Result<NodePointer> query = any();
    if (query && now().kind == Token::Kind::close)
      return fault(QStringLiteral("there is a “)” without its “(”"));
    return query;
  }

 private:
  const Token& now() const { return tokens_[at_]; }
  bool isWord(const char16_t* word) const {
    return now().kind == Token::Kind::word && now().text.compare(QStringView(word), Qt::CaseInsensitive) == 0;
  }
  /// A field called "or"? No: the next token is no sign.
  bool isConnective(const char16_t* word) const {
    return isWord(word) && tokens_[at_ + 1].kind != Token::Kind::sign;
  }
  static NodePointer joined(Node::Kind kind, std::vector<NodePointer> parts) {
    if (parts.size() == 1) return parts.front();
    auto node = std::make_shared<Node>();
    node->kind = kind;
    node->parts = std::move(parts);
    return node;
  }

  Result<NodePointer> any() {
    std::vector<NodePointer> parts;
    while (true) {
      Result<NodePointer> part = all();
      if (!part) return part;
      parts.push_back(*part);
      if (!isConnective(u"or")) return joined(Node::Kind::any, std::move(parts));
      ++at_;
    }
  }

  Result<NodePointer> all() {
    std::vector<NodePointer> parts;
    while (true) {
      Result<NodePointer> part = one();
      if (!part) return part;
      parts.push_back(*part);
      if (isConnective(u"and"))
        ++at_;
      else if (now().kind == Token::Kind::end || now().kind == Token::Kind::close || isConnective(u"or"))
        return joined(Node::Kind::all, std::move(parts));
    }
  }

  Result<NodePointer> one() {
    if (++depth_ > 200) return fault(QStringLiteral("the parentheses are nested too deep"));
    const Result<NodePointer> node = atom();
    --depth_;
    return node;
  }

  Result<NodePointer> atom() {
    const Token token = now();
    if (token.kind == Token::Kind::minus || isConnective(u"not")) {
      ++at_;
      Result<NodePointer> part = one();
      if (!part) return part;
      auto node = std::make_shared<Node>();
      node->kind = Node::Kind::no;
      node->parts = {*part};
      return NodePointer(node);
    }
    if (token.kind == Token::Kind::open) {
      ++at_;
      Result<NodePointer> part = any();
      if (!part) return part;
      if (now().kind != Token::Kind::close) return fault(QStringLiteral("a “(” is not closed"));
      ++at_;
      return part;
    }
    if (token.kind == Token::Kind::sign)
      return fault(QStringLiteral("before a sign of comparison a name is missing"),
                   QStringLiteral("write it as in corners<4"));
    if (token.kind == Token::Kind::close || token.kind == Token::Kind::end || isConnective(u"and") ||
        isConnective(u"or"))
      return fault(
          QStringLiteral("something is missing before or after “and”, “or”, “not” or a parenthesis"));
    ++at_;
    if (now().kind == Token::Kind::sign) return comparison(token);
    auto node = std::make_shared<Node>();
    const std::string word = token.text.toLower().toStdString();
    const bool isState = token.kind == Token::Kind::word && contains(states, word);
    node->kind = isState ? Node::Kind::state : Node::Kind::name;
    node->field = word;
    node->text = token.text;
    return NodePointer(node);
  }

  Result<NodePointer> comparison(const Token& name) {
    const Sign sign = now().sign;
    ++at_;
    const Token value = now();
    if (value.kind != Token::Kind::word && value.kind != Token::Kind::quoted)
      return fault(QStringLiteral("after “%1” a value is missing").arg(name.text),
                   QStringLiteral("write it as in corners<4 or label:box"));
    ++at_;
    const QString text = value.text;
    auto node = std::make_shared<Node>();
    node->sign = sign;
    node->text = text;
    node->field = name.text.toLower().toStdString();
    if (node->field == "is") {
      node->kind = Node::Kind::state;
      node->field = text.toLower().toStdString();
      if (!contains(states, node->field))
        return fault(QStringLiteral("no picture can be “%1”").arg(text),
                     QStringLiteral("there are open, annotated, measured, proposed, doubtful, reviewed and "
                                    "unreviewed"));
    } else if (contains(numbers, node->field)) {
      node->kind = Node::Kind::number;
      if (!readRange(*node))
        return fault(QStringLiteral("“%1” needs a number, not “%2”").arg(name.text, text),
                     QStringLiteral("write it as in %1<4 or %1=1..3").arg(name.text));
    } else if (contains(texts, node->field)) {
      node->kind = node->field == "name" && sign == Sign::part ? Node::Kind::name : Node::Kind::text;
      if (sign != Sign::part && sign != Sign::equal && sign != Sign::unequal)
        return fault(QStringLiteral("“%1” is a text and cannot be less or more").arg(name.text),
                     QStringLiteral("write %1:%2").arg(name.text, text));
    } else if (node->field == "has") {
      node->kind = Node::Kind::has;
      node->field = text.toStdString();
      attributes.push_back(node->field);
    } else {
      node->kind = Node::Kind::attribute;
      node->field = name.text.toStdString(); // attributes tell case apart
      attributes.push_back(node->field);
      const bool ordered = sign != Sign::part && sign != Sign::equal && sign != Sign::unequal;
      if (ordered && !readRange(*node))
        return fault(QStringLiteral("“%1” can be less or more than a number only").arg(name.text));
    }
    return NodePointer(node);
  }

  static bool readRange(Node& node) {
    const qsizetype dots = node.text.indexOf(QStringLiteral(".."));
    bool percent = false;
    std::optional<double> low, high;
    if (dots > 0) {
      low = numberOf(node.text.left(dots));
      high = numberOf(node.text.mid(dots + 2), &percent);
    } else {
      low = high = numberOf(node.text, &percent);
    }
    if (!low || !high) return false;
    const double unit = percent && node.field == "confidence" ? 0.01 : 1;
    node.low = std::min(*low, *high) * unit;
    node.high = std::max(*low, *high) * unit;
    return true;
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

/// Levenshtein's distance.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j)
    row[j] = j;
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t corner = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t swapped = corner + (a[i] != b[j]);
      corner = row[j + 1];
      row[j + 1] = std::min({swapped, row[j] + 1, corner + 1});
    }
  }
  return row[b.size()];
}

} // namespace

bool PictureQuery::holds(const PictureFacts& facts) const { return !root_ || root_->holds(facts); }

Result<PictureQuery> parsePictureQuery(std::string_view text) {
  PictureQuery query;
  Result<std::vector<Token>> tokens =
      tokensOf(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
  if (!tokens) return tokens.error();
  if (tokens->size() == 1) return query;
  Parser parser(std::move(*tokens));
  Result<NodePointer> root = parser.parse();
  if (!root) return root.error();
  query.root_ = std::move(*root);
  query.attributes_ = std::move(parser.attributes);
  return query;
}

std::string nearestQueryWord(const std::string& name) {
  const std::string lower = QString::fromStdString(name).toLower().toStdString();
  std::string best;
  std::size_t least = std::max<std::size_t>(1, (lower.size() + 1) / 3) + 1; // two letters swapped count twice
  const auto look = [&](const auto& words) {
    for (const std::string_view word : words)
      if (const std::size_t d = distance(lower, word); d < least) {
        least = d;
        best = word;
      }
  };
  look(numbers);
  look(texts);
  look(states);
  return best;
}

bool isReviewed(const Picture& picture) { return picture.attributes.text("reviewed") == "yes"; }

Attributes withReviewed(Attributes attributes, bool reviewed) {
  attributes.set("reviewed", reviewed ? "yes" : "no");
  return attributes;
}

} // namespace fillscope
