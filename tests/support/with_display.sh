#!/usr/bin/env bash
# with_display.sh PROGRAM ARGUMENTS...
# Runs a window test on a display of its own: no other program's windows, focus, clipboard or pointer come between,
# so such tests may run side by side. FILLSCOPE_TEST_DISPLAY=:0 shows them on a display that is there.
set -euo pipefail
if [[ -n ${FILLSCOPE_TEST_DISPLAY:-} ]]; then
  DISPLAY=$FILLSCOPE_TEST_DISPLAY exec "$@"
fi
if ! command -v Xvfb >/dev/null; then
  echo "A window test needs Xvfb. Install the package xvfb, or name a display: FILLSCOPE_TEST_DISPLAY=:0" >&2
  exit 1
fi
folder=$(mktemp -d)
mkfifo "$folder/number"
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp +extension GLX 3>"$folder/number" 2>"$folder/log" &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$folder"' EXIT
if ! read -r -t 60 number <"$folder/number"; then
  echo "Xvfb did not start: $(tail -n 3 "$folder/log")" >&2
  exit 1
fi
export DISPLAY=:$number
# A window that opens below the pointer gets events that the test did not send.
xdotool mousemove 1599 999 2>/dev/null || true
status=0
"$@" || status=$?
exit "$status"
