#include "app/gui/export_words.h"
#include <QCoreApplication>

namespace fillscope {
namespace {

using Format = AnnotationFormat;

struct ExportWords {
  Q_DECLARE_TR_FUNCTIONS(ExportWords)
};

QString textOf(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

QString formatTitleText(Format format) { return textOf(formatTitle(format)); }

QString formatExplanation(Format format) {
  switch (format) {
  case Format::via2:
    return ExportWords::tr("The VGG Image Annotator's project: everything is kept.");
  case Format::via2Annotations:
    return ExportWords::tr("What VIA 2 imports into an open project.");
  case Format::via2Csv:
    return ExportWords::tr("VIA 2 as a table, one line for each region.");
  case Format::via3:
    return ExportWords::tr("The project of VIA 3.");
  case Format::coco:
    return ExportWords::tr("Outlines and boxes, for most training programs.");
  case Format::cocoKeypoints:
    return ExportWords::tr("Corners as named keypoints with their visibility.");
  case Format::yoloDetect:
    return ExportWords::tr("Upright boxes, a folder for Ultralytics' detectors.");
  case Format::yoloObb:
    return ExportWords::tr("Turned boxes of four corners, a folder for Ultralytics.");
  case Format::yoloSegment:
    return ExportWords::tr("Outlines, a folder for Ultralytics.");
  case Format::yoloPose:
    return ExportWords::tr("Corners as keypoints, a folder for Ultralytics.");
  case Format::labelme:
    return ExportWords::tr("One file for each picture, opened by labelme.");
  case Format::cvat:
    return ExportWords::tr("Uploaded to a CVAT task as “CVAT for images 1.1”.");
  case Format::voc:
    return ExportWords::tr("Upright boxes, one XML file for each picture.");
  case Format::datumaro:
    return ExportWords::tr("Keeps the most besides VIA; converted further by Datumaro.");
  case Format::masks:
    return ExportWords::tr("One PNG for each picture, a number for each label.");
  default:
    return ExportWords::tr("For older programs.");
  }
}

QString formatSuffix(Format format) {
  switch (format) {
  case Format::via2Csv:
  case Format::via1Csv:
  case Format::viaEarlyCsv:
    return QStringLiteral(".csv");
  case Format::cvat:
    return QStringLiteral(".xml");
  default:
    return QStringLiteral(".json");
  }
}

bool isFolderFormat(Format format) {
  switch (format) {
  case Format::yoloDetect:
  case Format::yoloObb:
  case Format::yoloSegment:
  case Format::yoloPose:
  case Format::labelme:
  case Format::voc:
  case Format::masks:
    return true;
  default:
    return false;
  }
}

bool isViaFormat(Format format) { return textOf(formatName(format)).startsWith(QStringLiteral("via")); }

bool isCocoFormat(Format format) { return format == Format::coco || format == Format::cocoKeypoints; }

} // namespace fillscope
