"""The numbers of a run, and whether they are what was promised."""

import statistics

from .engines import INTERVALS
from .resources import INSTANCES
from .rounds import EVENTS, HEALED, HEARING, KILL, RELOAD

# Master, backup.
KEEPALIVED = ("keepalived", "keepalived")
CLUSTERD = ("clusterd", "clusterd")
MIXED = [("clusterd", "keepalived"), ("keepalived", "clusterd")]
PAIRS = [KEEPALIVED, CLUSTERD, *MIXED]

# Promised, in milliseconds, megabytes and percent of a core.
HEALED_WITHIN = 50
GONE_WITHIN = 100
MEMORY = 10
CPU = 0.6
# How much more than keepalived's is noise: of the time, and in milliseconds. Both are asked every millisecond, and
# both take their turns on a machine that does other things.
NOISE = (1.1, 10)


def title(pair):
    return f"{pair[0]} → {pair[1]}"


def summary(rounds):
    """From {column: {pair: [round]}}: {column: {event: {pair: numbers}}}; times are medians, `worst` the longest."""
    return {
        column: {
            event: {pair: _numbers([seen[event] for seen in played]) for pair, played in pairs.items()}
            for event in EVENTS
        }
        for column, pairs in rounds.items()
    }


def _numbers(seen):
    numbers = {
        key: statistics.median(each[key] for each in seen) for key in ("unanswered", "two", "none", "held")
    }
    numbers["worst"] = max(each["unanswered"] for each in seen)
    numbers["worst_held"] = max(each["held"] for each in seen)
    # It went on to the end of what was watched.
    numbers["held_on"] = any(each["held"] > each["watched"] - 10 for each in seen)
    if "runs" in seen[0]:
        numbers |= {"runs": all(each["runs"] for each in seen), "refused": all(each["refused"] for each in seen)}
    return numbers


def ratio(ours, theirs):
    """Of two times; None where both are next to nothing."""
    if max(ours, theirs) < NOISE[1]:
        return None
    return ours / theirs if theirs else float("inf")


# Promises


def broken_promises(run):
    broken = []
    for column, events in run["events"].items():
        for event, pairs in events.items():
            for pair, numbers in pairs.items():
                if pair != KEEPALIVED:
                    where = f"{column}, {event}, {title(pair)}"
                    broken += [f"{where}: {text}" for text in _broken(event, pair, numbers, pairs[KEEPALIVED])]
    return broken + _broken_costs(run) + _broken_endurance(run)


def _broken(event, pair, numbers, theirs):
    if event in (HEALED, HEARING) and numbers["worst"] > HEALED_WITHIN:
        yield f"{numbers['worst']:.0f} ms without an answer, promised are {HEALED_WITHIN}"
    if event == KILL:
        if pair[0] == "clusterd" and numbers["worst_held"] > GONE_WITHIN:
            yield f"the address is there for {numbers['worst_held']:.0f} ms, promised are {GONE_WITHIN}"
        # keepalived's dead router goes on answering: that it is never without an answer is no merit.
        return
    if event == RELOAD and pair[0] == "clusterd" and not (numbers["runs"] and numbers["refused"]):
        yield "a broken file ends it, or is not refused"
    if numbers["unanswered"] > theirs["unanswered"] * NOISE[0] + NOISE[1]:
        yield f"{numbers['unanswered']:.0f} ms without an answer, keepalived's {theirs['unanswered']:.0f}"


def _broken_costs(run):
    broken = []
    for kind, limit, value, unit in _costs(run):
        if value > limit:
            broken.append(f"{kind}: {value:.2f} {unit}, promised are {limit}")
    return broken


def _costs(run):
    if "memory" in run:
        yield f"memory with {INSTANCES} instances", MEMORY, run["memory"]["clusterd"][str(INSTANCES)]["all"], "MB"
    if "cpu" in run:
        yield "CPU of a master at 10 ms", CPU, run["cpu"]["clusterd"]["master"], "%"
        yield "CPU of a backup at 10 ms", CPU, run["cpu"]["clusterd"]["backup"], "%"


def _broken_endurance(run):
    seen = run.get("endurance")
    if seen is None or seen["became_master"] == seen["expected"]:
        return []
    return [f"endurance: the routers became master {seen['became_master']} times, it should be {seen['expected']}"]


# Text


def markdown(run):
    """The whole report, as in README.md."""
    lines = [
        f"{run['date']}, {', '.join(run['versions'].values())}, {run['cores']} cores, load average "
        f"{run['load_before']:.1f} before and {run['load_after']:.1f} after, {run['rounds']} rounds.", "",
    ]
    for column, events in run["events"].items():
        lines += _table(column, events)
    lines += [*_memory(run), *_cpu(run), *_endurance(run)]
    return "\n".join(lines) + "\n"


def _table(column, events):
    pairs = list(next(iter(events.values())))
    head = [f"advertisements every {column}", *map(title, pairs)]
    if CLUSTERD in pairs and KEEPALIVED in pairs:
        head.append("clusterd/keepalived")
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for event, cells in events.items():
        row = [event, *(_cell(event, cells[pair]) for pair in pairs)]
        if len(head) > len(row):
            times = [cells[pair]["unanswered"] for pair in (CLUSTERD, KEEPALIVED)]
            value = None if event == KILL else ratio(*times)
            row.append("" if value is None else f"**{value:.2f}**")
        lines.append(f"| {' | '.join(row)} |")
    return [*lines, ""]


def _cell(event, numbers):
    cell = f"{numbers['unanswered']:.0f} / {numbers['two']:.0f} / {numbers['none']:.0f}"
    if numbers["worst"] > numbers["unanswered"] + NOISE[1]:
        cell += f" (worst {numbers['worst']:.0f})"
    if event == KILL:
        cell += ", held on" if numbers["held_on"] else f", gone after {numbers['held']:.0f}"
    if event == RELOAD:
        cell += ", goes on" if numbers["runs"] else ", dies"
    return cell


def _memory(run):
    if "memory" not in run:
        return []
    lines = ["| resident memory, MB | 1 instance | " + f"{INSTANCES} instances |", "|---|---|---|"]
    for engine, counts in run["memory"].items():
        cells = [f"{sizes['all']:.1f} (largest process {sizes['largest']:.1f})" for sizes in counts.values()]
        lines.append(f"| {engine} | {' | '.join(cells)} |")
    return [*lines, ""]


def _cpu(run):
    if "cpu" not in run:
        return []
    lines = ["| CPU at 10 ms, percent of a core | master | backup |", "|---|---|---|"]
    for engine, used in run["cpu"].items():
        lines.append(f"| {engine} | {used['master']:.2f} | {used['backup']:.2f} |")
    return [*lines, ""]


def _endurance(run):
    if "endurance" not in run:
        return []
    seen = run["endurance"]
    false = sum(seen["became_master"][number] - seen["expected"][number] for number in seen["expected"])
    return [
        f"{seen['failovers']} failovers in a row at 100 ms with every core busy: {false} false takeovers, at most "
        f"{seen['longest']:.0f} ms without an answer.", ""]


def as_json(run):
    """With pairs as text."""
    events = {
        column: {event: {title(pair): numbers for pair, numbers in pairs.items()} for event, pairs in table.items()}
        for column, table in run["events"].items()
    }
    return run | {"events": events}
