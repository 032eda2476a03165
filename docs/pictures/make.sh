#!/usr/bin/env bash
# Takes the pictures of the README anew: starts the program on an empty folder, trains a model on the churn data, and looks at three
# pages in Chromium. Needs the .NET SDK, Chromium (CHROMIUM_PATH names another than /usr/bin/chromium), and telco_churn.csv in
# ../shared/data beside the repository; samples/README.md says where to get it.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
test_project=$here/../../MlOpsDashboard.Tests
# CI=true makes a missing browser or file a failure instead of a skipped test.
CI=true MLOPS_PICTURES=$here dotnet test "$test_project" --filter "FullyQualifiedName~PicturesTests" "$@"
ls -l "$here"/*.png
