"""Tests the description with sequences of calls that follow its links, at the mock server at MOCK_URL.

The stateful phase of the command `schemathesis` does not reset the server between sequences, and ends when a repeated call is
answered differently. Here each sequence begins with the same state.
"""

import os
from collections import Counter
from pathlib import Path
from urllib.request import Request, urlopen

import hypothesis
import schemathesis
from schemathesis.config import SchemathesisConfig

HERE = Path(__file__).parent
CONFIG = SchemathesisConfig.from_path(HERE / "schemathesis.toml")
SCHEMA = schemathesis.openapi.from_path(HERE / "../../openapi.json", config=CONFIG)
PHASE = SCHEMA.config.generation_for(phase="stateful")


class Sequence(SCHEMA.as_state_machine()):
    """A sequence of calls."""

    answers: Counter[tuple[str, int]] = Counter()

    def setup(self) -> None:
        """Resets the mock server."""
        with urlopen(Request(f"{os.environ['MOCK_URL']}/_mock/reset", method="POST")) as answer:
            assert answer.status == 204

    def after_call(self, response: schemathesis.Response, case: schemathesis.Case) -> None:
        """Counts the answer."""
        super().after_call(response, case)
        self.answers[case.operation.label, response.status_code] += 1


def unreached() -> list[str]:
    """The calls that no sequence has called with success."""
    reached = {label for label, status in Sequence.answers if status < 300}
    operations = (operation.ok().label for operation in SCHEMA.get_all_operations())
    return [label for label in operations if label not in reached]


if __name__ == "__main__":
    settings = SCHEMA.config.get_hypothesis_settings(phase="stateful")
    hypothesis.seed(CONFIG.seed)(Sequence).run(
        settings=hypothesis.settings(settings, max_examples=500, database=None, phases=[hypothesis.Phase.generate])
    )
    for (label, status), count in sorted(Sequence.answers.items()):
        print(f"{count:6} {status} {label}")
    assert not unreached(), f"No sequence has called these operations with success: {', '.join(unreached())}"
    print(f"{Sequence.answers.total()} calls, no failure.")
