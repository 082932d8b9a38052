#pragma once
// VIA's settings as VIA 2.0.11 can load them: it assigns to objects within objects blindly and stops at one
// that it does not have.
#include "core/annotation/project.h"
#include <string_view>

namespace fillscope {

struct ViaSettings {
  std::string text;      ///< _via_settings
  std::string keptAside; ///< other programs' objects, "" where there are none
};
/// Where they are kept beside the settings.
inline constexpr std::string_view keptSettingsMember = "_via_settings_of_others";

ViaSettings settingsForVia(const Project& project);
/// Puts what was kept aside back into the settings.
void takeKeptSettings(Project& project);

} // namespace fillscope
