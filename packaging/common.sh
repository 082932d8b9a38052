# shellcheck shell=bash
# What ./run and ./test share. Sourced; expects root to be the project's folder.

build_dir=${root:?}/build/release

say() { printf '\n\033[1m== %s\033[0m\n' "$*"; }

# fail "what went wrong" "what to do"
fail() {
  printf '\n%s. %s.\n' "$1" "$2" >&2
  exit "${3:-1}"
}

# Whether this release of the system has no such package; where its lists were never fetched, nobody knows.
release_lacks() {
  [[ -n $(find /var/lib/apt/lists -name '*_Packages*' -print -quit 2>/dev/null) ]] &&
    [[ -z $(apt-cache show --no-all-versions "$1" 2>/dev/null) ]]
}

# missing_packages SECTION... prints "package why" a line.
missing_packages() {
  local section package why
  while read -r section package why; do
    [[ $section == \#* || -z $section ]] && continue
    [[ " $* " == *" $section "* ]] || continue
    # A package that was removed but left its settings behind counts as missing.
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] && continue
    # Of what only tests ask for, a later release may lack some: the test itself then says so.
    [[ $section == test ]] && release_lacks "$package" && continue
    printf '%s %s\n' "$package" "$why"
  done <"$root/packaging/debian-packages.txt"
}

# ensure_packages SECTION...
ensure_packages() {
  [[ -n ${FILLSCOPE_SKIP_PACKAGES:-} ]] && return
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    fail "This system has no apt-get" \
      "Install what packaging/debian-packages.txt lists in your system's way, then run this again with FILLSCOPE_SKIP_PACKAGES=1"
  fi
  local missing
  missing=$(missing_packages "$@")
  [[ -z $missing ]] && return
  say "Installing $(wc -l <<<"$missing") Debian packages"
  local package why names=()
  while read -r package why; do
    printf '  %-22s %s\n' "$package" "$why"
    names+=("$package")
  done <<<"$missing"

  local as_root=()
  if [[ $(id -u) -ne 0 ]]; then
    command -v sudo >/dev/null ||
      fail "Installing needs root, and this system has no sudo" \
        "Ask an administrator to run: apt-get install --no-install-recommends ${names[*]}"
    echo "This needs root: sudo may ask for your password."
    as_root=(sudo)
  fi
  as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300)
  "${as_root[@]}" update ||
    fail "The list of packages could not be fetched" "Check the network and /etc/apt/sources.list, then run this again"
  mapfile -t names < <(missing_packages "$@" | cut -d' ' -f1)
  [[ ${#names[@]} -eq 0 ]] && return
  "${as_root[@]}" install -y --no-install-recommends "${names[@]}" ||
    fail "The packages could not be installed" "Read the lines above, mend it (often: apt-get -f install), then run this again"
}

configure() {
  say "Configuring (log: build/configure.log)"
  local options=()
  if command -v ccache >/dev/null; then
    export CCACHE_SLOPPINESS=pch_defines,time_macros
    options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  fi
  mkdir -p "$root/build"
  (cd "$root" && cmake --preset release "${options[@]}" 2>&1) | tee "$root/build/configure.log" ||
    fail "Configuring failed" \
      "Read the first error above; after a change of system or compiler, delete the folder build and run this again"
}

# build TARGET...
build() {
  say "Building $* (the first time takes many minutes; each line is one step of the total)"
  NINJA_STATUS='[%f/%t, %e s] ' cmake --build "$build_dir" --target "$@" ||
    fail "The build failed" "Read the first line with \"error:\" above; if memory ran out, run: ninja -C build/release -j1"
}
