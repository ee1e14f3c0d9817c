# Say in one issue which sources give no news any more, and close it when all do again. $1 is a file with a line a source,
# empty where all is well; what services said in it reaches the issue as a file and nothing else.
set -eu
number="$(gh issue list --state open --label stale-source --limit 1 --json number --jq '.[].number')"
if test -s "$1"; then
  if test -n "$number"; then exit 0; fi # told already
  gh label create stale-source --force --color d4a72c --description "A source gives no news"
  gh issue create --title "A source gives no news" --label stale-source --body-file "$1"
elif test -n "$number"; then
  gh issue close "$number" --comment "All sources give news again."
fi
