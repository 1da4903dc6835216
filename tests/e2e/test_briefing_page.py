"""A briefing in a real browser, from a figure to the sentence that says it, with JavaScript off."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

sys.path.insert(0, str(Path(__file__).parents[1] / "pipeline" / "briefing"))

import flood

from pipeline.briefing import render

pytestmark = pytest.mark.e2e
WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("edition")
    for name, content in render(flood.edition(estimates=flood.by_the_rules())).items():
        (folder / name).write_bytes(content)
    return (folder / "briefing.html").as_uri()


@pytest.fixture(params=[(width, scheme) for width in WIDTHS for scheme in SCHEMES], ids=str)
def reader(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """The page as a reader without JavaScript has it, narrow and wide, light and dark."""
    width, scheme = request.param
    context = browser.new_context(
        locale="en-US",
        timezone_id="UTC",
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        java_script_enabled=False,
    )
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def test_a_figure_leads_to_its_evidence_and_to_the_highlighted_sentence(reader: Page) -> None:
    claim = flood.CLAIMS["rescued_least"].claim_id
    evidence = reader.locator("#ev-rescued")
    assert not evidence.is_visible()
    reader.locator('#figures a[data-figure="rescued.value"]').click()
    assert evidence.is_visible()
    card = reader.locator(f"#claim-{claim}")
    assert card.is_visible()
    assert "at least 600" in card.inner_text()

    spot = reader.locator(f"#src-{claim}")
    assert not spot.is_visible()
    card.get_by_role("link", name="Read it in the document").click()
    assert spot.is_visible()
    box, height = spot.bounding_box(), reader.viewport_size
    assert box is not None
    assert height is not None
    assert 0 <= box["y"] < height["height"]
    sentence = reader.locator(f"mark.sentence:has(#src-{claim})")
    assert (
        sentence.inner_text()
        == "The civil guard has now rescued at least 600 people, it told the General Staff."
    )

    spot.get_by_role("link").click()
    assert reader.url.endswith(f"#claim-{claim}")


def test_a_report_in_the_tree_of_its_origin_leads_to_its_evidence(reader: Page) -> None:
    tree = reader.locator("#q-soldiers-planned .tree")
    assert tree.count() == 1
    assert tree.locator(".report").count() == 3
    assert tree.locator("svg").first.bounding_box()["height"] < 60  # type: ignore[index]
    claim = flood.CLAIMS["plan"].claim_id
    tree.locator(f'a[data-figure="{claim}"]').click()
    assert reader.locator(f"#claim-{claim}").is_visible()


def test_a_rule_leads_to_its_entry_and_from_there_to_the_method(reader: Page) -> None:
    reader.goto(f"{reader.url.split('#')[0]}#ev-dead")
    reader.locator("#ev-dead a.rule-link").first.click()
    rule = reader.url.partition("#")[2]
    entry = reader.locator(f"#{rule}")
    assert entry.is_visible()
    entry.get_by_role("link").click()
    assert reader.url.endswith(f"/method.html#{rule}")
    row = reader.locator(f"#{rule}")
    assert row.is_visible()
    reader.get_by_role("link", name="Back to the briefing").click()
    assert reader.url.endswith("/briefing.html#method")


def test_what_cleaning_left_out_is_folded_and_can_be_read(reader: Page) -> None:
    reader.goto(f"{reader.url.split('#')[0]}#src-{flood.CLAIMS['tents'].claim_id}")
    fold = reader.locator("details.dropped").first
    assert fold.inner_text() == "Left out: menu"
    fold.locator("summary").click()
    assert "Menu | Weather | Sport" in fold.inner_text()


def test_no_sideways_scrolling_even_with_everything_open(browser: Browser, address: str) -> None:
    for width in (320, *WIDTHS):
        page = browser.new_page(viewport={"width": width, "height": 900}, locale="en-US")
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


def test_nothing_is_requested_and_nothing_complains(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="en-US")
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    page.locator('#figures a[data-figure="dead.low"]').click()
    page.close()
    assert requests == [address]
    assert complaints == []


def test_the_policy_stops_a_script_and_a_style_that_slip_in(browser: Browser, tmp_path: Path) -> None:
    html = render(flood.edition())["briefing.html"].decode()
    slipped = "<style>h1{display:none}</style><script>document.title='owned'</script></body>"
    (tmp_path / "slipped.html").write_text(html.replace("</body>", slipped), "utf-8")
    page = browser.new_page(locale="en-US")
    page.goto((tmp_path / "slipped.html").as_uri())
    assert page.title() == flood.BRIEF.title
    assert page.locator("h1").is_visible()
    page.close()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_barrier(browser: Browser, address: str, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(
        locale="en-US",
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    found = [
        (violation["id"], [node["html"][:160] for node in violation["nodes"][:3]])
        for violation in Axe().run(page).response["violations"]
    ]
    context.close()
    assert found == []


def test_print_shows_the_evidence(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="en-US")
    page.goto(address)
    page.emulate_media(media="print")
    assert page.locator("#ev-rescued .card").first.is_visible()
    assert not page.locator("nav").is_visible()
    page.close()
