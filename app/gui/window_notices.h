#pragma once

namespace fillscope {

class AppContext;
class MainWindow;

/// What goes wrong or is done anywhere in the window is said in its notice bar.
void connectNotices(MainWindow& window, AppContext& context);

} // namespace fillscope
