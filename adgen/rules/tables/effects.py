"""Words for a person to read, and the time: effects without a derivative.

They run once, in their place, as in the program; their arguments are values, not derivatives.
"""

from adgen.rules.declare import constant

constant(
    "warnings.warn(message, category=None, stacklevel=1, source=None)",
    "time.sleep(secs)",
    kinds="none",
    effect=True,
)
for level in ("debug", "info", "warning", "error", "critical", "exception"):
    constant(
        f"logging.{level}(msg, *args, exc_info=None, stack_info=False, stacklevel=1,"
        " extra=None)",
        kinds="none",
        effect=True,
    )
constant(
    "logging.log(level, msg, *args, exc_info=None, stack_info=False, stacklevel=1,"
    " extra=None)",
    kinds="none",
    effect=True,
)
constant("logging.getLogger(name=None)", kinds="logger")
for clock in ("time", "perf_counter", "monotonic", "process_time"):
    constant(f"time.{clock}()", kinds="real", effect=True)
    constant(f"time.{clock}_ns()", kinds="integer", effect=True)
