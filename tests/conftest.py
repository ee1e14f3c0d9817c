"""What holds for all tests: none is judged by the clock, the machine may be busy; and none knows where it runs."""

import os

from hypothesis import settings

settings.register_profile("papercat", deadline=None)
settings.load_profile("papercat")
# commands speak otherwise in a workflow of GitHub
os.environ.pop("GITHUB_ACTIONS", None)
