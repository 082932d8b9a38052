#pragma once

class QWidget;

namespace fillscope {

/// The wheel scrolls what lies around the fields inside root (root itself too): combo boxes never turn with
/// it, spin boxes and sliders only while they have the focus and the pointer was moved onto them, and it does
/// not give them the focus.
/// Undo and redo by key are theirs only while something is typed that is not yet taken; otherwise they are
/// the window's. Call it once the fields are there.
void guardWheel(QWidget& root);

} // namespace fillscope
