#!/usr/bin/python3
"""The folder that bench_project makes: its project in Python's json, its pictures in labelme 5.1's own list.

  build/release/bench/bench_project --make /tmp/large
  xvfb-run -a -s "-screen 0 1400x1000x24" build/release/bench/bench_project /tmp/large
  xvfb-run -a -s "-screen 0 1400x1000x24" tests/app/gui/peer_project.py /tmp/large
"""
import json
import resource
import sys
import time

from qtpy import QtWidgets

from labelme.app import MainWindow
from labelme.config import get_config


def megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main():
    folder = sys.argv[1]
    app = QtWidgets.QApplication(["labelme"])
    config = get_config()
    config["auto_save"] = False
    window = MainWindow(config=config)
    window.resize(1200, 800)
    window.show()
    app.processEvents()
    start = time.perf_counter()
    window.importDirImages(folder)
    window.fileListWidget.viewport().repaint()
    print(f"labelme: {window.fileListWidget.count()} pictures in the list  "
          f"{1000 * (time.perf_counter() - start):8.0f} ms, most {megabytes():.0f} MB", flush=True)
    start = time.perf_counter()
    with open(folder + "/boxes.json") as file:
        pictures = len(json.load(file)["_via_img_metadata"])
    print(f"json.load: {pictures} pictures             {1000 * (time.perf_counter() - start):8.0f} ms", flush=True)


main()
