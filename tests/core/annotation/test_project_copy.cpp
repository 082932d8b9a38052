// Copies made of parts are equal to what was copied, whatever its size.
#include "core/annotation/project_copy.h"
#include "tests/core/annotation/random_edits.h"
#include <QTest>

using namespace fillscope;
using namespace fillscope::tests;

class TestProjectCopy : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void isEqual() {
    for (const int pictures : {0, 1, 7, 9999, 20001, 60003}) {
      Project project = variedProject(std::min(pictures, 7));
      while (static_cast<int>(project.pictures.size()) < pictures) {
        Picture picture;
        picture.filename = std::to_string(project.pictures.size()) + ".jpg";
        project.pictures.push_back(std::move(picture));
      }
      project.defaultPath = "a/";
      project.settingsJson = "{}";
      project.extras = {{"x", "1"}};
      ProjectCopy copy(project);
      const Project before = project;
      project.pictures.clear();
      QVERIFY2(copy.take() == before, std::to_string(pictures).c_str());
    }
  }
};

QTEST_GUILESS_MAIN(TestProjectCopy)
#include "test_project_copy.moc"
