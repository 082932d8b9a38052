#pragma once
// What a person is told of what was opened or found.
#include "core/workflow/open_anything.h"
#include "core/workflow/picture_finder.h"
#include <QString>

namespace fillscope {

/// How the clouds that became pictures just now are shown, and what to do where that is wrong; "" none did.
QString cloudsText(const std::vector<OpenedCloud>& clouds);
/// Which were not opened, and why; "" none.
QString refusedText(const std::vector<Error>& refused);
QString locatedText(const LocatedPictures& located);

} // namespace fillscope
