#include "core/learning/training_state.h"
#include "core/base/json.h"
#include <cmath>

namespace fillscope {
namespace {

using rapidjson::Value;
using Allocator = rapidjson::Document::AllocatorType;

Value text(const std::string& value, Allocator& allocator) {
  return Value(value.c_str(), static_cast<rapidjson::SizeType>(value.size()), allocator);
}

Value numbers(const std::map<std::string, double>& values, Allocator& allocator) {
  Value object(rapidjson::kObjectType);
  for (const auto& [name, value] : values)
    if (std::isfinite(value)) object.AddMember(text(name, allocator), Value(value), allocator);
  return object;
}

Value historyValue(const std::vector<EpochReport>& history, Allocator& allocator) {
  Value list(rapidjson::kArrayType);
  for (const auto& epoch : history) {
    Value object(rapidjson::kObjectType);
    object.AddMember("epoch", epoch.epoch, allocator);
    object.AddMember("best", epoch.best, allocator);
    object.AddMember("seconds", epoch.seconds, allocator);
    object.AddMember("training", numbers(epoch.training, allocator), allocator);
    object.AddMember("validation", numbers(epoch.validation, allocator), allocator);
    list.PushBack(object, allocator);
  }
  return list;
}

Error wrong(const std::string& where) {
  return {ErrorCode::badInput, "does not hold the state of a training", where, {}};
}

double numberIn(const Value& object, const char* name) {
  const Value* found = member(object, name);
  return found ? asNumber(*found).value_or(0) : 0;
}

std::map<std::string, double> numbersIn(const Value& object, const char* name) {
  std::map<std::string, double> values;
  const Value* found = member(object, name);
  if (!found || !found->IsObject()) return values;
  for (const auto& entry : found->GetObject())
    if (const auto value = asNumber(entry.value)) values[entry.name.GetString()] = *value;
  return values;
}

Result<std::vector<EpochReport>> historyFrom(const Value& list, const std::string& where) {
  if (!list.IsArray()) return wrong(where);
  std::vector<EpochReport> history;
  for (const auto& object : list.GetArray()) {
    if (!object.IsObject()) return wrong(where);
    EpochReport epoch;
    epoch.epoch = static_cast<int>(numberIn(object, "epoch"));
    const Value* best = member(object, "best");
    epoch.best = best && best->IsBool() && best->GetBool();
    epoch.seconds = numberIn(object, "seconds");
    epoch.training = numbersIn(object, "training");
    epoch.validation = numbersIn(object, "validation");
    history.push_back(std::move(epoch));
  }
  return history;
}

} // namespace

std::string historyJson(const std::vector<EpochReport>& history) {
  rapidjson::Document document;
  return prettyJson(historyValue(history, document.GetAllocator()));
}

Result<std::vector<EpochReport>> parseHistory(const std::string& json, const std::string& where) {
  const auto document = parseJson(json, where);
  if (!document) return document.error();
  return historyFrom(*document, where);
}

std::string trainingStateJson(const TrainingState& state) {
  rapidjson::Document document(rapidjson::kObjectType);
  auto& allocator = document.GetAllocator();
  document.AddMember("config", text(trainingConfigJson(state.config), allocator), allocator);
  document.AddMember("training_samples", static_cast<std::uint64_t>(state.trainingSamples), allocator);
  document.AddMember("step", static_cast<std::int64_t>(state.step), allocator);
  document.AddMember("best_epoch", state.bestEpoch, allocator);
  document.AddMember("sums", numbers(state.sums, allocator), allocator);
  document.AddMember("summed", static_cast<std::int64_t>(state.summed), allocator);
  document.AddMember("seconds", state.seconds, allocator);
  document.AddMember("history", historyValue(state.history, allocator), allocator);
  return compactJson(document);
}

Result<TrainingState> parseTrainingState(const std::string& json, const std::string& where) {
  const auto document = parseJson(json, where);
  if (!document) return document.error();
  const Value* config = member(*document, "config");
  const Value* list = member(*document, "history");
  if (!config || !config->IsString() || !list) return wrong(where);
  auto parsed = parseTrainingConfig(config->GetString(), where);
  if (!parsed) return parsed.error();
  auto history = historyFrom(*list, where);
  if (!history) return history.error();
  TrainingState state;
  state.config = *std::move(parsed);
  state.trainingSamples = static_cast<std::size_t>(numberIn(*document, "training_samples"));
  state.step = static_cast<long>(numberIn(*document, "step"));
  state.bestEpoch = static_cast<int>(numberIn(*document, "best_epoch"));
  state.sums = numbersIn(*document, "sums");
  state.summed = static_cast<long>(numberIn(*document, "summed"));
  state.seconds = numberIn(*document, "seconds");
  state.history = *std::move(history);
  return state;
}

bool trainsTheSame(const TrainingConfig& a, const TrainingConfig& b) {
  TrainingConfig like = a;
  like.id = b.id;
  like.name = b.name;
  like.licence = b.licence;
  like.description = b.description;
  like.threads = b.threads;
  like.workers = b.workers;
  like.patience = b.patience;
  return trainingConfigJson(like) == trainingConfigJson(b);
}

} // namespace fillscope
