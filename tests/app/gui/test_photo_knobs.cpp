// The generator's knobs: each within what a specification may say, and one for every field.
#include "app/gui/spec_knobs.h"
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace fillscope;

namespace {

/// The members of a specification as "group.member".
QHash<QString, QJsonValue> membersOf(const PhotoSpec& spec) {
  QHash<QString, QJsonValue> members;
  const QJsonObject root = QJsonDocument::fromJson(QByteArray::fromStdString(photoSpecJson(spec))).object();
  for (auto group = root.begin(); group != root.end(); ++group) {
    if (!group->isObject()) {
      members.insert(group.key(), *group);
      continue;
    }
    const QJsonObject fields = group->toObject();
    for (auto field = fields.begin(); field != fields.end(); ++field)
      members.insert(group.key() + '.' + field.key(), *field);
  }
  return members;
}

KnobValue allAt(const Knob& knob, double value) {
  if (knob.kind == Knob::Kind::text) return {0, 0, QStringLiteral("another")};
  return {value, value};
}

std::vector<Knob> allKnobs() {
  std::vector<Knob> knobs;
  const auto bound = photoKnobs();
  for (const KnobGroup& group : bound.groups())
    knobs.insert(knobs.end(), group.knobs.begin(), group.knobs.end());
  return knobs;
}

} // namespace

class TestPhotoKnobs : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void noKnobLeavesWhatIsAllowed() {
    const auto bound = photoKnobs();
    const std::vector<Knob> knobs = allKnobs();
    for (std::size_t i = 0; i < knobs.size(); ++i)
      for (const double end : {knobs[i].lowest, knobs[i].highest}) {
        PhotoSpec spec;
        bound.apply(spec, static_cast<int>(i), allAt(knobs[i], end));
        const auto checked = spec.check();
        QVERIFY2(checked.ok(), qPrintable(knobs[i].name + ": " +
                                          QString::fromStdString(checked ? "" : checked.error().what)));
      }
  }

  void everyFieldHasAKnob() {
    const auto bound = photoKnobs();
    const std::vector<Knob> knobs = allKnobs();
    const auto plain = membersOf({});
    QSet<QString> reached;
    for (std::size_t i = 0; i < knobs.size(); ++i) {
      PhotoSpec spec;
      bound.apply(spec, static_cast<int>(i), allAt(knobs[i], knobs[i].highest));
      const auto changed = membersOf(spec);
      int touched = 0;
      for (auto member = changed.begin(); member != changed.end(); ++member)
        if (member.value() != plain[member.key()]) {
          reached.insert(member.key());
          ++touched;
        }
      QVERIFY2(touched == 1, qPrintable(knobs[i].name));
    }
    for (auto member = plain.begin(); member != plain.end(); ++member)
      if (member.key() != QLatin1String("textures.pictures")) // a folder, chosen above the knobs
        QVERIFY2(reached.contains(member.key()), qPrintable(member.key()));
  }

  void defaultsLieWithinTheKnobs() {
    const std::vector<KnobValue> values = photoKnobs().values(PhotoSpec{});
    const std::vector<Knob> knobs = allKnobs();
    QCOMPARE(values.size(), knobs.size());
    for (std::size_t i = 0; i < knobs.size(); ++i) {
      if (knobs[i].kind == Knob::Kind::text) continue;
      QVERIFY2(values[i].low >= knobs[i].lowest && values[i].low <= knobs[i].highest,
               qPrintable(knobs[i].name));
      if (knobs[i].kind == Knob::Kind::range)
        QVERIFY2(values[i].high >= values[i].low && values[i].high <= knobs[i].highest,
                 qPrintable(knobs[i].name));
    }
  }

  void photographsHaveAKnobWhereThereAreSome() {
    const auto bound = photoKnobs();
    int knob = -1, count = 0;
    for (const Knob& each : allKnobs()) {
      PhotoSpec spec;
      bound.apply(spec, count, allAt(each, each.lowest));
      if (spec.pictureShare != PhotoSpec{}.pictureShare) knob = count;
      ++count;
    }
    QVERIFY(knob >= 0);
    PhotoSpec spec;
    QVERIFY(!bound.isUsed(spec, knob));
    spec.pictures = SurfacePictures("/floors", {"/floors/a.png"}, {});
    QVERIFY(bound.isUsed(spec, knob));
  }
};

QTEST_APPLESS_MAIN(TestPhotoKnobs)
#include "test_photo_knobs.moc"
