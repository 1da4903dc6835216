"""The Dagster UI as `make ui` opens it: graph, plots, figure table, checks and a download."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from servers import free_port, serving

pytestmark = pytest.mark.e2e

HOUSE = Path(__file__).resolve().parents[2]
BRIEF = "north-korea-russia"
ROOMS = (
    *("pipeline", "resources", "assets", "templates", "briefs"),
    *("docs", "dagster.yaml", "workspace.yaml"),
)
SECONDS = 90_000


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this checkout with the last two editions of the sample brief."""
    root = tmp_path_factory.mktemp("house")
    for name in ROOMS:
        source = HOUSE / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, root / name)
    for day in sorted((root / "briefs" / BRIEF / "documents").iterdir())[:-2]:
        shutil.rmtree(day)
    run = (
        "from pathlib import Path; from assets.run import run_edition;"
        f"r = run_edition(Path('briefs/{BRIEF}'), None, None, Path('out'), catch_up=True);"
        "assert not r.failures, r.failures"
    )
    subprocess.run([sys.executable, "-c", run], cwd=root, env=environment(root), check=True, timeout=180)
    return root


@pytest.fixture(scope="module")
def address(house: Path) -> Iterator[str]:
    """The address of `dagster dev` on that copy, as `make ui` starts it."""
    port = free_port()
    here = f"http://127.0.0.1:{port}"
    command = [Path(sys.executable).parent / "dagster", "dev", "--host", "127.0.0.1", "--port", str(port)]
    with (
        (house / "dev.log").open("wb") as log,
        serving(
            command,
            f"{here}/server_info",
            end=signal.SIGINT,
            cwd=house,
            env=environment(house),
            stdout=log,
            stderr=log,
            # A shell may have told its background jobs to ignore Ctrl-C, which is how this one is ended.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        ),
    ):
        yield here


def environment(root: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DAGSTER_HOME"}
    return {**kept, "PYTHONPATH": str(root), "PYTHONWARNINGS": "ignore"}


def shows(page: Page, *texts: str) -> None:
    """Wait until the page shows all of these (beside a name the graph keeps hidden copies, to measure it)."""
    for text in texts:
        seen = page.get_by_text(text, exact=True).filter(visible=True)
        expect(seen.first).to_be_visible(timeout=SECONDS)


def test_the_graph_leads_from_documents_to_the_briefing(page: Page, address: str) -> None:
    page.set_viewport_size(
        {"width": 1600, "height": 1000}
    )  # names of assets that are out of sight are not there
    page.goto(f"{address}/asset-groups")
    shows(page, "documents", "north_korea_russia_brief")
    page.goto(f"{address}/assets/{BRIEF}/briefing?view=lineage")
    shows(page, "briefing", "reconciled_estimates", "inputs")
    page.goto(f"{address}/assets/extracted_claims?view=lineage")
    shows(page, "raw_documents", "cleaned_text", "extracted_claims", "reconciled_estimates")


def test_a_figure_is_plotted_over_the_days_of_its_editions(page: Page, address: str) -> None:
    page.goto(f"{address}/assets/{BRIEF}/figures/stationed-in-russia")
    shows(page, "verdict", "statements")
    page.get_by_text("Plots", exact=True).first.click()
    shows(page, "low", "best", "origins", "reports")
    expect(page.locator("canvas").first).to_be_visible(timeout=SECONDS)


def test_the_briefing_shows_its_figures_and_its_preview(page: Page, address: str) -> None:
    page.goto(f"{address}/assets/{BRIEF}/briefing")
    shows(page, "download briefing.html", "figures", "question", "verdict", "sources")
    shows(page, "North Korean troops stationed in Russia")
    page.get_by_text("[Show Markdown]").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("As of")
    expect(dialog).to_contain_text("North Korean soldiers killed")
    assert not re.search(r"\{(claim|estimate|day):", dialog.inner_text())


def test_one_click_downloads_the_briefing_that_was_published(page: Page, address: str, house: Path) -> None:
    page.goto(f"{address}/assets/{BRIEF}/briefing")
    link = page.locator("a[href$='/briefing/html']").first
    expect(link).to_be_visible(timeout=SECONDS)
    with page.expect_download() as downloading:
        link.click()
    download = downloading.value
    editions = sorted((house / "data" / "served" / "editions" / BRIEF).iterdir())
    assert download.suggested_filename == f"editions__{BRIEF}__{editions[-1].name}__briefing.html"
    assert Path(download.path()).read_bytes() == (editions[-1] / "briefing.html").read_bytes()


def test_the_checks_show_what_they_hold_and_that_they_block(page: Page, address: str) -> None:
    page.goto(f"{address}/assets/{BRIEF}/briefing?view=checks")
    shows(page, "every_number_bound", "every_quote_equals_its_span", "Passed")
    expect(page.get_by_text("This is a blocking asset check.")).to_be_visible(timeout=SECONDS)
    page.goto(f"{address}/assets/raw_documents?view=checks")
    shows(page, "documents_readable", "columns_as_declared")


def test_the_columns_have_their_meanings(page: Page, address: str) -> None:
    page.goto(f"{address}/assets/extracted_claims")
    shows(
        page, "Columns", "figure_text", "The words of the quantity with its modifier, as a reader sees them"
    )


def test_the_schedule_runs_without_being_switched_on(page: Page, address: str) -> None:
    page.goto(f"{address}/automation")
    shows(page, "north_korea_russia_daily")
    expect(
        page.get_by_role("checkbox", checked=True).or_(page.get_by_role("switch", checked=True)).first
    ).to_be_attached(timeout=SECONDS)
