#pragma once
// How Datumaro's JSON is kept in a project. Private to this folder.
#include "core/formats/annotation_codec.h"
#include "core/formats/data_objects.h"
#include <map>

namespace fillscope {

/// Extra of project, pictures and regions: members that the project has no place for, verbatim.
inline constexpr const char* datumaroExtra = "datumaro";
/// The attribute that says what COCO's iscrowd does; in a project it is kept as COCO's (isCrowd).
inline constexpr const char* crowdAttribute = "is_crowd";

bool isDatumaroText(std::string_view text);
/// annotations/*.json of a data set's folder, where one of the first is Datumaro's; else none.
std::vector<std::filesystem::path> datumaroFilesIn(const std::filesystem::path& folder);
Result<ImportedAnnotations> readDatumaro(const Candidate& candidate, const ReadOptions& options,
                                         const Progress& progress);
Result<std::vector<std::filesystem::path>> writeDatumaro(const Project& project,
                                                         const std::filesystem::path& out,
                                                         const WriteOptions& options,
                                                         const Progress& progress);

} // namespace fillscope
