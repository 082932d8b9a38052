#pragma once
// Ties the fields of a plain struct to the knobs of a form, so that each is described once.
#include "widgets/knob_panel.h"
#include <functional>

namespace fillscope {

template <class Spec>
class BoundKnobs {
 public:
  using Read = std::function<KnobValue(const Spec&)>;
  using Write = std::function<void(Spec&, const KnobValue&)>;
  using Uses = std::function<bool(const Spec&)>;

  void beginGroup(const QString& title, bool open = true) { groups_.push_back({title, {}, open}); }
  void add(Knob knob, Read read, Write write) {
    groups_.back().knobs.push_back(std::move(knob));
    bindings_.push_back({std::move(read), std::move(write), {}});
  }
  /// Of the knob added last: which specs it means something to. Otherwise all.
  void onlyWhere(Uses uses) { bindings_.back().uses = std::move(uses); }
  template <class Number>
  void number(Number Spec::*field, Knob knob) {
    add(
        std::move(knob), [field](const Spec& s) { return KnobValue{static_cast<double>(s.*field)}; },
        [field](Spec& s, const KnobValue& v) { s.*field = static_cast<Number>(v.low); });
  }
  void flag(bool Spec::*field, Knob knob) {
    add(
        std::move(knob), [field](const Spec& s) { return KnobValue{s.*field ? 1.0 : 0.0}; },
        [field](Spec& s, const KnobValue& v) { s.*field = v.low != 0; });
  }
  template <class Pair>
  void range(Pair Spec::*field, Knob knob) {
    knob.kind = Knob::Kind::range;
    add(
        std::move(knob),
        [field](const Spec& s) {
          return KnobValue{(s.*field).low, (s.*field).high};
        },
        [field](Spec& s, const KnobValue& v) {
          s.*field = Pair{v.low, v.high};
        });
  }
  void range(double Spec::*low, double Spec::*high, Knob knob) {
    knob.kind = Knob::Kind::range;
    add(
        std::move(knob),
        [low, high](const Spec& s) {
          return KnobValue{s.*low, s.*high};
        },
        [low, high](Spec& s, const KnobValue& v) { s.*low = v.low, s.*high = v.high; });
  }
  /// A number of a part of the struct: number(&Spec::loss, &LossWeights::ssim, …).
  template <class Part>
  void number(Part Spec::*part, double Part::*field, Knob knob) {
    add(
        std::move(knob), [part, field](const Spec& s) { return KnobValue{(s.*part).*field}; },
        [part, field](Spec& s, const KnobValue& v) { (s.*part).*field = v.low; });
  }
  void text(std::string Spec::*field, Knob knob) {
    knob.kind = Knob::Kind::text;
    add(
        std::move(knob),
        [field](const Spec& s) {
          return KnobValue{0, 0, QString::fromStdString(s.*field)};
        },
        [field](Spec& s, const KnobValue& v) { s.*field = v.text.trimmed().toStdString(); });
  }

  const std::vector<KnobGroup>& groups() const { return groups_; }
  std::vector<KnobValue> values(const Spec& spec) const {
    std::vector<KnobValue> all;
    for (const Binding& binding : bindings_)
      all.push_back(binding.read(spec));
    return all;
  }
  /// Only the knob that was turned: the others keep what a field's decimals do not show.
  void apply(Spec& spec, int knob, const KnobValue& value) const {
    bindings_[static_cast<std::size_t>(knob)].write(spec, value);
  }
  bool isUsed(const Spec& spec, int knob) const {
    const Uses& uses = bindings_[static_cast<std::size_t>(knob)].uses;
    return !uses || uses(spec);
  }
  /// Shows the values, and of the knobs only those that mean something to the spec.
  void show(const Spec& spec, KnobPanel& panel) const {
    panel.setValues(values(spec));
    for (int knob = 0; knob < panel.knobCount(); ++knob)
      panel.setKnobVisible(knob, isUsed(spec, knob));
  }
  /// The number of the knob with this name, −1 none.
  int find(const QString& name) const {
    int index = 0;
    for (const KnobGroup& group : groups_)
      for (const Knob& knob : group.knobs) {
        if (knob.name == name) return index;
        ++index;
      }
    return -1;
  }

 private:
  struct Binding {
    Read read;
    Write write;
    Uses uses;
  };
  std::vector<KnobGroup> groups_;
  std::vector<Binding> bindings_;
};

} // namespace fillscope
