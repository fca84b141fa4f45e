#!/usr/bin/env bash
# Runs jdlint for the GitHub Action: a report in the log, the job summary, a SARIF file, the outputs. The exit status is
# that of jdlint, after all of this is written.
#
# JDLINT       the program
# INPUT_*      inputs of action.yml; INPUT_PATHS and INPUT_ARGS hold one value a line
# the rest     given by the runner
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# lines TEXT: puts the lines that are not empty into the array `lines`, as they are.
lines() {
  local line
  lines=()
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line%$'\r'}
    [ -z "$line" ] || lines+=("$line")
  done <<< "$1"
}

# report FORMAT [OPTION…]: lints everything.
report() {
  "$JDLINT" "${options[@]}" --format="$1" "${@:2}" -- "${paths[@]}" < /dev/null
}

flag sarif "$INPUT_SARIF"
case $INPUT_WORKING_DIRECTORY in
  /* | [A-Za-z]:[/\\]*) folder=$INPUT_WORKING_DIRECTORY ;;
  *) folder=$GITHUB_WORKSPACE/$INPUT_WORKING_DIRECTORY ;;
esac
cd -- "$folder" || fail "working-directory: cannot enter '$INPUT_WORKING_DIRECTORY'"

options=(check)
[ -z "$INPUT_CONFIG" ] || options+=(--config="$INPUT_CONFIG")
[ -z "$INPUT_FAIL_ON" ] || options+=(--fail-on="$INPUT_FAIL_ON")
lines "$INPUT_ARGS"
options+=(${lines[@]+"${lines[@]}"})

# GitHub looks for files from the root of the workspace, wherever jdlint runs
prefix=
[ . -ef "$GITHUB_WORKSPACE" ] || prefix=$PWD/
lines "$INPUT_PATHS"
paths=()
for path in ${lines[@]+"${lines[@]}"}; do
  case $path in
    /* | [A-Za-z]:[/\\]*) paths+=("$path") ;;
    # a file of this name, not standard input
    -) paths+=("$prefix./-") ;;
    *) paths+=("$prefix$path") ;;
  esac
done
[ ${#paths[@]} -gt 0 ] || paths=("${prefix:-.}")

status=0
report "$INPUT_FORMAT" || status=$?

# what went wrong stands in the log now
exec 2> /dev/null
results=$(mktemp -d "$RUNNER_TEMP/jdlint-results.XXXXXX")
report markdown >> "$GITHUB_STEP_SUMMARY" || true
report sarif --output="$results/jdlint.sarif" || true
report jsonl --output="$results/jdlint.jsonl" || true

findings=
[ ! -f "$results/jdlint.jsonl" ] || findings=$(grep -c '^{"type":"finding"' "$results/jdlint.jsonl" || true)
sarif=
[ ! -f "$results/jdlint.sarif" ] || sarif=$results/jdlint.sarif
output findings "$findings"
output sarif "$sarif"
output exit-status "$status"
exit "$status"
