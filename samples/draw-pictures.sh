#!/usr/bin/env bash
# Draws the pictures of the start page: samples/draw-pictures.sh [NAME…], all samples without a name. Needs build/podscape.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p samples/pictures
names=("$@")
[ ${#names[@]} -gt 0 ] || names=($(basename -s .cluster.json -a samples/clusters/*.cluster.json))
for name in "${names[@]}"; do
  ${PODSCAPE:-build/podscape} render "samples/clusters/$name.cluster.json" --view scene --plain --no-links --size 252x142 --pixel-ratio 2 -o "samples/pictures/$name.png" >/dev/null
done
