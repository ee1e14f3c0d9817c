"""The MkDocs plugin: plain `mkdocs build` and `mkdocs serve` generate first. It holds no logic."""

import os
from collections.abc import Callable
from importlib import resources
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import Files

from papercat import site
from papercat.builder.lean import Lean, slim, unused
from papercat.errors import PapercatError

log = get_plugin_logger(__name__)
PACKAGE = Path(str(resources.files("papercat")))


class NoOptions(Config):  # type: ignore[no-untyped-call] # MkDocs leaves __init_subclass__ untyped
    """Settings live under `extra.papercat`, where engines without plugins leave them alone."""


class PapercatPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call] # as above
    """Generate before the documentation folder is read, and give Material what the pages need of it."""

    previewed = False
    """A preview shows pages by now."""

    def on_startup(self, **_: object) -> None:
        """Let this very object see all builds of a preview, as MkDocs does for who has this method."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our overrides before the theme's own templates, after the site's."""
        ours = str(PACKAGE / "theme" / "overrides")
        if ours not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, ours)
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Leave out what of the theme no page loads."""
        for file in [file for file in files if file.src_dir != config.docs_dir and unused(file.src_uri)]:
            files.remove(file)
        return files

    def on_env(self, env: Environment, /, **_: object) -> Environment:
        """Leave out the white space of templates and what no page needs: a seventh of a page of a paper."""
        env.trim_blocks = env.lstrip_blocks = True
        env.add_extension(Lean)
        return env

    def on_page_content(self, html: str, **_: object) -> str:
        """Leave no style in a page, which its policy would refuse, and no end tag that says nothing."""
        return slim(html)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Generate, unless `papercat build` has just done so."""
        if os.environ.get(site.GENERATED):
            return
        try:
            project = site.read(Path(config.config_file_path))
            made = site.generate(project, log.debug)
        except PapercatError as error:
            if not self.previewed:
                raise PluginError(str(error)) from None
            # a person is writing: the pages that are there stay, where MkDocs would let the browser wait for ever
            log.warning("%s", error)
            return
        log.info("%d papers, %d pages changed", len(made.catalogue.papers), len(made.written.changed))
        for fault in made.faults:
            log.info("docs/catalogue/%s", fault)
        for path in made.written.kept:
            log.info("docs/%s: kept as a person wrote it", path)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002 - MkDocs' signature
        """Watch the templates too; MkDocs watches `docs/` with the records, vocabulary and corrections in it."""
        for name in ("templates", "theme"):
            server.watch(str(PACKAGE / name))
        self.previewed = True
        server.builder = site.where_changed(Path(config.config_file_path), _untraced(server.builder), log.warning)
        return server


def _untraced(build: Callable[[], None]) -> Callable[[], None]:
    """Return `build` that says in a line what MkDocs cannot read of mkdocs.yml, and leaves the site as it was."""

    def again() -> None:
        try:
            build()
        except ConfigurationError as error:
            log.warning("%s", error)

    return again
