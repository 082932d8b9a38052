#pragma once
// What the pages of data and training have in common: knobs at the left that scroll, the stage at the right.
#include <QWidget>

class QLayout;

namespace fillscope {

/// content in a scroll area as wide as its content asks for, with the margins of a panel.
QWidget* scrolled(QWidget* content);
/// Two sides with a line between that can be moved; the left one keeps its width.
void addSides(QWidget& page, QLayout* left, QLayout* right);

} // namespace fillscope
