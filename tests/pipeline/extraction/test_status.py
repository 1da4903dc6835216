"""How far the event of a figure has come."""

from collections.abc import Callable

import pytest

from pipeline.extraction.events import find_events
from pipeline.extraction.status import status_of
from pipeline.extraction.tokens import tokenize
from pipeline.records import Claim

CASES = [
    ("Velmar has sent 40 soldiers to the border.", "40", "observed"),
    ("Velmar plans to send 40 soldiers to the border.", "40", "planned"),
    ("Velmar will send 40 soldiers to the border.", "40", "planned"),
    ("The two agreed on the transfer of 40 soldiers.", "40", "planned"),
    ("The minister said Velmar would send 40 soldiers.", "40", "planned"),
    ("The agency hopes to move 40 families inland.", "40", "planned"),
    ("Velmar could send 40 soldiers to the border.", "40", "possible"),
    ("If the dam breaks, there will be 40 victims.", "40", "possible"),
    ("The death toll could rise to 40.", "40", "possible"),
    ("Officials expect 40 refugees to arrive.", "40", "expected"),
    ("The firm forecast sales of 40 cars.", "40", "expected"),
    ("The charity has appealed for $40 million.", "$40 million", "target"),
    ("Donors gave half of the $40 million requested.", "$40 million", "target"),
    ("The union is seeking 7 per cent.", "7 per cent", "target"),
    ("The army denied that 40 soldiers had been killed.", "40", "denied"),
    ("The army denied claims, shared online, that 40 soldiers had drowned.", "40", "denied"),
    ("Reports of 40 deaths are false, the ministry said.", "40", "denied"),
    ("The army did not send 40 soldiers.", "40", "denied"),
    ("Russia has not only sent 40 tanks but guns.", "40", "observed"),
    ("The army, which denied the raid, lost 40 soldiers, but sent no more.", "40", "observed"),
    ("Of the 60 engineers promised in May, 40 have arrived.", "40", "observed"),
    ("Some 40 homes were without power.", "Some 40", "observed"),
]


@pytest.mark.parametrize(("text", "figure", "status"), CASES)
def test_status(claim: Callable[[str, str], Claim], text: str, figure: str, status: str) -> None:
    assert claim(text, figure).status == status


def test_in_a_headline_to_alone_is_a_plan() -> None:
    text = "Velmar to send 40 soldiers"
    tokens = tokenize(text, 0, len(text))
    event = find_events(tokens, [])[0]
    assert status_of(tokens, event, (3, 4), 5, [event], headline=True)[0] == "planned"
    assert status_of(tokens, event, (3, 4), 5, [event])[0] == "observed"
