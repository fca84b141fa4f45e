# shellcheck shell=bash
# What install.sh and run.sh of the GitHub Action share. Works in bash 3.2, which macOS has.
set -euo pipefail
unset CDPATH

# fail MESSAGE: ends the step with an annotation. The message may hold anything, it stays one line for the runner.
fail() {
  local message=${1//'%'/%25}
  message=${message//$'\r'/%0D}
  echo "::error title=jdlint::${message//$'\n'/%0A}"
  exit 2
}

# output NAME VALUE: sets an output of the step. The delimiter cannot be foreseen, so no value can end itself.
output() {
  local delimiter="end-$RANDOM$RANDOM$RANDOM$RANDOM"
  printf '%s<<%s\n%s\n%s\n' "$1" "$delimiter" "$2" "$delimiter" >> "$GITHUB_OUTPUT"
}

# flag NAME VALUE: refuses what is neither true nor false.
flag() {
  case $2 in
    true | false) ;;
    *) fail "$1: '$2' is neither true nor false" ;;
  esac
}
