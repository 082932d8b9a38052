#pragma once

class QWidget;

namespace fillscope {

/// Fields inside root (combo boxes, spin boxes, sliders; root itself too) turn with the wheel only while they
/// have the focus, and the wheel does not give it to them; otherwise the wheel scrolls what lies around.
/// Undo and redo by key are theirs only while something is typed that is not yet taken; otherwise they are
/// the window's. Call it once the fields are there.
void guardWheel(QWidget& root);

} // namespace fillscope
