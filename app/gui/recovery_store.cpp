#include "app/gui/recovery_store.h"
#include "app/gui/paths.h"
#include "core/base/file_io.h"
#include "core/formats/via_project.h"
#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace fillscope {
namespace fs = std::filesystem;

fs::path RecoveryStore::fileFor(const fs::path& projectFile) const {
  const QByteArray name = QByteArray::fromStdString(projectFile.lexically_normal().string());
  const QByteArray key = QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex().left(24);
  return folder_ / "recovery" / (key.toStdString() + ".json");
}

Result<void> RecoveryStore::write(const RecoveredProject& snapshot) const {
  const fs::path file = fileFor(snapshot.projectFile);
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  if (error) return Error{ErrorCode::ioFailure, error.message(), file.parent_path().string(), {}};
  const QJsonObject object{
      {QStringLiteral("project_file"), toText(snapshot.projectFile)},
      {QStringLiteral("folder"), toText(snapshot.folder)},
      {QStringLiteral("time"), snapshot.time.toString(Qt::ISODateWithMs)},
      {QStringLiteral("project"), QString::fromStdString(viaProjectJson(snapshot.project))},
  };
  return writeFileAtomically(file, QJsonDocument(object).toJson().toStdString());
}

std::optional<RecoveredProject> RecoveryStore::find(const fs::path& projectFile) const {
  const fs::path file = fileFor(projectFile);
  const QFileInfo snapshot(toText(file)), saved(toText(projectFile));
  if (!snapshot.exists() || (saved.exists() && saved.lastModified() >= snapshot.lastModified()))
    return std::nullopt;
  const Result<std::string> bytes = readFile(file);
  if (!bytes) return std::nullopt;
  const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(*bytes)).object();
  Result<Project> project =
      parseViaProject(object.value(QStringLiteral("project")).toString().toStdString(), file.string());
  if (!project) return std::nullopt;
  return RecoveredProject{
      std::move(*project), projectFile, toPath(object.value(QStringLiteral("folder")).toString()),
      QDateTime::fromString(object.value(QStringLiteral("time")).toString(), Qt::ISODateWithMs)};
}

void RecoveryStore::remove(const fs::path& projectFile) const {
  std::error_code error;
  fs::remove(fileFor(projectFile), error);
}

} // namespace fillscope
