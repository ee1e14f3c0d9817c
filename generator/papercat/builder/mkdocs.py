"""MkDocs itself, for everything but our own pages.

MkDocs builds the hand-written pages, copies people's files and renders its templates as ever; a plugin object of ours,
present only in this process, takes what the generator made out of its hands before it copies it, or makes an object and
an HTML tree of each page.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.build import get_context
from mkdocs.config import Config, load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_date
from mkdocs.utils.templates import TemplateContext

from papercat.builder.frames import Place, StandIn, Unframeable
from papercat.builder.links import Links
from papercat.builder.markdown import Converted, Heading
from papercat.builder.warnings import listening, strictly

EXTENSIONS = frozenset({"attr_list", "fenced_code", "md_in_html", "tables", "toc"})
"""Markdown extensions under which `builder.markdown` is proven equal."""
PLUGINS = frozenset({"papercat", "search", "material/search"})


class _NoPages(Sequence[Any]):
    """The list of all pages, for templates that must not look at it: a frame would hold another list than the page."""

    def __getitem__(self, _place: object) -> Any:  # noqa: ANN401 - never returns
        message = "the theme looks at the list of all pages"
        raise Unframeable(message)

    def __len__(self) -> int:
        message = "the theme counts all pages"
        raise Unframeable(message)


class _Partly(Files):
    """All files, of which only the hand-written pages are pages to MkDocs, and only people's files are copied by it."""

    def __init__(self, files: Files, ours: frozenset[str], plain: frozenset[str]) -> None:
        super().__init__(files)
        self.ours, self.plain = ours, plain
        self.left: list[File] = []
        """Generated files that MkDocs would have copied."""

    def copy_static_files(
        self,
        dirty: bool = False,  # noqa: FBT001, FBT002 - MkDocs' own signature
        *,
        inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included,
    ) -> None:
        """Copy people's files."""
        for file in self:
            if not file.is_documentation_page() and inclusion(file.inclusion):
                if file.src_uri in self.plain:
                    self.left.append(file)
                else:
                    file.copy_file(dirty)

    def documentation_pages(self, **inclusion: Any) -> Sequence[File]:  # noqa: ANN401 - MkDocs' own signature
        """Return the hand-written pages."""
        # ours are by far the most, and MkDocs asks often
        return Files([file for file in self if file.src_uri not in self.ours]).documentation_pages(**inclusion)

    def generated(self) -> Iterator[File]:
        """Yield ours."""
        return (file for file in self if file.src_uri in self.ours)


class _NoOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs is partly untyped
    """The plugin object has no settings."""


class Aside(BasePlugin[_NoOptions]):  # type: ignore[no-untyped-call]  # MkDocs is partly untyped
    """Takes generated pages out of MkDocs' hands and keeps what is needed to make them, once MkDocs has run."""

    files: _Partly
    nav: Navigation
    env: jinja2.Environment

    def __init__(self, ours: frozenset[str], plain: frozenset[str] = frozenset()) -> None:
        """Take the generated pages' files, relative to `docs/`, and the generated files that are no pages."""
        self.ours, self.plain = ours, plain
        self.asked: set[str] = set()
        """What the theme's own links lead to."""

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Hide generated pages; those in the navigation stay MkDocs', which knows their neighbours."""
        self.files = _Partly(files, self.ours - set(_named(config.nav)), self.plain)
        return self.files

    def on_env(self, env: jinja2.Environment, /, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Keep the theme, and hear which links it makes."""
        self.env = env
        relative = env.filters["url"]

        @jinja2.pass_context
        def url(context: jinja2.runtime.Context, value: str) -> str:
            self.asked.add(value)
            return str(relative(context, value))

        env.filters["url"] = url

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Keep the navigation."""
        self.nav = nav

    def on_template_context(
        self, context: TemplateContext, /, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the sitemap all pages in MkDocs' order, and no other template any."""
        if template_name == "sitemap.xml":
            context["pages"] = _sitemap(self.files, config)  # type: ignore[typeddict-item]  # stand-ins for files
        else:
            context["pages"] = _NoPages()
        return context

    def on_page_context(self, context: TemplateContext, /, **_event: Any) -> TemplateContext:  # noqa: ANN401 - MkDocs' own
        """Keep the list of all pages from the theme."""
        context["pages"] = _NoPages()
        return context

    def render(self, page: StandIn, config: MkDocsConfig) -> str:
        """Render the theme for a page outside the navigation."""
        context = get_context(self.nav, [], config, page)  # type: ignore[arg-type]  # it has what is asked of a page
        context["pages"] = _NoPages()
        template = self.env.get_template(str(page.meta.get("template", "main.html")))
        known = set(self.asked)
        made = template.render(context)
        if strange := {link for link in self.asked - known if link and not link.startswith(("#", "assets/", "http"))}:
            # it may be the way to a page of this very shape
            message = f"the theme links to {min(strange)} from some pages only"
            raise Unframeable(message)
        return made

    def links(self) -> Links:
        """Return the files that pages can link to."""
        urls = {file.src_uri: "" if file.url in {".", "./"} else file.url for file in self.files}
        return Links(urls, {*(page.url for page in self.nav.pages), *self.asked})

    def base(self, config: MkDocsConfig) -> Place:
        """Return what the absolute URLs of every page begin with, as MkDocs makes them of one page.

        Raises:
            Unframeable: they are not made by putting the page's path behind something.
        """
        file = next(self.files.generated(), None)
        if file is None:
            return Place("", "")
        page = Page(None, file, config)
        file.page = None
        canonical, edit = page.canonical_url or "", page.edit_url or ""
        if not canonical.endswith(file.url if canonical else "") or not edit.endswith(file.src_uri if edit else ""):
            message = "the site's address or edit_uri"
            raise Unframeable(message)
        return Place(canonical.removesuffix(file.url), edit.removesuffix(file.src_uri))

    def convert(self, source: str, config: MkDocsConfig) -> Converted:
        """Convert one generated page as MkDocs does, where `builder.markdown` does not know all of it.

        Raises:
            Unframeable: MkDocs warns of something in it, which ends a strict build.
        """
        file = self.files.src_uris[source]
        page = Page(None, file, config)
        page.read_source(config)
        with listening() as warnings:
            page.render(config, self.files)
            html = config.plugins.on_page_content(page.content or "", page=page, config=config, files=self.files)
        file.page = None
        if warnings:
            raise Unframeable(warnings[0])
        return Converted(html, tuple(_flat(page.toc)), frozenset(page.present_anchor_ids or ()))


def opened(config_file: Path, destination: Path) -> MkDocsConfig:
    """Load mkdocs.yml for a strict build into `destination`.

    Raises:
        Failure: MkDocs does not take it.
    """
    with strictly():
        config: MkDocsConfig = load_config(str(config_file), site_dir=str(destination), strict=True)
    return config


def unprovable(config: MkDocsConfig) -> str:
    """Say what in the configuration is not proven harmless, or nothing."""
    for what, found, known in (
        ("plugin", set(config.plugins), PLUGINS),
        ("Markdown extension", set(config.markdown_extensions), EXTENSIONS),
        ("theme", {config.theme.name}, {"material"}),
    ):
        strange = sorted(map(str, found - known))
        if strange:
            return f"{what} {', '.join(strange)}"
    if config.hooks:
        return f"hooks {', '.join(map(str, config.hooks))}"
    if any(values for name, values in config.mdx_configs.items() if name in EXTENSIONS):
        return "settings of Markdown extensions"
    if config.edit_uri_template or not config.use_directory_urls:
        return "edit_uri_template" if config.edit_uri_template else "use_directory_urls: false"
    return ""


def searched(config: MkDocsConfig) -> bool:
    """Tell whether a search plugin wants to read every page."""
    return any(
        name.endswith("search") and plugin.config.get("enabled", True) for name, plugin in config.plugins.items()
    )


def run(config: MkDocsConfig, aside: Aside | None = None) -> None:
    """Run MkDocs' own build.

    Raises:
        Failure: it warned of something, or failed.
    """
    if aside is not None:
        config.plugins["papercat/aside"] = aside
    with strictly():
        try:
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()


def _named(nav: object) -> Iterator[str]:
    """Yield every text in the navigation's configuration, the files among them."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, Mapping):
        for value in nav.values():
            yield from _named(value)
    elif isinstance(nav, list):
        for value in nav:
            yield from _named(value)


def _sitemap(files: Files, config: MkDocsConfig) -> Iterator[SimpleNamespace]:
    """Yield what the sitemap asks of every page, in MkDocs' order; a theme whose sitemap is empty never asks."""
    for file in Files(files).documentation_pages():
        yield _entry(file, config)


def _entry(file: File, config: MkDocsConfig) -> SimpleNamespace:
    """Return what the sitemap asks of a file."""
    if file.page is not None:
        return SimpleNamespace(page=file.page)
    url = (
        f"{(config.site_url or '').rstrip('/')}/{'' if file.url in {'.', './'} else file.url}"
        if config.site_url
        else ""
    )
    page = SimpleNamespace(is_link=False, abs_url=url, canonical_url=url, update_date=get_build_date())
    return SimpleNamespace(page=page)


def _flat(entries: Any) -> Iterator[Heading]:  # noqa: ANN401 - MkDocs' table of contents is untyped
    for entry in entries:
        yield Heading(entry.level, entry.id, entry.title)
        yield from _flat(entry.children)
