#!/usr/bin/env bash
# Draws the two pictures of the README anew, by a headless Chromium on the path.
#
#   docs/images/draw.sh terminal FILE   of what submit/bin/rookery run printed: submit/bin/rookery run 2>FILE
#   docs/images/draw.sh report          of docs/sample-search
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
browser=$(command -v chromium chromium-browser google-chrome | head -1)

# shot PAGE PICTURE WIDTH,HEIGHT
shot() {
  "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/profile" \
    --virtual-time-budget=5000 --window-size="$3" --screenshot="$2" "file://$1" 2>/dev/null
}

case ${1:-} in
  terminal)
    # What is wider than 150 columns is cut, and folders before the last one are left out, as "…" says.
    { echo '$ submit/bin/rookery run'; sed -E 's#file:[^ ]*/(rookery-results/)#file:…/\1#' "${2:?give the file}"; } |
      sed -E -e 's/^(.{150}).+/\1…/' -e 's/&/\&amp;/g; s/</\&lt;/g' >"$work/text"
    { echo '<!DOCTYPE html><meta charset="utf-8"><style>body { margin: 0; background: #12161d; color: #e6eaf0 }'
      echo 'pre { margin: 18px 22px; font: 13px/19.5px "DejaVu Sans Mono", monospace }</style><pre>'
      cat "$work/text"
      echo '</pre>'; } >"$work/page.html"
    shot "$work/page.html" "$here/terminal.png" "1240,$((40 + 39 * $(wc -l <"$work/text") / 2))"
    ;;
  report)
    "$here/../../submit/bin/rookery" report "$here/../sample-search" --output "$work/page.html"
    shot "$work/page.html" "$here/report.png" 1280,1230
    ;;
  *)
    sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
