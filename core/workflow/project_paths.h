#pragma once
// A project's paths are relative to a folder; another folder needs other words for the same files.
#include "core/annotation/project.h"
#include "core/base/progress.h"
#include <filesystem>
#include <string>

namespace fillscope {

std::filesystem::path fullPath(const std::filesystem::path& path);
/// The file as written in a project of folder: relative where it lies in or near that folder, otherwise
/// absolute.
std::string pathFor(const std::filesystem::path& file, const std::filesystem::path& folder);
/// The file that a project of folder means by text ("" stays empty).
std::filesystem::path fileOf(const std::string& text, const std::filesystem::path& folder);
/// The same pictures and sources, said from another folder. Web addresses and missing pictures stay as they
/// are; where it is cancelled, so do others.
Project rebased(Project project, const std::filesystem::path& from, const std::filesystem::path& to,
                const Progress& progress = {});

} // namespace fillscope
