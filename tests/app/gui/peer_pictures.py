#!/usr/bin/python3
"""The JPEG that bench_pictures writes, in Pillow and in labelme 5.1's own window and canvas.

  xvfb-run -a -s "-screen 0 2000x1200x24" build/release/bench/bench_pictures /tmp/large.jpg
  xvfb-run -a -s "-screen 0 2000x1200x24" tests/app/gui/peer_pictures.py /tmp/large.jpg [FRAMES]
"""
import resource
import statistics
import sys
import time

import PIL.Image
from qtpy import QtCore, QtWidgets

from labelme.app import MainWindow
from labelme.config import get_config

PIL.Image.MAX_IMAGE_PIXELS = None


def main():
    path = sys.argv[1]
    frames = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    start = time.perf_counter()
    PIL.Image.open(path).load()
    print(f"Pillow: all pixels decoded         {1000 * (time.perf_counter() - start):8.0f} ms", flush=True)
    app = QtWidgets.QApplication(["labelme"])
    config = get_config()
    config["auto_save"] = False
    config["store_data"] = False
    window = MainWindow(config=config)
    for dock in window.findChildren(QtWidgets.QDockWidget):
        dock.hide()
    window.resize(1960, 1160)
    window.show()
    app.processEvents()
    start = time.perf_counter()
    window.loadFile(path)
    window.canvas.repaint()
    print(f"labelme: first pixels              {1000 * (time.perf_counter() - start):8.0f} ms", flush=True)
    print(f"labelme: most memory               {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB",
          flush=True)
    bars = window.scrollBars

    def pan(i):
        for orientation in (QtCore.Qt.Horizontal, QtCore.Qt.Vertical):
            bars[orientation].setValue(bars[orientation].value() + (19 if i % 20 < 10 else -19))

    for zoom in (16, 40, 100, 160):
        window.setZoom(zoom)
        app.processEvents()
        times = []
        for i in range(frames):
            begin = time.perf_counter()
            pan(i)
            window.canvas.repaint()
            times.append(1000 * (time.perf_counter() - begin))
            app.processEvents()
        print(f"labelme: pan at {zoom:3} %              median {statistics.median(times):8.1f} ms"
              f"   worst {max(times):8.1f} ms", flush=True)


main()
