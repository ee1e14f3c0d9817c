"""The Content-Security-Policy of every page: nothing of ours needs more, and nothing else gets through."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from stage import ROOT

pytestmark = pytest.mark.browser

POLICY = re.compile(r'<head><meta http-equiv="Content-Security-Policy" content="default-src \'self\'; [^"]*">')
SINKS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment"
    r"|\beval\(|new Function|set(?:Timeout|Interval)\(\s*[\"'`]|setHTMLUnsafe|setAttribute\(\s*[\"'`](?:on|style)"
)
"""Ways from a text to markup or to a script. A `DOMParser` is none: it reads the site's own page, inert."""


def test_every_page_begins_with_the_policy(demo: Path) -> None:
    """It stands before anything that it rules, and no page has an inline script or style that it would block."""
    for path in (demo / "site").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert POLICY.search(text), path
        assert not re.search(r"<script(?![^>]*(?: src=| type=\"application/(?:ld\+)?json\"))[^>]*>", text), path
        assert not re.search(r"<style|<[a-z][^<>]* (?:style|on[a-z]+)=", text), path


def test_everything_works_under_it(demo_page: Page, demo_url: str) -> None:
    """Search box, palette, copy button and instant navigation, none of them with a word in the console."""
    demo_page.goto(demo_url, wait_until="networkidle")
    box = demo_page.locator("header input[name=q]").first
    box.click()
    box.press_sequentially("token")
    expect(demo_page.locator("[role=search] a[href*='papers/']").first).to_be_visible()
    demo_page.keyboard.press("Escape")
    demo_page.locator("[data-md-component='palette'] label:visible").first.click()
    expect(demo_page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    demo_page.evaluate("window.__kept = true")
    demo_page.locator("main a[href*='papers/']").first.click()
    expect(demo_page).to_have_url(re.compile(r"/papers/[^/]*"))
    assert demo_page.evaluate("window.__kept") is True
    demo_page.goto(f"{demo_url}getting-started/", wait_until="networkidle")
    demo_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    demo_page.locator("pre").first.hover()
    demo_page.locator(".md-code__button, .md-clipboard").first.click()
    expect(demo_page.locator(".md-dialog")).to_contain_text("Copied")


def test_a_script_that_got_in_would_not_run(demo_url: str, browser) -> None:
    """Neither an inline script nor a handler nor another host's file is run or asked for."""
    page = browser.new_page()
    blocked: list[tuple[str, str | None]] = []
    page.on("requestfailed", lambda request: blocked.append((request.url, request.failure)))
    page.goto(demo_url)
    page.evaluate(
        """() => {
          const script = document.createElement("script"); script.textContent = "window.__ran = 1"
          document.body.append(script)
          const far = document.createElement("script"); far.src = "https://fabricated.example/x.js"
          document.body.append(far)
          document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.__ran = 2'>")
          return new Promise((done) => setTimeout(done, 300))
        }"""
    )
    assert page.evaluate("window.__ran") is None
    assert blocked == [("https://fabricated.example/x.js", "csp")]
    page.close()


def test_our_scripts_make_no_markup_of_text() -> None:
    """None of our scripts has a way by which a text of a record becomes an element or a script."""
    package = ROOT / "generator" / "papercat"
    files = [*package.glob("theme/**/*.js"), *package.glob("search/js/*.js")]
    assert len(files) > 10
    assert [path.name for path in files if SINKS.search(path.read_text(encoding="utf-8"))] == []
