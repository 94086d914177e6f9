"""The numbers of a run, and whether they are what was promised."""

import statistics

from .rows import ROWS

# Promised of clusterd, in bytes.
IDLE = 10_000_000
EXECUTABLE = 8_000_000
MEMORY = 1.0
# How much more than HAProxy's latency is noise: 10 %, and what a scheduler's tick is worth in µs.
NOISE = (1.1, 50)
# Share of the proxy's core that something else used, from which on the numbers are not to be trusted.
BUSY = 0.1


def spread(values):
    return {"median": statistics.median(values), "min": min(values), "max": max(values), "all": values}


def summary(played, names):
    """From {row: [{engine: sample}]}: {row: {engine: {quantity: spread}, "ratio": {quantity: spread}}}."""
    theirs, ours = names
    result = {}
    for key, rounds in played.items():
        quantities = rounds[0][ours]
        numbers = {name: {q: spread([each[name][q] for each in rounds]) for q in quantities} for name in names}
        numbers["ratio"] = {
            q: spread([each[ours][q] / each[theirs][q] for each in rounds])
            for q in quantities if all(each[theirs][q] for each in rounds)
        }
        result[key] = numbers
    return result


def broken_promises(run):
    if run["names"][1] == "control":
        return []
    broken = []
    for key, numbers in run["rows"].items():
        if key == "memory":
            continue
        row, ratio = ROWS[key], numbers["ratio"]
        if row.cpu is not None and ratio["cpu"]["median"] > row.cpu:
            broken.append(f"{title(row, run)}: CPU time is {ratio['cpu']['median']:.2f} of HAProxy's, "
                          f"promised is at most {row.cpu}")
        theirs, ours = (numbers[name]["p99"]["median"] for name in run["names"])
        if row.p99 is not None and ours > theirs * row.p99 * NOISE[0] + NOISE[1]:
            broken.append(f"{title(row, run)}: p99 is {ours:.0f} µs, HAProxy's {theirs:.0f} µs")
    return [*broken, *_broken_sizes(run)]


def _broken_sizes(run):
    size = run["executables"]["clusterd"]
    if size > EXECUTABLE:
        yield f"the executable has {size / 1e6:.2f} MB, promised are {EXECUTABLE / 1e6:.0f}"
    if "memory" not in run["rows"]:
        return
    numbers = run["rows"]["memory"]
    ratio = numbers["ratio"]["per_client"]["median"]
    if ratio > MEMORY:
        yield f"memory per idle client is {ratio:.2f} of HAProxy's, promised is at most {MEMORY}"
    idle = numbers["clusterd"]["idle"]["median"]
    if idle > IDLE:
        yield f"idle it takes {idle / 1e6:.1f} MB, promised are {IDLE / 1e6:.0f}"


def warnings(run):
    """What makes the numbers doubtful."""
    found = []
    for key, numbers in run["rows"].items():
        if key == "memory":
            continue
        others = max(numbers[name]["others"]["median"] for name in run["names"])
        if others > BUSY:
            found.append(f"{title(ROWS[key], run)}: other programs used {others:.0%} of the proxy's core")
        lines = min(numbers[name]["log"]["min"] for name in run["names"])
        if ROWS[key].is_logging and lines < 0.95:
            found.append(f"{title(ROWS[key], run)}: only {lines:.0%} of the log's lines arrived")
    return found


# Text


def title(row, run):
    return row.name.format(rate=run["rate"])


def markdown(run):
    """The whole report, as in README.md."""
    theirs, ours = run["names"]
    lines = [
        f"{run['date']}, {run['versions'][theirs]}, {run['versions'][ours]}, {run['cores']} cores, load average "
        f"{run['load_before']:.1f} before and {run['load_after']:.1f} after, {run['rounds']} rounds of "
        f"{run['seconds']:g} s. Medians, with the least and the most.", "",
        f"| | | {theirs} | {ours} | {ours}/{theirs} | promised |", "|---|---|---|---|---|---|",
    ]
    for key, numbers in run["rows"].items():
        if key != "memory":
            lines += _row(ROWS[key], numbers, run)
    lines += _memory(run)
    for warning in warnings(run):
        lines += ["", f"Doubtful: {warning}."]
    return "\n".join(lines) + "\n"


def _row(row, numbers, run):
    name = title(row, run)
    yield _line(name, f"CPU, {row.unit}", numbers, "cpu", run, 2, f"≤ {row.cpu}" if row.cpu else "")
    yield _line("", "p50, µs", numbers, "p50", run, 0)
    yield _line("", "p99, µs", numbers, "p99", run, 0, "no worse" if row.p99 else "")
    yield _line("", "requests/s", numbers, "rate", run, 0)
    yield _line("", "its core in use, %", numbers, "busy", run, 0, "", 0.01)


def _memory(run):
    theirs, ours = run["names"]
    if "memory" in run["rows"]:
        numbers = run["rows"]["memory"]
        clients = numbers[theirs]["clients"]["median"]
        yield _line(f"{clients:.0f} idle clients", "kB/client", numbers, "per_client", run, 2, "≤ 1.0", 1000)
        yield _line("", "kernel, kB/client", numbers, "kernel_per_client", run, 2, "", 1000)
        yield _line("just started", "resident, MB", numbers, "idle", run, 2, f"≤ {IDLE / 1e6:.0f} MB", 1e6)
        yield _line("after some load", "resident, MB", numbers, "served", run, 2, "", 1e6)
    sizes = {name: size / 1e6 for name, size in run["executables"].items()}
    yield (f"| executable | MB | {sizes[theirs]:.2f} | {sizes[ours]:.2f} | {sizes[ours] / sizes[theirs]:.2f} "
           f"| ≤ {EXECUTABLE / 1e6:.0f} MB |")


def _line(name, quantity, numbers, key, run, digits, promised="", unit=1):
    def cell(spread, digits, unit=1):
        median, least, most = (f"{spread[part] / unit:.{digits}f}" for part in ("median", "min", "max"))
        return f"{median} ({least} to {most})"
    cells = [cell(numbers[each][key], digits, unit) for each in run["names"]]
    ratio = f"**{cell(numbers['ratio'][key], 2)}**" if key in numbers["ratio"] else ""
    return f"| {name} | {quantity} | {cells[0]} | {cells[1]} | {ratio} | {promised} |"
