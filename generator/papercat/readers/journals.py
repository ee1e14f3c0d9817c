r"""Journals that bibliographies of astronomers name by a macro: `\apj`, `\mnras`.

NASA's ADS exports them so: https://ui.adsabs.harvard.edu/help/actions/journal-macros
"""

import re

_MACROS = """
actaa: Acta Astronomica
aap: Astronomy and Astrophysics
aapr: Astronomy and Astrophysics Review
aaps: Astronomy and Astrophysics Supplement Series
aj: The Astronomical Journal
ao applopt: Applied Optics
apj: The Astrophysical Journal
apjl apjlett: The Astrophysical Journal Letters
apjs apjsupp: The Astrophysical Journal Supplement Series
aplett: Astrophysical Letters
apspr: Astrophysics Space Physics Research
apss: Astrophysics and Space Science
araa: Annual Review of Astronomy and Astrophysics
azh: Astronomicheskii Zhurnal
baas: Bulletin of the American Astronomical Society
bain: Bulletin of the Astronomical Institutes of the Netherlands
caa: Chinese Astronomy and Astrophysics
cjaa: Chinese Journal of Astronomy and Astrophysics
fcp: Fundamentals of Cosmic Physics
gca: Geochimica et Cosmochimica Acta
grl: Geophysical Research Letters
iaucirc: IAU Circulars
icarus: Icarus
jcap: Journal of Cosmology and Astroparticle Physics
jcp: The Journal of Chemical Physics
jgr: Journal of Geophysical Research
jqsrt: Journal of Quantitative Spectroscopy and Radiative Transfer
jrasc: Journal of the Royal Astronomical Society of Canada
maps: Meteoritics and Planetary Science
memras: Memoirs of the Royal Astronomical Society
memsai: Memorie della Societa Astronomica Italiana
mnras: Monthly Notices of the Royal Astronomical Society
na: New Astronomy
nar: New Astronomy Reviews
nat: Nature
nphysa: Nuclear Physics A
pasa: Publications of the Astronomical Society of Australia
pasj: Publications of the Astronomical Society of Japan
pasp: Publications of the Astronomical Society of the Pacific
physrep: Physics Reports
physscr: Physica Scripta
planss: Planetary and Space Science
pra: Physical Review A
prb: Physical Review B
prc: Physical Review C
prd: Physical Review D
pre: Physical Review E
prl: Physical Review Letters
procspie: Proceedings of SPIE
psj: The Planetary Science Journal
qjras: Quarterly Journal of the Royal Astronomical Society
rmxaa: Revista Mexicana de Astronomia y Astrofisica
skytel: Sky and Telescope
solphys: Solar Physics
sovast: Soviet Astronomy
ssr: Space Science Reviews
zap: Zeitschrift fuer Astrophysik
"""
JOURNALS = {
    macro: name
    for macros, _, name in (line.partition(": ") for line in _MACROS.split("\n"))
    for macro in macros.split()
}
MACRO = re.compile(r"\{*\s*\\([A-Za-z]+)\s*\}*")


def journal(said: str) -> str:
    """Return the journal that a macro, or an abbreviation nobody spelled out, stands for; other names as they are."""
    macro = MACRO.fullmatch(said)
    return JOURNALS.get(macro[1] if macro else said, said)
