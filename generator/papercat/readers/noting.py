"""What is noted while the records of a file are read: faults, and doubts that are told once for all of them."""

import difflib
from collections import Counter
from collections.abc import Mapping

import msgspec

from papercat.errors import Fault, excerpt
from papercat.readers import people as persons
from papercat.readers import values
from papercat.readers.base import Fields
from papercat.readers.fields import DROP, Target, bare, misspelt, public, target, wrong_map
from papercat.records import Author

PLANS = 1000
Record = Mapping[str, object]


class Notes:
    """Knows where reading is, where a record's fields go, and what was wrong."""

    def __init__(self, file: str, fields: Fields) -> None:
        """Begin with nothing read.

        Args:
            file: its name, as the papers' source.
            fields: the settings' field map.
        """
        self.file = file
        self.faults: list[Fault] = [*wrong_map(fields, file)]
        self.number = 0
        """Of the record being read, counted from 1."""
        self.line = 0
        self._fields = fields
        self._plans: dict[tuple[str, ...], list[tuple[str, Target]]] = {}
        self._doubled: list[int] = []
        self._strange: Counter[str] = Counter()
        self._private: dict[str, None] = {}
        self.refused = 0
        """Papers that a conference did not take, as the file says."""

    def fault(self, reason: str, *, expected: str = "", guess: str = "", raw: str = "", kept: bool = True) -> None:
        """Note something wrong in the record being read, which mostly is read all the same."""
        told = {"reason": reason, "expected": expected, "guess": guess, "raw": excerpt(raw)}
        self.faults.append(Fault(file=self.file, line=self.line, kept=kept, **told))

    def plan(self, raw: Record) -> list[tuple[str, Target]]:
        """Return the record's keys and where they go, the surest names first."""
        keys = tuple(raw)
        plan = self._plans.get(keys)
        if plan is None:
            plan = sorted(((key, target(key, self._fields)) for key in keys), key=lambda pair: pair[1].rank)
            if len(self._plans) < PLANS:
                self._plans[keys] = plan
            self._strange.update(key for key, goal in plan if not goal.field and misspelt(key) not in {"", "title"})
        return plan

    def once(self, authors: tuple[Author, ...]) -> tuple[Author, ...]:
        """Return a doubled list of authors once, and remember to say so."""
        single = persons.once(authors)
        if len(single) < len(authors):
            self._doubled.append(self.line or self.number)
        return single

    def drop(self, key: str, goal: Target) -> None:
        """Remember a private field that was left out, to say so; what the settings leave out they know."""
        if goal.rank:
            self._private[key] = None

    def sum_up(self) -> None:
        """Note what was remembered."""
        if self._doubled:
            many = f"{len(self._doubled)} records list" if len(self._doubled) > 1 else "1 record lists"
            reason = f"{many} the authors twice over (A, B, A, B); they are kept once"
            self.faults.append(Fault(file=self.file, line=self._doubled[0], reason=reason))
        for key in self._strange:
            reason = f"unknown field {key!r}, kept under extra"
            self.faults.append(Fault(file=self.file, reason=reason, guess=f"did you mean {misspelt(key)!r}?"))
        if self.refused:
            reason = f"rejected or withdrawn by the file's own word, and kept: {self.refused}"
            guess = "take them out of the file if nobody means to publish them"
            self.faults.append(Fault(file=self.file, reason=reason, guess=guess))
        if self._private:
            reason = f"left out as private: {', '.join(map(repr, self._private))}"
            guess = "say `extra` of the name in the settings' field map to publish it"
            self.faults.append(Fault(file=self.file, reason=reason, guess=guess))

    def untitled(self, raw: Record, text: str) -> None:
        """Note that the record being read has no title."""
        reason = f"no field 'title' in record {self.number} of {self.file}"
        guess = ""
        named = [key for key, goal in self.plan(raw) if goal.field == "title"]
        if named:
            reason = f"the title in record {self.number} of {self.file} is empty or no text"
        elif near := difflib.get_close_matches("title", [bare(key) for key in raw], n=1):
            found = next(key for key in raw if bare(key) == near[0])
            guess = f"found {found!r}: did you mean 'title'?"
        elif raw:
            guess = f"found {', '.join(map(repr, list(raw)[:8]))}; name the title's field in the settings' field map"
        self.fault(reason, guess=guess, raw=self._shown(raw, text), kept=False)

    def _shown(self, raw: Record, text: str) -> str:
        """Return a record's text, or what is not private of it: faults are published, too."""
        dropped = {key for key, goal in self.plan(raw) if goal.field == DROP}
        safe = {key: public(value) for key, value in raw.items() if key not in dropped}
        if text and not any(key in text for key in raw if key in dropped or safe[key] != raw[key]):
            return text
        return msgspec.json.encode(values.clean(safe)).decode()
