"""The command line: one thin function a command; errors become exit codes."""

__all__ = ["main"]


def main() -> None:
    """Run the command line and end the process; Ctrl-C counts from here on, while the first modules load too."""
    try:
        from kg.cli.edge import run_process

        run_process()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
