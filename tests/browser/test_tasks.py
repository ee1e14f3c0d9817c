"""What a reader comes for, done as a reader does it: most of it by keyboard alone."""

import html
import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser
TITLES = "p.pc-papers + ul > li > a"


def _list(page: Page, url: str) -> None:
    """Open the list of all papers, ready to use."""
    page.goto(f"{url}papers/")
    expect(page.locator(".pc-tools")).to_be_attached()


def _collect(page: Page, count: int) -> list[str]:
    """Star the first papers of a list by keyboard, and return their titles."""
    for _ in range(count):
        page.keyboard.press("j")
        page.keyboard.press("*")
    return page.locator(TITLES).all_inner_texts()[:count]


def test_find_a_paper_by_half_its_title_with_a_typing_error(demo_page: Page, demo_url: str) -> None:
    """The key / leads to the search, the slip is forgiven, Enter opens the paper."""
    demo_page.goto(demo_url, wait_until="networkidle")
    demo_page.keyboard.press("/")
    demo_page.keyboard.type("adaptve frequency filters")
    hit = demo_page.locator("[role=search] a[href*='papers/adaptive-frequency']").first
    expect(hit).to_be_visible()
    hit.focus()
    demo_page.keyboard.press("Enter")
    expect(demo_page.locator("h1#paper")).to_contain_text("Adaptive Frequency Filters")


def test_collect_five_papers_note_one_and_export_them(demo_page: Page, demo_url: str) -> None:
    """Five stars by keyboard, a note that survives a reload, and a BibTeX file with five entries."""
    _list(demo_page, demo_url)
    titles = _collect(demo_page, 5)
    demo_page.keyboard.press("l")
    expect(demo_page.locator(".pc-desk-list > li")).to_have_count(5)
    assert sorted(demo_page.locator(".pc-desk-list > li > a").all_inner_texts()) == sorted(titles)
    demo_page.locator(".pc-desk-list textarea").first.fill("read the proof")
    demo_page.reload()
    expect(demo_page.locator(".pc-desk-list textarea").first).to_have_value("read the proof")
    with demo_page.expect_download() as download:
        demo_page.get_by_role("button", name="BibTeX").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert len(re.findall(r"^@\w+\{", text, re.MULTILINE)) == 5


def test_after_a_search_in_the_header_pages_keep_their_tools(demo_page: Page, demo_url: str) -> None:
    """Results stay in the box when the page changes without a reload; each page has its stars and tools."""
    demo_page.goto(demo_url, wait_until="networkidle")
    demo_page.evaluate("window.__kept = true")
    demo_page.keyboard.press("/")
    demo_page.keyboard.type("adaptve frequency")
    expect(demo_page.locator("[role=search] a[href*='papers/adaptive-frequency']").first).to_be_visible()
    demo_page.keyboard.press("Escape")
    for name in ("Papers", "Tags", "Papers"):
        demo_page.locator(".pc-nav").get_by_role("link", name=name, exact=True).click()
        expect(demo_page.locator("h1#top")).to_have_text(name)
    expect(demo_page.locator(".pc-tools")).to_be_attached()
    expect(demo_page.locator(".pc-papers + ul > li:first-child > .pc-star")).to_be_visible()
    expect(demo_page.locator("link[rel=icon]")).to_have_count(1)
    demo_page.locator(TITLES).first.click()
    title = demo_page.locator("h1#paper").inner_text()
    demo_page.locator(".pc-act .pc-star").click()
    assert demo_page.evaluate("window.__kept") is True
    demo_page.goto(f"{demo_url}reading-list/")
    expect(demo_page.locator(".pc-desk-list > li > a")).to_have_text([title])


def test_share_a_list_by_its_address(demo_page: Page, demo_url: str) -> None:
    """Whoever opens a shared address sees that list, nothing of their own changes until they take it."""
    _list(demo_page, demo_url)
    ids = [str(link.get_attribute("href")).strip("./").split("/")[-1] for link in demo_page.locator(TITLES).all()[:2]]
    titles = demo_page.locator(TITLES).all_inner_texts()[:2]
    demo_page.goto(f"{demo_url}reading-list/#papers={','.join(ids)}")
    expect(demo_page.locator(".pc-desk-list > li > a")).to_have_text(titles)
    expect(demo_page.locator(".pc-list")).to_have_attribute("data-count", "")
    demo_page.get_by_role("button", name="Add all to my list").click()
    expect(demo_page.locator(".pc-list")).to_have_attribute("data-count", "2")


def test_what_was_read_can_be_hidden(demo_page: Page, demo_url: str) -> None:
    """The key r marks a paper as read, the list then offers to hide it, and remembers that."""
    _list(demo_page, demo_url)
    demo_page.keyboard.press("j")
    demo_page.keyboard.press("r")
    demo_page.get_by_role("button", name="Hide what I have read").click()
    expect(demo_page.locator(TITLES).first).to_be_hidden()
    demo_page.reload()
    expect(demo_page.locator(TITLES).first).to_be_hidden()
    demo_page.get_by_role("button", name="Show what I have read").click()
    expect(demo_page.locator(TITLES).first).to_be_visible()


def test_follow_a_name_to_its_other_papers(demo_page: Page, demo_url: str) -> None:
    """From a paper to a name that it mentions, and on to another paper that uses it."""
    demo_page.goto(f"{demo_url}names/bert/")
    first = demo_page.locator(TITLES).first
    title = first.inner_text()
    first.click()
    expect(demo_page.locator("h1").first).to_have_text(title)
    demo_page.locator(".pc-side a", has_text=re.compile("^BERT$")).first.click()
    other = demo_page.locator(TITLES).nth(1)
    title = other.inner_text()
    other.click()
    expect(demo_page.locator("h1").first).to_have_text(title)


def test_a_hint_says_what_a_tag_is(demo_page: Page, demo_url: str) -> None:
    """Focus on a tag shows its kind and number of papers; Escape takes the hint away."""
    demo_page.goto(f"{demo_url}papers/are-code-pre-trained-models-powerful-to-learn-code/")
    tag = demo_page.locator(".pc-side .pc-chips a").first
    tag.hover()
    hint = demo_page.locator("[role=tooltip]")
    expect(hint).to_contain_text(tag.inner_text())
    expect(hint).to_contain_text(re.compile(r"\d+ papers?"))
    demo_page.keyboard.press("Escape")
    expect(hint).to_have_count(0)


def test_cite_and_correct_a_paper(context: BrowserContext, demo_page: Page, demo_url: str) -> None:
    """The key c copies the citation, n leads to the next paper, and the page says where a mistake is told."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    _list(demo_page, demo_url)
    demo_page.locator(TITLES).first.click()
    expect(demo_page.locator(".pc-act")).to_be_visible()
    demo_page.keyboard.press("c")
    expect(demo_page.locator(".pc-toast")).to_contain_text("BibTeX copied")
    assert demo_page.evaluate("navigator.clipboard.readText()").startswith("@")
    href = demo_page.get_by_role("link", name="Suggest a correction").get_attribute("href")
    assert href
    assert demo_page.url.rstrip("/").rpartition("/")[2] in href
    before = demo_page.url
    demo_page.keyboard.press("n")
    expect(demo_page).not_to_have_url(before)


def test_a_list_filters_combines_and_exports(demo_page: Page, demo_url: str) -> None:
    """Words and facets narrow a tag's list, the address keeps them, an export has what is shown."""
    demo_page.goto(f"{demo_url}tags/large-language-models/?filter=retrieval")
    count = demo_page.locator("p.pc-papers")
    expect(count).to_have_text(re.compile(r"^\d+ papers?$"))
    shown = demo_page.locator(TITLES).count()
    demo_page.locator(".pc-menu-of summary").click()
    with demo_page.expect_download() as download:
        demo_page.locator(".pc-menu-of").get_by_role("button", name="RIS").click()
    assert Path(download.value.path()).read_text(encoding="utf-8").count("TY  - ") == shown
    demo_page.get_by_role("button", name="Filters").click()
    demo_page.locator(".pc-tool-facets label").first.click()
    expect(demo_page).to_have_url(re.compile(r"filter=retrieval&tag="))
    expect(demo_page.locator(".pc-tool-facets input:checked")).to_have_count(1)
    # what does not come first can be chosen, too, and what was unfolded stays so
    demo_page.goto(f"{demo_url}papers/")
    demo_page.get_by_role("button", name="Filters", exact=True).click()
    tags = demo_page.locator(".pc-tool-facets fieldset[data-facet=tag]")
    tags.locator("summary").click()
    tags.locator(":scope > label").first.click()
    expect(demo_page.locator(".pc-tool-facets input:checked")).to_have_count(1)
    expect(tags.locator("details")).to_have_attribute("open", "")
    tags.locator("details label").first.click()
    expect(demo_page.locator(".pc-tool-facets input:checked")).to_have_count(2)


READ_BY_ZOTERO = "spans => spans.map(span => span.title)"


def test_zotero_offers_a_list_that_was_chosen(demo_page: Page, demo_url: str) -> None:
    """Zotero is told of all that is left of a list after filtering, and of the reading list."""
    demo_page.goto(f"{demo_url}tags/large-language-models/?filter=retrieval")
    expect(demo_page.locator("p.pc-papers")).to_have_text(re.compile(r"^\d+ papers?$"))
    titles = demo_page.locator(TITLES).all_inner_texts()
    demo_page.evaluate("addEventListener('ZoteroItemUpdated', () => { window.told = true })")
    demo_page.locator(".pc-menu-of summary").click()
    demo_page.locator(".pc-menu-of").get_by_role("button", name="Zotero").click()
    expect(demo_page.locator(".pc-toast")).to_contain_text(f"offers {len(titles)} papers")
    read = [parse_qs(said) for said in demo_page.locator("span.Z3988[title]").evaluate_all(READ_BY_ZOTERO)]
    assert [one["rft.atitle"][0] for one in read] == titles
    assert demo_page.evaluate("window.told") is True
    _collect(demo_page, 2)
    demo_page.keyboard.press("l")
    expect(demo_page.locator("span.Z3988[title]")).to_have_count(2)


def test_a_pasted_abstract_finds_its_paper(demo_page: Page, demo_url: str) -> None:
    """The paper whose abstract was pasted is the nearest; of a bibliography each entry is here or not."""
    paper = f"{demo_url}papers/adaptive-frequency-filters-as-efficient-global/"
    demo_page.goto(paper)
    abstract = demo_page.locator("h2#abstract ~ p").first.inner_text()
    demo_page.goto(f"{demo_url}nearest/")
    demo_page.locator("textarea").fill(abstract)
    demo_page.keyboard.press("Control+Enter")
    expect(demo_page.locator(TITLES).first).to_have_text("Adaptive Frequency Filters As Efficient Global Token Mixers")
    entry = (
        "@misc{a, title = {Adaptive {frequency} filters as efficient global token mixers}}\n@misc{b, title={Zebras}}"
    )
    demo_page.locator("textarea").fill(entry)
    demo_page.keyboard.press("Control+Enter")
    expect(demo_page.locator("p.pc-papers")).to_have_text("1 of 2 papers are here")


def test_the_help_tells_the_keys_and_switches_them_off(demo_page: Page, demo_url: str) -> None:
    """The key ? opens a dialog; without single keys, a star needs the pointer."""
    _list(demo_page, demo_url)
    demo_page.keyboard.press("?")
    dialog = demo_page.get_by_role("dialog", name="Keys")
    expect(dialog).to_contain_text("Save this paper")
    dialog.get_by_label("Use these single keys").uncheck()
    demo_page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    _collect(demo_page, 1)
    expect(demo_page.locator(".pc-star[aria-pressed=true]")).to_have_count(0)


def test_subscribe_to_a_tag(demo_page: Page, demo_url: str) -> None:
    """A tag's page tells programs where its feed is and shows people the same one, which has the tag's papers."""
    demo_page.goto(f"{demo_url}tags/large-language-models/")
    heads = demo_page.locator("head link[rel~=alternate]")
    kinds = {str(one.get_attribute("type")): one.evaluate("link => link.href") for one in heads.all()}
    assert set(kinds) == {"application/atom+xml"}
    tag = demo_page.locator(
        "head link[type='application/atom+xml'][href$='large-language-models/feed.xml'], head [href='feed.xml']"
    )
    expect(tag).to_have_attribute("title", re.compile("large language models", re.IGNORECASE))
    shown = demo_page.locator(".pc-papers").get_by_role("link", name="Feed")
    assert shown.evaluate("link => link.href") == tag.evaluate("link => link.href")
    shown.focus()
    feed = demo_page.request.get(shown.evaluate("link => link.href")).text()
    told = re.findall(r"<entry>.*?<title>(.*?)</title>", feed, re.DOTALL)
    assert told
    assert {html.unescape(title) for title in told} <= set(demo_page.locator(TITLES).all_inner_texts())


def test_report_an_error_by_keyboard(demo_page: Page, demo_url: str) -> None:
    """Tab reaches the way to a correction, which opens the form for corrections with the paper named."""
    demo_page.goto(f"{demo_url}papers/adaptive-frequency-filters-as-efficient-global/")
    link = demo_page.get_by_role("link", name="Suggest a correction")
    for _ in range(60):
        demo_page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    expect(link).to_be_focused()
    href = str(link.get_attribute("href"))
    assert "template=correction.yml" in href
    assert "adaptive-frequency-filters-as-efficient-global" in href
