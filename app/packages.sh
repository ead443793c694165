# What Podscape needs from the system, and how to get it. Sourced by app/run.sh and tests/run.sh.

PODSCAPE_BUILD_PACKAGES="
  g++ cmake ninja-build ccache
  qt6-base-dev qt6-base-dev-tools qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools libqt6opengl6-dev libqt6svg6
  libvtk9-dev libgl-dev libegl-dev libgl1-mesa-dri libegl-mesa0
  libeigen3-dev nlohmann-json3-dev libtbb-dev zlib1g-dev
  fonts-inter fonts-jetbrains-mono fonts-dejavu-core"

# need_packages PACKAGE…: installs those that are missing. On a system without apt it names them and goes on: they may be there under
# other names.
need_packages()
{
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "This system has no apt. If the build fails, install what Debian 12 calls:" $* >&2
    return 0
  fi
  local missing=""
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing="$missing $package"
  done
  [ -z "$missing" ] && return 0
  echo "Installing:$missing" >&2
  local sudo=""
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { echo "Packages are missing and there is no sudo. As root: apt-get install$missing" >&2; return 1; }
    sudo=sudo
  fi
  # --no-install-recommends: VTK recommends several hundred megabytes that nothing here uses.
  $sudo apt-get update -q >&2 && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >&2
}
