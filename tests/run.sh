#!/usr/bin/env bash
# Builds everything with tests and runs them all under a private virtual X server: tests/run.sh [CTEST OPTION…].
# Then the model and the readers once more under the address and undefined-behaviour sanitizers; SANITIZE=0 leaves that out.
set -euo pipefail
cd "$(dirname "$0")/.."
. app/packages.sh
need_packages $PODSCAPE_BUILD_PACKAGES xvfb xauth

echo "== build"
cmake -S . -B build/tests -G Ninja -DCMAKE_BUILD_TYPE=Release -DPODSCAPE_TESTS=ON
cmake --build build/tests

if [ "${SANITIZE:-1}" = 1 ]; then
  echo "== build the model with sanitizers"
  cmake -S . -B build/sanitized -G Ninja -DCMAKE_BUILD_TYPE=Sanitized -DPODSCAPE_TESTS=ON -DPODSCAPE_MODEL_ONLY=ON -DPODSCAPE_SANITIZE=address,undefined
  cmake --build build/sanitized
  echo "== test the model with sanitizers"
  ctest --test-dir build/sanitized --output-on-failure -j "$(nproc)" "$@"
fi

echo "== test"
# A software renderer everywhere, so that pictures are the same on every machine.
export LIBGL_ALWAYS_SOFTWARE=1 QT_QPA_PLATFORM=xcb
xvfb-run --auto-servernum --server-args="-screen 0 1920x1080x24" ctest --test-dir build/tests --output-on-failure -j "$(nproc)" "$@"
