#!/usr/bin/python3
"""Frames of labelme 5.1 with the regions that bench_regions writes: its own window, canvas and painting.

  build/release/bench/bench_regions 20000 /tmp/regions/regions.json
  xvfb-run -a -s "-screen 0 2000x1200x24" tests/widgets/peer_labelme.py /tmp/regions/regions.json [FRAMES]

Medians of the time from the change to the painted view, as bench_regions takes them.
"""
import statistics
import sys
import time

from qtpy import QtCore, QtWidgets

from labelme.app import MainWindow
from labelme.config import get_config


def main():
    path = sys.argv[1]
    frames = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    app = QtWidgets.QApplication(["labelme"])
    config = get_config()
    config["auto_save"] = False
    window = MainWindow(config=config)
    for dock in window.findChildren(QtWidgets.QDockWidget):
        dock.hide()
    window.resize(1960, 1160)
    window.show()
    app.processEvents()
    start = time.perf_counter()
    window.loadFile(path)
    app.processEvents()
    canvas = window.canvas
    print(f"{len(canvas.shapes)} regions opened in {time.perf_counter() - start:.1f} s", flush=True)

    def measure(name, step):
        times = []
        for i in range(frames):
            begin = time.perf_counter()
            step(i)
            canvas.repaint()
            times.append(1000 * (time.perf_counter() - begin))
            app.processEvents()
        print(f"{name:<34} median {statistics.median(times):8.1f} ms   worst {max(times):8.1f} ms", flush=True)

    bars = window.scrollBars

    def pan(i):
        for orientation in (QtCore.Qt.Horizontal, QtCore.Qt.Vertical):
            bars[orientation].setValue(bars[orientation].value() + (9 if i % 2 else -9))

    def drag(i):
        shape = canvas.shapes[len(canvas.shapes) // 2]
        shape.moveVertexBy(0, QtCore.QPointF(1 if i % 2 else -1, 1))

    measure("still", lambda i: None)
    window.setZoom(160)
    app.processEvents()
    measure("pan", pan)
    measure("zoom", lambda i: window.setZoom(50 + 10 * (i % 8)))
    measure("drag a vertex", drag)
    window.dirty = False
    window.close()


main()
