# Push the commit that a workflow made. Somebody may push meanwhile: ours goes on top of theirs, never by force.
# TOKEN, REMOTE and BRANCH come from the step; the commit that was pushed goes to its output.
set -eu
if test "$(git rev-list --count "origin/$BRANCH..HEAD")" -eq 0; then
  echo "nothing to push"
  exit 0
fi
basic="$(printf 'x-access-token:%s' "$TOKEN" | base64 | tr -d '\n')"
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.extraHeader" GIT_CONFIG_VALUE_0="Authorization: Basic $basic"
for attempt in 1 2 3 4 5; do
  if ! git pull --quiet --rebase "$REMOTE" "$BRANCH"; then
    echo "::error::Somebody changed the same lines of $BRANCH meanwhile; git says above which. Run this workflow again."
    exit 1
  fi
  if git push --quiet "$REMOTE" "HEAD:$BRANCH"; then
    echo "commit=$(git rev-parse HEAD)" >> "$GITHUB_OUTPUT"
    exit 0
  fi
  sleep "$attempt"
done
echo "::error::$BRANCH takes no push, git says above why. A protected branch must let GitHub Actions push (Settings > Rules)."
exit 1
