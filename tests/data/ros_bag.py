#!/usr/bin/env python3
"""Writes ros-lz4.bag and ros-bz2.bag with ROS's own rosbag (Debian: python3-rosbag, python3-sensor-msgs)."""
import os
import struct

import rosbag
import rospy
from sensor_msgs.msg import Image

here = os.path.dirname(os.path.abspath(__file__))
for packing in ("lz4", "bz2"):
    with rosbag.Bag(os.path.join(here, "ros-%s.bag" % packing), "w", compression=packing) as bag:
        for k in range(3):
            depth = Image(height=4, width=6, encoding="16UC1", step=12)
            depth.header.stamp = rospy.Time(100 + k, 0)
            depth.header.frame_id = "camera_depth_optical_frame"
            depth.data = b"".join(struct.pack("<H", 500 + 10 * k + i) for i in range(24))
            bag.write("/camera/depth/image_rect_raw", depth, rospy.Time(100 + k, 7))
