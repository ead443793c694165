#!/usr/bin/env bash
# Builds Podscape and opens it: app/run.sh [FILE…]. Without files it opens the sample superpod replaying a day that is synthesised on
# the first run. With no display the same three pictures are rendered to PNG files, whose paths are printed.
set -euo pipefail
cd "$(dirname "$0")/.."
. app/packages.sh
need_packages $PODSCAPE_BUILD_PACKAGES

cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=Release >build.log 2>&1 || { cat build.log >&2; exit 1; }
rm -f build.log
cmake --build build --target podscape

files=("$@")
play=""
if [ ${#files[@]} = 0 ]; then
  cluster=samples/clusters/ironwood-superpod.cluster.json
  trace=build/samples/ironwood-superpod.podtrace
  if [ ! -e "$trace/trace.json" ]; then
    mkdir -p build/samples
    build/podscape synthesize "$cluster" --hours 24 --seed 1 -o "$trace"
  fi
  files=("$cluster" "$trace")
  play=--play
fi

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec build/podscape $play "${files[@]}"
fi
echo "No display: rendering the three views instead of opening a window."
mkdir -p build/pictures
build/podscape render "${files[@]}" --view all -o build/pictures/podscape.png
