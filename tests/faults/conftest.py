"""What was counted is shown at the end of a run, whether or not a test failed."""

from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            for name, value in getattr(report, "user_properties", []):
                if name == "counts":
                    terminalreporter.section(report.nodeid, sep="-")
                    terminalreporter.write_line(str(value))
