"""Codes of the Mathematics Subject Classification by the names of their sections.

Source: https://msc2020.org, the 63 sections; zbMATH has codes for keywords, MathSciNet under `mrclass`.
"""

import re
from collections.abc import Iterable

_SECTIONS = """
00 General mathematics
01 History of mathematics
03 Mathematical logic
05 Combinatorics
06 Ordered structures
08 General algebraic systems
11 Number theory
12 Field theory
13 Commutative algebra
14 Algebraic geometry
15 Linear algebra
16 Associative rings
17 Nonassociative rings
18 Category theory
19 K-theory
20 Group theory
22 Lie groups
26 Real functions
28 Measure theory
30 Complex analysis
31 Potential theory
32 Several complex variables
33 Special functions
34 Ordinary differential equations
35 Partial differential equations
37 Dynamical systems
39 Functional equations
40 Sequences and series
41 Approximation theory
42 Harmonic analysis
43 Abstract harmonic analysis
44 Integral transforms
45 Integral equations
46 Functional analysis
47 Operator theory
49 Calculus of variations
51 Geometry
52 Convex and discrete geometry
53 Differential geometry
54 General topology
55 Algebraic topology
57 Manifolds
58 Global analysis
60 Probability theory
62 Statistics
65 Numerical analysis
68 Computer science
70 Classical mechanics
74 Mechanics of solids
76 Fluid mechanics
78 Optics and electromagnetism
80 Thermodynamics
81 Quantum theory
82 Statistical mechanics
83 Relativity
85 Astronomy and astrophysics
86 Geophysics
90 Operations research
91 Game theory and economics
92 Mathematical biology
93 Control theory
94 Information theory
97 Mathematics education
"""
SECTIONS = dict(line.split(" ", 1) for line in _SECTIONS.strip().splitlines())
CODE = re.compile(r"(\d\d)(?:[A-Z]\d\d|[A-Z]xx|-\d\d|-XX)")


def codes(words: Iterable[str]) -> list[str]:
    """Return the codes, if all words are such."""
    said = [word.strip() for word in words if word.strip()]
    return said if said and all(map(CODE.fullmatch, said)) else []


def sections(found: Iterable[str]) -> list[str]:
    """Return the name of each code's section once: `42B20` is of harmonic analysis."""
    return list(dict.fromkeys(name for code in found if (name := SECTIONS.get(code[:2]))))
