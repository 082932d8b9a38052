#pragma once
// The words of report pages in the window's language.
#include "core/formats/report_words.h"

namespace fillscope {

/// Any thread; what is said on it stays English where no translation is loaded.
ReportWords reportPhrases();

} // namespace fillscope
