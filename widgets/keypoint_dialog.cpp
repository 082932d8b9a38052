#include "widgets/keypoint_dialog.h"

#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QToolButton>
#include <algorithm>
#include <set>

namespace fillscope {

namespace {

enum Column { nameColumn, edgeColumn, mirrorColumn };
using Pairs = std::vector<std::pair<int, int>>;

/// Counted from 1, as people count; those that are no number of another keypoint are left out.
std::set<int> numbersIn(const QString& text, int count, int self) {
  std::set<int> numbers;
  for (const QString& word :
       QString(text).replace(QLatin1Char(','), QLatin1Char(' ')).split(QLatin1Char(' ')))
    if (const int number = word.toInt(); number >= 1 && number <= count && number - 1 != self)
      numbers.insert(number - 1);
  return numbers;
}

void removeAllOf(Pairs& pairs, int keypoint) {
  std::erase_if(pairs,
                [keypoint](const auto& pair) { return pair.first == keypoint || pair.second == keypoint; });
}

/// After a keypoint went (to: −1) or two changed places.
void renumber(Pairs& pairs, const std::vector<int>& to) {
  for (auto& [a, b] : pairs) {
    a = to[static_cast<std::size_t>(a)];
    b = to[static_cast<std::size_t>(b)];
  }
  std::erase_if(pairs, [](const auto& pair) { return pair.first < 0 || pair.second < 0; });
}

QString partners(const Pairs& pairs, int keypoint) {
  std::set<int> numbers;
  for (const auto& [a, b] : pairs) {
    if (a == keypoint) numbers.insert(b + 1);
    if (b == keypoint) numbers.insert(a + 1);
  }
  QStringList words;
  for (const int number : numbers)
    words << QString::number(number);
  return words.join(QStringLiteral(", "));
}

} // namespace

QString keypointTemplateFault(const KeypointTemplate& kind) {
  const auto translated = [](const char* text) {
    return QCoreApplication::translate("fillscope::KeypointDialog", text);
  };
  if (kind.name.empty())
    return translated(QT_TRANSLATE_NOOP("fillscope::KeypointDialog", "The set needs a name"));
  if (kind.keypoints.size() < 2)
    return translated(QT_TRANSLATE_NOOP("fillscope::KeypointDialog", "A set has at least two keypoints"));
  std::set<std::string> names;
  for (const std::string& name : kind.keypoints) {
    if (name.empty())
      return translated(QT_TRANSLATE_NOOP("fillscope::KeypointDialog", "A keypoint has no name"));
    if (!names.insert(name).second)
      return translated(QT_TRANSLATE_NOOP("fillscope::KeypointDialog", "Two keypoints are called “%1”"))
          .arg(QString::fromStdString(name));
  }
  return {};
}

std::vector<std::pair<int, int>> mirrorPairs(const std::vector<std::string>& names) {
  Pairs pairs;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto at = names[i].find("left");
    if (at == std::string::npos) continue;
    std::string other = names[i];
    other.replace(at, 4, "right");
    const auto found = std::find(names.begin(), names.end(), other);
    if (found != names.end())
      pairs.emplace_back(static_cast<int>(i), static_cast<int>(found - names.begin()));
  }
  return pairs;
}

KeypointDialog::KeypointDialog(const KeypointTemplate& kind, const std::vector<Vec2>& places, QWidget* parent)
    : QDialog(parent)
    , kind_(kind)
    , places_(places)
    , name_(new QLineEdit(QString::fromStdString(kind.name)))
    , table_(new QTableWidget(0, 3))
    , sketch_(new KeypointSketch)
    , fault_(new ToneLabel(Tone::bad))
    , buttons_(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel)) {
  setWindowTitle(tr("Keypoint set"));
  resize(720, 460);
  table_->setHorizontalHeaderLabels({tr("Keypoint"), tr("Joined to"), tr("Mirrored with")});
  table_->horizontalHeader()->setSectionResizeMode(nameColumn, QHeaderView::Stretch);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setAccessibleName(tr("Keypoints in the order in which they are placed"));
  table_->setTabKeyNavigation(false);
  auto* row = new QHBoxLayout;
  row->setSpacing(0);
  const auto button = [&](const char* icon, Qt::ArrowType arrow, const QString& name, auto act) {
    auto* made = new QToolButton;
    if (*icon) made->setIcon(theme::icon(QLatin1String(icon), palette()));
    made->setArrowType(arrow);
    made->setAutoRaise(true);
    made->setToolTip(name);
    made->setAccessibleName(name);
    connect(made, &QToolButton::clicked, this, act);
    row->addWidget(made);
    return made;
  };
  button("add", Qt::NoArrow, tr("New keypoint"), [this] {
    addKeypoint();
  })->setObjectName(QStringLiteral("addKeypoint"));
  remove_ = button("trash", Qt::NoArrow, tr("Remove the keypoint"), [this] { removeKeypoint(); });
  row->addStretch();
  auto* pairs = new QPushButton(tr("&Pairs from left and right"));
  pairs->setToolTip(tr("Keypoints whose names differ by left and right alone are exchanged in a mirror"));
  connect(pairs, &QPushButton::clicked, this, &KeypointDialog::findPairs);
  row->addWidget(pairs);
  up_ = button("", Qt::UpArrow, tr("Earlier"), [this] { move(-1); });
  down_ = button("", Qt::DownArrow, tr("Later"), [this] { move(1); });
  auto* label = new QLabel(tr("&Name of the set"));
  label->setBuddy(name_);
  fault_->setAccessibleName(tr("What is wrong"));
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
  layout->setSpacing(2 * theme::grid);
  layout->addWidget(label, 0, 0);
  layout->addWidget(name_, 0, 1);
  layout->addWidget(table_, 1, 0, 1, 2);
  layout->addLayout(row, 2, 0, 1, 2);
  layout->addWidget(sketch_, 0, 2, 3, 1);
  layout->addWidget(fault_, 3, 0, 1, 2);
  layout->addWidget(buttons_, 3, 2);
  layout->setColumnStretch(1, 3);
  layout->setColumnStretch(2, 2);
  connect(buttons_, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
  name_->setObjectName(QStringLiteral("setName"));
  connect(name_, &QLineEdit::textEdited, this, [this](const QString& text) {
    kind_.name = text.trimmed().toStdString();
    check();
  });
  connect(table_, &QTableWidget::cellChanged, this, &KeypointDialog::takeCell);
  connect(table_, &QTableWidget::currentCellChanged, this, &KeypointDialog::check);
  connect(sketch_, &KeypointSketch::edgeToggled, this, &KeypointDialog::toggleEdge);
  showKind();
}

QString KeypointDialog::usualName(int number) { return tr("point %1").arg(number); }

void KeypointDialog::addKeypoint() {
  std::string name;
  for (int i = static_cast<int>(kind_.keypoints.size()) + 1; name.empty(); ++i)
    if (const std::string candidate = usualName(i).toStdString();
        std::find(kind_.keypoints.begin(), kind_.keypoints.end(), candidate) == kind_.keypoints.end())
      name = candidate;
  kind_.keypoints.push_back(name);
  showKind();
  table_->setCurrentCell(static_cast<int>(kind_.keypoints.size()) - 1, nameColumn);
  table_->setFocus();
  table_->editItem(table_->currentItem());
}

void KeypointDialog::removeKeypoint() {
  const int row = table_->currentRow();
  if (row < 0) return;
  std::vector<int> to(kind_.keypoints.size());
  for (int i = 0; i < static_cast<int>(to.size()); ++i)
    to[static_cast<std::size_t>(i)] = i == row ? -1 : i > row ? i - 1 : i;
  renumber(kind_.edges, to);
  renumber(kind_.flipPairs, to);
  kind_.keypoints.erase(kind_.keypoints.begin() + row);
  showKind();
}

void KeypointDialog::move(int step) {
  const int row = table_->currentRow(), other = row + step, count = static_cast<int>(kind_.keypoints.size());
  if (row < 0 || other < 0 || other >= count) return;
  std::vector<int> to(kind_.keypoints.size());
  for (int i = 0; i < count; ++i)
    to[static_cast<std::size_t>(i)] = i == row ? other : i == other ? row : i;
  renumber(kind_.edges, to);
  renumber(kind_.flipPairs, to);
  std::swap(kind_.keypoints[static_cast<std::size_t>(row)], kind_.keypoints[static_cast<std::size_t>(other)]);
  showKind();
  table_->setCurrentCell(other, std::max(0, table_->currentColumn()));
}

void KeypointDialog::toggleEdge(int a, int b) {
  const auto joins = [a, b](const auto& edge) {
    return (edge.first == a && edge.second == b) || (edge.first == b && edge.second == a);
  };
  if (std::erase_if(kind_.edges, joins) == 0) kind_.edges.emplace_back(a, b);
  showKind();
}

void KeypointDialog::takeCell(int row, int column) {
  const QString text = table_->item(row, column)->text().trimmed();
  const int count = static_cast<int>(kind_.keypoints.size());
  if (column == nameColumn) {
    kind_.keypoints[static_cast<std::size_t>(row)] = text.toStdString();
  } else if (column == edgeColumn) {
    std::set<int> wanted = numbersIn(text, count, row);
    // Edges that stay keep their direction and place.
    std::erase_if(kind_.edges, [&](const auto& edge) {
      const int other = edge.first == row ? edge.second : edge.second == row ? edge.first : -1;
      return other >= 0 && wanted.erase(other) == 0;
    });
    for (const int other : wanted)
      kind_.edges.emplace_back(row, other);
  } else {
    const std::set<int> wanted = numbersIn(text, count, row);
    removeAllOf(kind_.flipPairs, row);
    if (!wanted.empty()) {
      removeAllOf(kind_.flipPairs, *wanted.begin());
      kind_.flipPairs.emplace_back(std::min(row, *wanted.begin()), std::max(row, *wanted.begin()));
    }
  }
  showKind();
}

void KeypointDialog::findPairs() {
  for (const auto& [a, b] : mirrorPairs(kind_.keypoints)) {
    removeAllOf(kind_.flipPairs, a);
    removeAllOf(kind_.flipPairs, b);
    kind_.flipPairs.emplace_back(a, b);
  }
  showKind();
}

void KeypointDialog::showKind() {
  const QSignalBlocker block(table_);
  table_->setRowCount(static_cast<int>(kind_.keypoints.size()));
  for (int row = 0; row < table_->rowCount(); ++row) {
    const QString cells[] = {QString::fromStdString(kind_.keypoints[static_cast<std::size_t>(row)]),
                             partners(kind_.edges, row), partners(kind_.flipPairs, row)};
    for (int column = 0; column < 3; ++column) {
      if (!table_->item(row, column)) table_->setItem(row, column, new QTableWidgetItem);
      table_->item(row, column)->setText(cells[column]);
    }
  }
  sketch_->setSet(kind_, places_);
  check();
}

void KeypointDialog::check() {
  const QString fault = keypointTemplateFault(kind_);
  fault_->setText(fault);
  buttons_->button(QDialogButtonBox::Ok)->setEnabled(fault.isEmpty());
  const int row = table_->currentRow();
  remove_->setEnabled(row >= 0);
  up_->setEnabled(row > 0);
  down_->setEnabled(row >= 0 && row + 1 < table_->rowCount());
}

} // namespace fillscope
