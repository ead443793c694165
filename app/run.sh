#!/usr/bin/env bash
# Builds Podscape and opens it: app/run.sh [FILE…]. Without files it opens the sample superpod replaying a day that is synthesised on
# the first run. With no display the same three pictures are rendered to PNG files, whose paths are printed.
set -euo pipefail
cd "$(dirname "$0")/.."
. app/packages.sh
need_packages $PODSCAPE_BUILD_PACKAGES

mkdir -p build
cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=Release >build/configure.log 2>&1 || { cat build/configure.log >&2; exit 1; }
cmake --build build --target podscape

# A day for some samples, made once; the start page opens a sample with its trace when it is there.
for name in ironwood-superpod tpu-v4-pod h100-superpod gb200-superpod; do
  trace=samples/traces/$name.podtrace
  [ -e "$trace/trace.json" ] || { mkdir -p samples/traces; build/podscape synthesize "samples/clusters/$name.cluster.json" --hours 24 --seed 1 -o "$trace" >/dev/null; }
done

files=("$@")
play=""
if [ ${#files[@]} = 0 ]; then
  files=(samples/clusters/ironwood-superpod.cluster.json samples/traces/ironwood-superpod.podtrace)
  play=--play
fi

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec build/podscape $play "${files[@]}"
fi
echo "No display: rendering the three views instead of opening a window."
mkdir -p build/pictures
build/podscape render "${files[@]}" --view all -o build/pictures/podscape.png
