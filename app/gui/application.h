#pragma once
// What has to be set up around the window: graphics before the application object, language and icon after
// it.
class QApplication;

namespace fillscope {

void prepareGraphics();                     ///< before QApplication
void prepareApplication(QApplication& app); ///< names, translations, icon

} // namespace fillscope
