"""From page to page and back, without a reload: nothing is lost on the way, for the eye, the keyboard or the ear."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
HEADER = "header input[name=q]"
HITS = ".pc-hits > li > a"


def _awake(page: Page, address: str) -> None:
    """Open a page and do something there, so that Material's script is there, too."""
    page.goto(address, wait_until="networkidle")
    page.mouse.move(300, 300)
    page.wait_for_function("'document$' in window")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.__kept = true")


def test_the_first_key_leads_to_the_search(demo_page: Page, demo_url: str) -> None:
    """What is typed after / goes into the box, also where Material's script only comes with that key."""
    demo_page.goto(demo_url, wait_until="networkidle")
    demo_page.keyboard.press("/")
    demo_page.keyboard.type("transformer nets", delay=20)
    expect(demo_page.locator(HEADER).first).to_have_value("transformer nets")
    expect(demo_page.locator("[role=search] a[href*='papers/']").first).to_be_visible()
    assert demo_page.url == demo_url


def test_on_the_page_of_the_search_its_own_box_is_meant(demo_page: Page, demo_url: str) -> None:
    """The key / leads from a result back to the question."""
    _awake(demo_page, f"{demo_url}search/?q=transformer")
    demo_page.locator(HITS).first.focus()
    demo_page.keyboard.press("/")
    expect(demo_page.locator(".pc-query input")).to_be_focused()


def test_who_wants_no_single_keys_has_none_of_materials(demo_page: Page, demo_url: str) -> None:
    """Neither n nor s does anything; ? still tells the keys."""
    demo_page.goto(demo_url)
    demo_page.evaluate("localStorage.setItem(new URL(document.baseURI).pathname + '.papercat.keys', 'no')")
    _awake(demo_page, demo_url)
    demo_page.keyboard.press("n")
    demo_page.keyboard.press("s")
    expect(demo_page.locator(HEADER).first).not_to_be_focused()
    demo_page.keyboard.press("?")
    expect(demo_page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert demo_page.url == demo_url


def test_a_page_without_a_reload_begins_at_its_heading(demo_page: Page, demo_url: str) -> None:
    """A screen reader hears what came, the Tab key goes on from there, and the header marks the section."""
    _awake(demo_page, demo_url)
    current = demo_page.locator(".pc-nav [aria-current]")
    for name in ("Tags", "Names"):
        demo_page.locator(".pc-nav").get_by_role("link", name=name, exact=True).click()
        expect(current).to_have_text(name)
    demo_page.locator("main ul a").first.click()
    expect(demo_page.locator("h1")).to_be_focused()
    expect(current).to_have_text("Names")
    demo_page.locator(".pc-nav").get_by_role("link", name="Documentation").click()
    demo_page.locator("main .md-nav").get_by_role("link", name="Commands").first.click()
    expect(demo_page.locator("h1")).to_contain_text("Commands")
    expect(current).to_have_text("Documentation")
    assert demo_page.evaluate("window.__kept") is True


def test_back_leads_to_the_result_that_was_followed(demo_page: Page, demo_url: str) -> None:
    """As many results are drawn as before, and the reader is at the one that they had opened."""
    _awake(demo_page, f"{demo_url}search/?q=model")
    more = demo_page.get_by_role("button", name="More results")
    more.click()
    expect(demo_page.locator(HITS).nth(30)).to_be_attached()
    followed = demo_page.locator(HITS).nth(30)
    title = followed.inner_text()
    followed.click()
    expect(demo_page.locator("h1#paper")).to_have_text(title)
    demo_page.go_back()
    expect(demo_page.locator(HITS).nth(30)).to_be_focused()
    expect(demo_page.locator(HITS).nth(30)).to_be_in_viewport()
    expect(demo_page.locator(HITS).nth(30)).to_have_text(title)


def test_back_leads_into_a_filtered_list(demo_page: Page, demo_url: str) -> None:
    """A list that a script draws is where it was left."""
    _awake(demo_page, f"{demo_url}papers/?filter=model")
    expect(demo_page.locator("p.pc-papers")).to_have_text(re.compile(r"^\d+ papers$"))
    followed = demo_page.locator("p.pc-papers + ul > li > a").nth(20)
    title = followed.inner_text()
    followed.click()
    expect(demo_page.locator("h1#paper")).to_have_text(title)
    demo_page.go_back()
    expect(demo_page.locator("p.pc-papers")).to_have_text(re.compile(r"^\d+ papers$"))
    expect(demo_page.locator("p.pc-papers + ul > li > a").nth(20)).to_be_focused()
    expect(demo_page.locator("p.pc-papers + ul > li > a").nth(20)).to_be_in_viewport()


def test_only_papers_are_counted_as_papers(demo_page: Page, demo_url: str) -> None:
    """Pages that people wrote are found by the search, and are no papers of a list."""
    for address, told in (("papers/?filter=the", "p.pc-papers"), ("search/", ".pc-status")):
        demo_page.goto(f"{demo_url}{address}")
        expect(demo_page.locator(told)).to_contain_text(re.compile(r"\b54\b"))


def test_a_question_that_is_a_name_leads_to_its_page(demo_page: Page, demo_url: str) -> None:
    """Whoever looks for a dataset, a subject or a person finds more than papers that mention them."""
    demo_page.goto(f"{demo_url}search/?q=bert")
    way = demo_page.locator(".pc-status a")
    expect(way).to_have_text("Name: BERT")
    way.click()
    expect(demo_page.locator("h1")).to_have_text("BERT")


def test_what_is_pasted_by_pointer_is_looked_for(demo_page: Page, demo_url: str) -> None:
    """A text that comes without a key, as one that was said, is answered in the header's box, too."""
    _awake(demo_page, demo_url)
    box = demo_page.locator(HEADER).first
    box.click()
    box.fill("adaptive frequency")
    expect(demo_page.locator("[role=search] a[href*='papers/adaptive-frequency']").first).to_be_visible()


def test_back_to_the_nearest_papers_finds_them_again(demo_page: Page, demo_url: str) -> None:
    """A pasted abstract and what came of it are there after a look at one of the papers."""
    _awake(demo_page, f"{demo_url}nearest/")
    text = "Next-token prediction with transformers that attend to long contexts."
    demo_page.locator("textarea").fill(text)
    demo_page.keyboard.press("Control+Enter")
    followed = demo_page.locator("p.pc-papers + ul > li > a").nth(3)
    title = followed.inner_text()
    followed.click()
    expect(demo_page.locator("h1#paper")).to_have_text(title)
    demo_page.go_back()
    expect(demo_page.locator("textarea")).to_have_value(text)
    expect(demo_page.locator("p.pc-papers + ul > li > a").nth(3)).to_be_focused()


def test_a_filter_that_leaves_nothing_says_how_to_go_on(demo_page: Page, demo_url: str) -> None:
    """The pages of the whole list are not offered meanwhile, and one press shows all papers again."""
    demo_page.goto(f"{demo_url}papers/?filter=zzzzqqqq")
    expect(demo_page.locator("p.pc-papers")).to_have_text("0 papers")
    for pager in demo_page.locator(".pc-pager").all():
        expect(pager).to_be_hidden()
    demo_page.get_by_role("button", name="Show all").click()
    expect(demo_page.locator("p.pc-papers")).to_contain_text("54 papers")
    expect(demo_page.get_by_role("searchbox", name="Filter these papers")).to_be_focused()


def test_after_more_the_first_that_came_has_the_focus(demo_page: Page, demo_url: str) -> None:
    """In the search and in a list: the keyboard is not behind what it asked for, nor nowhere when the button goes."""
    demo_page.goto(f"{demo_url}search/?q=model")
    demo_page.get_by_role("button", name="More results").press("Enter")
    expect(demo_page.locator(HITS).nth(20)).to_be_focused()
    demo_page.goto(f"{demo_url}papers/?sort=trend")
    demo_page.get_by_role("button", name="More", exact=True).press("Enter")
    expect(demo_page.locator("p.pc-papers + ul > li > a").nth(50)).to_be_focused()
    expect(demo_page.get_by_role("button", name="More", exact=True)).to_be_hidden()
