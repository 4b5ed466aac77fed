# Sourced by bin/run, bin/test and bin/bench: makes .venv from the hash-locked file $SET and
# installs the system libraries that are missing. Says the exact line to type where it may not.
set -eu
cd "$(dirname "$0")/.."
LOCK="requirements/$SET.txt"

say() { printf '\033[1m==> %s\033[0m\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"
  else return 1
  fi
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@" >/dev/null 2>&1
}

# need WHY PACKAGE...: installs Debian packages, or ends with the line to type.
need() {
  why=$1
  shift
  say "$why: installing $*"
  if command -v apt-get >/dev/null 2>&1 && apt_get update &&
    apt_get install -y --no-install-recommends "$@"; then
    return 0
  fi
  fail "$why. Please type this line, then run $0 again:
  sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
}

has_library() {
  ldconfig=$(command -v ldconfig || echo /sbin/ldconfig)
  [ ! -x "$ldconfig" ] || "$ldconfig" -p | grep -q "$1"
}

has_fonts() { [ -f /usr/share/fonts/truetype/noto/NotoSans-Regular.ttf ]; }

python_is_new_enough() {
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

make_venv() {
  if "$PY" -c 'import ensurepip' 2>/dev/null; then
    "$PY" -m venv --clear .venv
  elif "$PY" -m pip --version >/dev/null 2>&1; then
    "$PY" -m venv --clear --without-pip .venv # Debian without python3-venv: its pip serves .venv
  else
    need "Python's pip is missing" python3-venv
    "$PY" -m venv --clear .venv
  fi
}

pip() {
  if .venv/bin/python -c 'import pip' 2>/dev/null; then
    .venv/bin/python -m pip "$@"
  else
    "$PY" -m pip --python .venv/bin/python "$@"
  fi
}

checksum() { sha256sum "$1" | cut -c1-32; }
is_installed() { [ "$(cat ".venv/.installed-$1" 2>/dev/null)" = "$(checksum "requirements/$1.txt")" ]; }

PY=${PYTHON:-python3}
command -v "$PY" >/dev/null 2>&1 || need "Python is missing" python3 python3-pip
python_is_new_enough "$PY" ||
  fail "The portal needs Python 3.11 or newer; $PY is older. Name another one: PYTHON=/usr/bin/python3.11 $0"

.venv/bin/python -c '' 2>/dev/null || { say "Making the virtual environment .venv"; make_venv; }
if ! is_installed "$SET" && ! { [ "$SET" = base ] && is_installed dev; }; then
  say "Installing the pinned packages of $LOCK"
  pip install --quiet --disable-pip-version-check --no-input --require-hashes \
    --only-binary :all: -r "$LOCK"
  checksum "$LOCK" >".venv/.installed-$SET"
fi

{ has_library libpango-1.0.so.0 && has_library libpangoft2-1.0.so.0 && has_library libharfbuzz-subset.so.0; } ||
  need "The PDF engine needs Pango" libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
has_fonts || need "The PDF engine needs its fonts" fonts-noto-core fontconfig
