"""The door of the house: `briefline`, where its commands are found and how each of them ends.

Here belongs what all commands share. What a command does stands in the module of its name; each imports what
it needs only when it is called, so that `briefline --help` is instant.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from cli import screen

_INTERRUPTED = 130


class Commands(click.Group):
    """The commands of Briefline: each is the function of its own name in the module of its own name."""

    names = (
        "run",
        "propose",
        "claims",
        "estimates",
        "history",
        "compare",
        "rulings",
        "explain",
        "verify",
        "quantities",
        "attributions",
    )

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.names:
            return None
        command: click.Command = getattr(import_module(f"cli.{cmd_name}"), cmd_name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="briefline", prog_name="briefline", message="%(prog)s %(version)s")
def briefline() -> None:
    """From conflicting reports to a briefing in which every number leads back to the words that say it.

    \b
    Make the briefing of the sample brief, and look up where a number comes from:
      briefline run
      briefline explain killed.low
    \b
    The same for a folder of your own texts:
      briefline run --documents my-texts
    \b
    Only what the documents claim, or what follows from it, as data:
      briefline claims my-texts > claims.jsonl
      briefline estimates my-texts > estimates.json
    """


def main() -> None:
    """Run the command that the arguments name, and end the process with its exit code.

    What a person can mend is told in one line on stderr. A fault of Briefline itself keeps its traceback. A
    reader of the output who has enough of it is click's to handle, silently.
    """
    try:
        briefline.main(prog_name="briefline", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "briefline"
        screen.tell(f"{error.format_message()} See: {command} --help", problem=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        screen.tell(error.format_message(), problem=True)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        screen.tell("stopped; nothing unfinished was published. The same command begins again.", problem=True)
        sys.exit(_INTERRUPTED)
    except OSError as error:
        screen.tell(screen.disk_problem(error), problem=True)
        sys.exit(1)
