#include "app/gui/export_controller.h"
#include "app/gui/paths.h"
#include "app/gui/report_phrases.h"
#include "core/formats/annotation_format.h"
#include "core/formats/cloud_writer.h"
#include "core/formats/depth_io.h"
#include "core/formats/input_files.h"
#include "core/formats/report_writer.h"
#include "core/workflow/measure_predicted.h"
#include <QDir>
#include <QImage>
#include <QSaveFile>

namespace fillscope {
namespace {

/// The file dialog asks before a file is replaced; one that the project consists of stays even then.
Result<void> mayWrite(const OpenedProject& opened, const std::filesystem::path& file) {
  std::error_code fault;
  if (!std::filesystem::exists(file, fault)) return {};
  WriteOptions options;
  options.images = opened.folder;
  options.inputs = opened.files;
  options.inputs.push_back(opened.projectFile);
  return InputFiles(filesToKeep(opened.project, options)).mayWrite(file);
}

/// Of one file, not of a folder of ours.
std::function<Result<void>(const Progress&)> writing(OpenedProject opened, std::filesystem::path file,
                                                     std::function<Result<void>(const Progress&)> work) {
  return [opened = std::move(opened), file = std::move(file),
          work = std::move(work)](const Progress& progress) -> Result<void> {
    if (Result<void> may = mayWrite(opened, file); !may) return may;
    return work(progress);
  };
}

} // namespace

ExportController::ExportController(ProjectSession& session, CurrentPicture& current,
                                   MeasureController& measure, DepthMaps& maps, ModelRegistry& registry,
                                   JobRunner& jobs, UserPrompts& prompts, Settings& settings)
    : session_(session)
    , current_(current)
    , measure_(measure)
    , maps_(maps)
    , registry_(registry)
    , jobs_(jobs)
    , prompts_(prompts)
    , settings_(settings) {}

QString ExportController::suggestion(const QString& ending) const {
  QString name = QStringLiteral("fillscope");
  if (const PictureStore::Loaded loaded = current_.loaded()) name = toText(loaded->file.stem());
  if (name.endsWith(QStringLiteral(".color"))) name.chop(6);
  return QDir(toText(session_.folder())).filePath(name + ending);
}

void ExportController::runWriting(JobLane lane, const QString& name, const QString& path,
                                  const QString& shown, std::function<Result<void>(const Progress&)> work) {
  jobs_.run<bool>(
      lane, name, this,
      [work = std::move(work)](const Progress& progress) -> Result<bool> {
        if (const Result<void> done = work(progress); !done) return done.error();
        return true;
      },
      [this, path, shown](Result<bool> done) {
        if (done)
          Q_EMIT written(tr("Written: %1").arg(path), shown);
        else
          Q_EMIT failed(done.error());
      });
}

void ExportController::writeReport(bool allPictures) {
  if (!session_.isOpen()) return;
  const PictureStore::Loaded loaded = current_.loaded();
  const std::string only = allPictures || !loaded ? std::string() : loaded->name;
  // The report of one picture does not take the place of the one of all.
  std::string name = "fillscope-report";
  if (!only.empty()) name += "-" + std::filesystem::path(only).stem().string();
  const std::optional<QString> parent = prompts_.outputFolder(
      tr("Folder for the report (a folder “%1” is made in it)").arg(toText(name)), toText(session_.folder()));
  if (!parent) return;
  const std::filesystem::path folder = toPath(*parent) / name;
  OpenedProject project = session_.snapshot();
  // Networks have a lane of their own: one call at a time.
  const JobLane lane = namesNetworks(project.project) ? JobLane::inference : JobLane::io;
  runWriting(
      lane, tr("Writing the report"), toText(folder), toText(folder / "index.html"),
      [project = std::move(project), only, folder, options = measure_.options(),
       predictions = maps_.predictions(), &registry = registry_](const Progress& progress) -> Result<void> {
        ReportWriter report(folder, reportPhrases());
        const ReportDepthChooser chooser =
            asShown(predictions, keptNetworks(registry, project.project, options, progress));
        const Result<std::vector<ReportItem>> items = measureProject(
            project, only, options, progress, [&report](const ReportItem& item) { return report.add(item); },
            chooser, {}, [&report](const LeftOut& picture) { report.leaveOut(picture); });
        if (!items) return items.error();
        if (items->empty())
          return Error{
              ErrorCode::badInput, "no picture has a rim yet", {}, "place the four rim corners first"};
        return report.finish(options);
      });
}

ReportDepthChooser ExportController::asShown(std::map<int, DepthMaps::Predictions> predictions,
                                             ReportDepthChooser kept) {
  return [predictions = std::move(predictions), kept = std::move(kept)](
             int index, const Rim& rim, LoadedPicture& loaded) -> Result<std::optional<FillReport>> {
    const auto found = predictions.find(index);
    const NamedDepth* shown =
        found == predictions.end() ? nullptr : found->second.measuredWith(loaded.depth != nullptr);
    if (shown && shown->prediction && shown->prediction->isFor(rim, loaded)) {
      loaded.depth = shown->map;
      return std::optional(shown->prediction->fill.report);
    }
    auto known = kept(index, rim, loaded);
    if (!known || *known) return known;
    if (shown) loaded.depth = shown->map;
    return known;
  };
}

void ExportController::exportCloud() {
  const std::shared_ptr<const PointCloud> cloud = measure_.cloud();
  if (!cloud)
    return Q_EMIT failed({ErrorCode::badInput,
                          tr("This picture has no depth, so there is no cloud.").toStdString(),
                          {},
                          tr("choose a depth file or predict it").toStdString()});
  const std::optional<QString> file =
      prompts_.saveFile(tr("Export cloud"), suggestion(QStringLiteral(".ply")),
                        tr("PLY (*.ply);;PCD, keeps the picture’s grid (*.pcd);;Text (*.xyz)"));
  if (!file) return;
  runWriting(
      JobLane::io, tr("Exporting the cloud"), *file, {},
      writing(session_.snapshot(), toPath(*file), [cloud, path = toPath(*file)](const Progress& progress) {
        return writeCloud(*cloud, path, progress);
      }));
}

void ExportController::saveDepthMap(int index) {
  const std::vector<NamedDepth> maps = maps_.of(current_.index());
  if (index < 0 || index >= static_cast<int>(maps.size())) return;
  const std::shared_ptr<const DepthMap> map = maps[static_cast<std::size_t>(index)].map;
  const bool metric = map->kind == DepthKind::metric;
  const std::optional<QString> file = prompts_.saveFile(
      tr("Save depth map"), suggestion(metric ? QStringLiteral("-depth.png") : QStringLiteral("-depth.tiff")),
      metric ? tr("16-bit PNG, 0.1 mm (*.png);;32-bit TIFF (*.tiff);;NumPy (*.npy)")
             : tr("32-bit TIFF (*.tiff);;NumPy (*.npy)"));
  if (!file) return;
  runWriting(JobLane::io, tr("Saving the depth map"), *file, {},
             writing(session_.snapshot(), toPath(*file),
                     [map, path = toPath(*file)](const Progress&) { return saveDepth(*map, path); }));
}

void ExportController::savePicture(const QImage& image, const QString& ending) {
  const std::optional<QString> file =
      prompts_.saveFile(tr("Save screenshot"), suggestion(ending), tr("Pictures (*.png)"));
  if (!file) return;
  runWriting(
      JobLane::io, tr("Saving the screenshot"), *file, *file,
      writing(session_.snapshot(), toPath(*file), [image, path = *file](const Progress&) -> Result<void> {
        QSaveFile out(path);
        if (!out.open(QIODevice::WriteOnly) || !image.save(&out, "PNG") || !out.commit())
          return Error{ErrorCode::ioFailure, out.errorString().toStdString(), path.toStdString(), {}};
        return {};
      }));
}

} // namespace fillscope
