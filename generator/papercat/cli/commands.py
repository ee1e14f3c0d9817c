"""The commands that change something, each a few lines around a function of `site`."""

import contextlib
import re
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from pathspec import GitIgnoreSpec

from papercat import __version__, site
from papercat.cli import digesting, fetching, looking, options, suggesting
from papercat.cli.console import Console, counted, table, tally
from papercat.cli.options import as_json, cluster, jobs, root, strict, timings
from papercat.clock import Clock, cpu_seconds
from papercat.errors import Fault, NothingDone, UsageError
from papercat.site import Project
from papercat.words import LANGUAGES
from papercat.writer import Written

FEW = 10
"""Faults and lost papers that a build tells of; `papercat check` tells of all faults."""
PAPER = re.compile(r"papers/(?!index\.md|page-\d+\.md)([^/]+)\.md")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="papercat", message="%(prog)s %(version)s")
@click.option("--root", type=options.ANY_PATH, metavar="DIR", help="As behind the command.")
@click.option("--json", is_flag=True, help="As behind the command.")
@click.pass_context
def papercat(context: click.Context, root: Path | None, json: bool) -> None:
    """Turn paper abstracts into a searchable static site with tags and cross-links."""
    options.before(context, root, json)


@papercat.command()
@click.argument("folder", type=options.ANY_PATH, metavar="DIR")
@click.option("--from", "origin", default="", metavar="ORIGIN", help="What it begins with.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", help="Of the pages around the papers.")
@as_json
def new(console: Console, folder: Path, origin: str, language: str) -> int:
    """Make a catalogue of your own.

    DIR gets mkdocs.yml, docs/ and the workflows that publish the site; files that are there stay as they are. ORIGIN is
    a file of papers, its address, or a question that a service is asked every day: arxiv:cat:cs.CL, acl:2025.acl.
    """
    plan = site.plan_of(origin) if origin else None
    upload = options.upload(Path(origin)) if origin and plan is None else None
    with console.progress() as step:
        step(f"Making {folder}")
        made = site.start(folder, plan, upload, language, options.today())
    lines = [*(f"{folder / file}" for file in made.files), *map(str, made.faults)]
    if made.problem:
        lines.append(f"{origin}: no news yet, the catalogue builds without: {made.problem}")
    elif origin:
        lines.append(f"{counted(made.added, 'paper')} from {origin}" if made.added else f"no paper found in {origin}")
    more = "" if origin else "papercat add FILE && "
    lines.append(f"Next: cd {shlex.quote(str(folder))} && {more}papercat serve; README.md says how to publish it")
    console.report(lines, {"folder": str(folder), **made._asdict()})
    return 1 if upload and not made.added else 0


@papercat.command()
@click.argument("files", nargs=-1, required=True, type=options.ANY_PATH, metavar="FILE…")
@click.option("--format", "form", default="", metavar="NAME", help="Read as this format, whatever it looks like.")
@strict
@jobs
@root
@as_json
def add(console: Console, project: Project, files: tuple[Path, ...], form: str, strict: bool, jobs: int) -> int:
    """Read files and merge them into the catalogue.

    The format is recognised from the content. FILE may be gzipped; `-` reads stdin.
    """
    uploads = [options.upload(file) for file in files]
    size = sum(len(upload.data) for upload in uploads)
    with console.progress() as step, site.for_bytes(size, jobs) as executor:
        step(f"Reading {counted(len(files), 'file')}")
        added = site.add(project, uploads, executor, today=options.today(), form=form)
    if not (added.added or added.updated or added.same or added.faults):
        message = f"no paper found in {', '.join(upload.name for upload in uploads)}"
        raise NothingDone(message)
    counts, summary = tally(added)
    console.report([*map(str, added.faults), summary], added._asdict() | {"counts": counts})
    nothing = not (added.added or added.updated or added.same)
    return 1 if nothing or (strict and added.faults) else 0


@papercat.command()
@timings
@cluster
@jobs
@root
@as_json
def generate(console: Console, project: Project, jobs: int, cluster: str, timings: bool) -> None:
    """Make the Markdown pages from the records.

    Only what changed is written, and a page that you wrote or changed yourself is left alone.
    """
    with console.progress() as step:
        made = site.generate(project, step, site.Workers(jobs, cluster), clock := Clock())
    _report_own(console, made.faults)
    _report_generated(console, project, len(made.catalogue.papers), made.written, {}, clock if timings else None)


@papercat.command()
@click.option("--plain", is_flag=True, help="Let MkDocs make every page: slow, and the same bytes.")
@timings
@cluster
@jobs
@root
@as_json
def build(console: Console, project: Project, plain: bool, jobs: int, cluster: str, timings: bool) -> None:
    """Generate, then build the site.

    It is what `mkdocs build --strict` makes, in less time. The last site stays in place until the new one is whole.
    """
    with console.progress() as step:
        papers, faults, written, built = site.make(
            project, step, workers=site.Workers(jobs, cluster), plain=plain, clock=(clock := Clock())
        )
    _report_own(console, faults)
    if built.plain and not plain:
        console.note(f"MkDocs built every page, which takes longer: {built.plain}")
    more = {"site": str(built.site), "site_files": built.files, "site_bytes": built.size}
    _report_generated(console, project, papers, written, more, clock if timings else None)


@papercat.command()
@click.option("--address", default="", metavar="HOST:PORT", help="Where to listen; default: localhost:8000.")
@root
@as_json
def serve(console: Console, project: Project, address: str) -> None:
    """Show a live preview that follows changes."""
    with contextlib.suppress(KeyboardInterrupt):
        site.serve(project, address)
    console.report([], {"stopped": True})


@papercat.command()
@click.argument("form", metavar="FORMAT")
@click.argument("file", type=options.ANY_PATH, metavar="FILE")
@jobs
@root
@as_json
def export(console: Console, project: Project, form: str, file: Path, jobs: int) -> None:
    """Write the whole catalogue to one file.

    FORMAT is jsonl (with everything that was found out), bibtex, ris, csl, markdown, sqlite or parquet;
    `-` as FILE writes to stdout.
    """
    to_stdout = str(file) == "-"
    if to_stdout and console.json:
        message = "the report of --json and the export cannot both go to stdout; name a file"
        raise UsageError(message)
    with console.progress() as step, site.for_catalogue(project, jobs) as executor:
        step(f"Exporting {form}")
        count, data = site.export(project, form, None if to_stdout else file, executor)
    if to_stdout:
        click.echo(data, nl=False)
    else:
        size = file.stat().st_size
        console.report(
            [f"{file}: {counted(count, 'paper')}, {size:,} bytes"],
            {"file": str(file), "format": form, "papers": count, "bytes": size},
        )


def _report_own(console: Console, faults: Sequence[Fault]) -> None:
    """Say what is wrong in the catalogue's own files, without which something that a person wrote would not hold."""
    for fault in faults[:FEW]:
        console.warn(f"docs/catalogue/{fault}")
    if len(faults) > FEW:
        console.warn(f"{len(faults) - FEW:,} more; `papercat check` tells all")


def _report_generated(
    console: Console,
    project: Project,
    papers: int,
    written: Written,
    more: Mapping[str, object],
    clock: Clock | None,
) -> None:
    """Report what was written, which of a person's files stood in the way, and which papers are gone."""
    if gone := [page[1] for path in written.removed if (page := PAPER.fullmatch(path))]:
        some = ", ".join(gone[:FEW]) + (", …" if gone[FEW:] else "")
        are = "paper that had a page is" if len(gone) == 1 else "papers that had a page are"
        console.warn(f"{len(gone):,} {are} gone: {some}; docs/catalogue/moved.yml may say where old addresses lead")
    counts = {"changed": len(written.changed), "same": len(written.same), "removed": len(written.removed)}
    lines = [_kept(project, path) for path in written.kept]
    lines.append(f"{counted(papers, 'paper')}: pages " + ", ".join(f"{n:,} {word}" for word, n in counts.items()))
    if more:
        lines.append(f"{more['site']}: {more['site_files']:,} files, {more['site_bytes']:,} bytes")
    cpu = cpu_seconds()
    timings = {step: round(spent, 3) for step, spent in clock.seconds.items()} if clock else {}
    timed = {"timings": timings, "cpu_seconds": round(cpu, 3)} if clock else {}
    console.report(lines, {"papers": papers, **counts, "kept": written.kept, **more, **timed})
    if clock and not console.json:
        for line in (*table(clock.seconds), f"{cpu:>9.2f} s of CPU"):
            console.note(line)


def _kept(project: Project, path: str) -> str:
    """Say that a person's page stands where one would be made, and whether git leaves it out."""
    file, rules = project.docs / path, project.root / ".gitignore"
    line = f"docs/{path}: kept as a person wrote it; delete it to have it made again"
    if not (rules.is_file() and file.is_relative_to(project.root)):
        return line
    name = file.relative_to(project.root).as_posix()
    ignored = GitIgnoreSpec.from_lines(rules.read_text(encoding="utf-8", errors="replace").splitlines()).match_file(
        name
    )
    return f"{line}; .gitignore names it: git keeps it after `git add --force {shlex.quote(name)}`" if ignored else line


for command in (digesting.digest, *fetching.COMMANDS, suggesting.vocabulary, *looking.COMMANDS):
    papercat.add_command(command)
