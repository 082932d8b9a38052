#include "app/cli/compare_grey.h"
#include "app/cli/compare_files.h"
#include "app/cli/compare_lines.h"
#include "app/cli/console.h"
#include "core/workflow/compare_grey_folders.h"
#include <cstdio>

namespace fillscope::cli {

int compareGreyPictures(const GreyArguments& arguments) {
  const std::string name = arguments.estimate.stem().string();
  const DepthPair pair{name, arguments.estimate, arguments.reference};
  if (auto may = checkOutputs({arguments.out, {}}, {}, {pair}); !may) return fail(may.error());
  const auto comparison = compareGreyPair(pair);
  if (!comparison) return fail(comparison.error());
  if (!arguments.out.empty())
    if (auto written = writeGreyComparison(*comparison, arguments.out, name); !written)
      return fail(written.error());
  if (arguments.json)
    std::fputs(greyComparisonJson(*comparison).c_str(), stdout);
  else
    std::printf("SSIM %.4f of grey values, Otsu's threshold %d\n", comparison->ssim, comparison->threshold);
  return done;
}

int compareGreyFolders(const GreyArguments& arguments) {
  const auto pairs = pairFolders(arguments.estimate, arguments.reference, arguments.out);
  if (!pairs) return fail(pairs.error());
  if (auto may = checkOutputs({arguments.out, {}}, {}, pairs->pairs); !may) return fail(may.error());
  const auto write = [&](const DepthPair& pair, const GreyComparison& comparison) -> Result<void> {
    if (arguments.out.empty()) return {};
    return writeGreyComparison(comparison, folderOf(pair, arguments.out), pair.estimate.stem().string());
  };
  const auto compared = fillscope::compareGreyFolders(*pairs, consoleProgress(), write);
  if (!compared) return fail(compared.error());
  if (const std::string alone = aloneSentence(*pairs); !alone.empty())
    std::fprintf(stderr, "fillscope-cli: %s.\n", alone.c_str());
  const std::size_t failed = compared->failed();
  const bool allFailed = failed == compared->rows.size();
  if (allFailed)
    for (const GreyRow& row : compared->rows)
      std::fprintf(stderr, "fillscope-cli: %s: %s\n", row.name.c_str(), row.error.c_str());
  else if (failed > 0)
    std::fprintf(stderr, "fillscope-cli: %zu of %zu pairs could not be compared.\n", failed,
                 compared->rows.size());
  if (arguments.json)
    std::fputs(greyFolderJson(*compared).c_str(), stdout);
  else if (!allFailed)
    printForPeople(*compared);
  return allFailed ? badInput : done;
}

} // namespace fillscope::cli
