#pragma once
// What the verb compare tells people.
#include "core/workflow/compare_grey_folders.h"
#include <string>

namespace fillscope::cli {

void printForPeople(const DepthComparison& comparison);
/// A table with a row for each picture, then the totals.
void printForPeople(const FolderComparison& comparison);

void printForPeople(const GreyFolderComparison& comparison);

/// How many have no partner, with the first names; "" where all have one.
std::string aloneSentence(const FolderPairs& pairs);
/// On stderr: pairs that failed (each where all did), and estimates that were resized.
void printFolderNotes(const FolderComparison& comparison, bool allFailed);

} // namespace fillscope::cli
