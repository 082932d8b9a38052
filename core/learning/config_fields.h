#pragma once
// The fields of a training's settings. Private to this folder.
#include "core/base/json_fields.h"
#include "core/learning/training_config.h"

namespace fillscope {

void visitFields(AugmentationSpec& spec, FieldVisitor& visitor);
void visitFields(TrainingConfig& config, FieldVisitor& visitor);

} // namespace fillscope
