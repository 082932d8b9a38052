#pragma once
#include <QSurfaceFormat>

namespace fillscope {
/// What the 3D view needs; set as the default format before the application object is made, so that every
/// window's context can share with it.
inline QSurfaceFormat surfaceFormat3d() {
  QSurfaceFormat format;
  format.setRenderableType(QSurfaceFormat::OpenGL);
  format.setVersion(3, 2);
  format.setProfile(QSurfaceFormat::CoreProfile);
  format.setDepthBufferSize(24);
  format.setSamples(0);
  return format;
}
} // namespace fillscope
