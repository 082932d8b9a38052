#pragma once
// How CVAT's XML is kept in a project. Private to this folder.
#include "core/formats/annotation_codec.h"
#include "core/formats/dataset_words.h"
#include "core/formats/xml_tree.h"
#include <map>
#include <set>

namespace fillscope {

/// Extra of project (meta), pictures (other attributes, tags) and regions (other attributes, run lengths):
/// XML of one element, as a JSON string.
inline constexpr const char* cvatExtra = "cvat";
inline constexpr const char* tagsAttribute = "tags"; ///< of a picture: labels, with commas between

std::optional<XmlElement> keptElement(const Extras& extras);
void keepElement(Extras& extras, const XmlElement& element);

/// Region attributes that have a place of their own in CVAT or come from the shape.
bool isCvatAttribute(const Region& region, const std::string& name, const WriteOptions& options);

Result<ImportedAnnotations> readCvat(const Candidate& candidate, const ReadOptions& options,
                                     const Progress& progress);
Result<std::vector<std::filesystem::path>> writeCvat(const Project& project, const std::filesystem::path& out,
                                                     const WriteOptions& options, const Progress& progress);

/// Several points without names, as other tools place them: they are written as such and need no skeleton.
bool isNumberedPoints(const KeypointSet& set);
/// A skeleton's joints and edges as the label's drawing has them.
std::string skeletonDrawing(const KeypointTemplate& kind);
std::vector<std::pair<int, int>> edgesOfDrawing(const std::string& svg,
                                                const std::vector<std::string>& keypoints);
/// Between CVAT's labels and VIA's attribute definitions.
void declareCvatAttributes(Project& project, const std::vector<const XmlElement*>& labels);
XmlElement cvatLabels(const Project& project, const WriteOptions& options);

} // namespace fillscope
