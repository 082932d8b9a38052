#include "core/annotation/picture_query_node.h"

namespace fillscope {
namespace {

using Sign = QuerySign;
using Node = PictureQuery::Node;
using NodePointer = std::shared_ptr<const Node>;

template <class Words>
bool contains(const Words& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

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
    const bool isState = token.kind == Token::Kind::word && contains(queryStates, word);
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
      if (!contains(queryStates, node->field))
        return fault(
            QStringLiteral("no picture can be “%1”").arg(text),
            QStringLiteral("there are open, annotated, measured, predicted, proposed, doubtful, reviewed and "
                           "unreviewed"));
    } else if (contains(queryNumbers, node->field)) {
      node->kind = Node::Kind::number;
      if (!readRange(*node))
        return fault(QStringLiteral("“%1” needs a number, not “%2”").arg(name.text, text),
                     QStringLiteral("write it as in %1<4 or %1=1..3").arg(name.text));
    } else if (contains(queryTexts, node->field)) {
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
      low = queryNumber(node.text.left(dots));
      high = queryNumber(node.text.mid(dots + 2), &percent);
    } else {
      low = high = queryNumber(node.text, &percent);
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

} // namespace

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

} // namespace fillscope
