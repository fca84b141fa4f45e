#!/usr/bin/env bash
# Gets jdlint for the GitHub Action, and tells the next step where it is: a released binary whose checksum fits, or a
# build of the source that this action came with.
#
# INPUT_VERSION, INPUT_BUILD_FROM_SOURCE     inputs of action.yml
# ACTION_REPOSITORY                          where releases are; empty where a workflow uses the action of its own repository
# the rest                                   given by the runner
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# The version in Cargo.toml, which is the version of this action.
own_version() {
  sed -n 's/^version = "\(.*\)"$/\1/p' "$GITHUB_ACTION_PATH/Cargo.toml" | head -n 1
}

# The target whose binary runs on this runner.
target() {
  case $RUNNER_OS/$RUNNER_ARCH in
    Linux/X64) echo x86_64-unknown-linux-musl ;;
    Linux/ARM64) echo aarch64-unknown-linux-musl ;;
    macOS/X64) echo x86_64-apple-darwin ;;
    macOS/ARM64) echo aarch64-apple-darwin ;;
    Windows/X64) echo x86_64-pc-windows-msvc ;;
  esac
}

sha256() {
  if command -v sha256sum > /dev/null; then
    sha256sum < "$1"
  else
    shasum -a 256 < "$1"
  fi | cut -d ' ' -f 1
}

download() {
  curl --proto '=https' --tlsv1.2 --fail --silent --show-error --location --retry 3 --max-time 300 \
    --output "$2" "$1" || fail "cannot download $1; build-from-source: true needs no release"
}

from_release() {
  local version=${INPUT_VERSION:-$(own_version)} repository=${ACTION_REPOSITORY:-$GITHUB_REPOSITORY}
  [[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] || fail "version: '$version' is not a version, such as 1.2.3"
  [[ $repository =~ ^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$ ]] || fail "'$repository' is not a repository"
  local target archive url expected
  target=$(target)
  [ -n "$target" ] || fail "there is no binary for $RUNNER_OS on $RUNNER_ARCH; use build-from-source: true"
  archive=jdlint-$target.tar.gz
  url=$GITHUB_SERVER_URL/$repository/releases/download/v$version

  download "$url/SHA256SUMS" SHA256SUMS
  download "$url/$archive" "$archive"
  expected=$(awk -v name="$archive" '$2 == name || $2 == "*" name { print $1 }' SHA256SUMS)
  [[ $expected =~ ^[0-9a-f]{64}$ ]] || fail "SHA256SUMS of jdlint $version has no single checksum for $archive"
  [ "$(sha256 "$archive")" = "$expected" ] || fail "the checksum of $archive $version is wrong: the download is not what was released"
  tar -xzf "$archive"
}

from_source() {
  [ -z "$INPUT_VERSION" ] || fail "version: has no meaning with build-from-source, which builds the version of this action"
  command -v cargo > /dev/null || fail "build-from-source: needs Rust on the runner"
  cargo install --quiet --locked --path "$GITHUB_ACTION_PATH" --root . || fail "cannot build jdlint"
  mv bin/* .
}

flag build-from-source "$INPUT_BUILD_FROM_SOURCE"
# tar takes a name with a colon for another machine, so everything happens in the folder
folder=$(mktemp -d "$RUNNER_TEMP/jdlint.XXXXXX")
cd "$folder"
if [ "$INPUT_BUILD_FROM_SOURCE" = true ]; then
  from_source
else
  from_release
fi
suffix=
[ "$RUNNER_OS" != Windows ] || suffix=.exe
"./jdlint$suffix" --version || fail "what was installed does not run"
output jdlint "$folder/jdlint$suffix"
