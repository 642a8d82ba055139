"""Files that are set for print or reading are made by a process that can be stopped, and are the same files."""

from dataclasses import replace

import pytest

from geodata.core.model import case_from_document
from geodata.core.problems import CaseProblemsError
from geodata.exporting.exports import Wanted, exported
from geodata.exporting.presentation import PRESENTERS
from geodata.exporting.writers import ExportOptions
from geodata.importing.limits import TableError
from geodata.sandbox.process import apart
from tests.benchmarks.cases import enlarged
from tests.cases import small_case

OPTIONS = ExportOptions(file_sha256="0" * 64)
SECRETS = {"CAMP": b"a secret of the file's owner........"}


@pytest.mark.parametrize("ending", PRESENTERS)
def test_a_file_comes_out_of_a_process_of_its_own_as_it_does_here(ending):
    """To the byte, with a place blurred."""
    document, name = small_case(), f"case{ending}"
    wanted = Wanted(blurred_m={"CAMP": 5_000.0})
    data, chosen = exported(case_from_document(document), name, wanted, OPTIONS, SECRETS.__getitem__)
    assert apart("export", document, name, wanted, OPTIONS, SECRETS) == (data, chosen.sentence())


def test_what_gives_a_blurred_place_away_is_refused_from_there_too():
    """With the member that does."""
    document = small_case()
    document["case"]["summary"] = "At 35.39612 N, 40.05634 E."
    wanted = Wanted(blurred_m={"CAMP": 5_000.0})
    with pytest.raises(CaseProblemsError) as refused:
        exported(case_from_document(document), "a.svg", wanted, OPTIONS, SECRETS.__getitem__)
    with pytest.raises(CaseProblemsError) as there:
        apart("export", document, "a.svg", wanted, OPTIONS, SECRETS)
    assert there.value.problems == refused.value.problems


def test_a_report_that_takes_too_long_is_stopped():
    """Typst sets it in one call, which nothing in the server's own process ends: one went on for nine minutes."""
    with pytest.raises(
        TableError, match=r"Creating this file took more than 4 seconds\. Export fewer claims, or choose"
    ):
        apart("export", enlarged(600), "a.report.pdf", Wanted(), replace(OPTIONS, is_short=False), {}, max_s=4)
