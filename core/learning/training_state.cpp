#include "core/learning/training_state.h"
#include "core/base/json.h"
#include <cmath>

namespace fillscope {
namespace {

using rapidjson::Value;
using Allocator = rapidjson::Document::AllocatorType;
constexpr double mostEpochs = 1e9, mostSteps = 1e15;

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

std::string textIn(const Value& object, const char* name) {
  const Value* found = member(object, name);
  return found ? asString(*found).value_or(std::string()) : std::string();
}

/// 0 where it is none that any training reaches.
template <class Whole>
Whole wholeIn(const Value& object, const char* name, double most) {
  const double number = numberIn(object, name);
  return number >= 0 && number <= most ? static_cast<Whole>(number) : Whole{0};
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
    epoch.epoch = wholeIn<int>(object, "epoch", mostEpochs);
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
  document.AddMember("training_pictures", text(state.trainingPictures, allocator), allocator);
  document.AddMember("validation_pictures", text(state.validationPictures, allocator), allocator);
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
  state.trainingSamples = wholeIn<std::size_t>(*document, "training_samples", mostSteps);
  state.trainingPictures = textIn(*document, "training_pictures");
  state.validationPictures = textIn(*document, "validation_pictures");
  state.step = wholeIn<long>(*document, "step", mostSteps);
  state.bestEpoch = wholeIn<int>(*document, "best_epoch", static_cast<double>(history->size()));
  state.sums = numbersIn(*document, "sums");
  state.summed = wholeIn<long>(*document, "summed", mostSteps);
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
  like.epochs = b.epochs;
  like.initialWeights = b.initialWeights; // read once, at the beginning
  return trainingConfigJson(like) == trainingConfigJson(b);
}

} // namespace fillscope
