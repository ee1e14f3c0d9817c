"""What holds for all tests: no test is judged by the clock, the machine may be busy."""

from hypothesis import settings

settings.register_profile("papercat", deadline=None)
settings.load_profile("papercat")
