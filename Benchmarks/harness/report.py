"""The numbers of a run, and whether they are what was promised."""

import statistics

from .programs import NAMES

NO_CHANGE = "deploy that changes nothing"
FIRST = "first deploy"
# Largest allowed cluster/pyinfra.
PROMISES = {FIRST: 1.0, NO_CHANGE: 0.35}
COMMANDS_PROMISED = 2


def summary(times):
    """From {kind: {program: [seconds]}}: median, least, most and the ratios of medians."""
    result = {}
    for kind, programs in times.items():
        rows = {
            name: {
                "median": statistics.median(seconds), "min": min(seconds), "max": max(seconds), "seconds": seconds,
            }
            for name, seconds in programs.items() if seconds
        }
        if "cluster" in rows:
            ours = rows["cluster"]["median"]
            result[kind] = {
                "programs": rows,
                "ratios": {f"cluster/{name}": ours / rows[name]["median"] for name in NAMES[1:] if name in rows},
            }
    return result


def broken_promises(results, sessions):
    broken = []
    for kind, limit in PROMISES.items():
        ratio = results.get(kind, {}).get("ratios", {}).get("cluster/pyinfra")
        if ratio is not None and ratio > limit:
            broken.append(f"{kind}: cluster/pyinfra is {ratio:.2f}, promised is at most {limit}")
    for host, (_, commands) in sessions.get("cluster", {}).items():
        if not 1 <= commands <= COMMANDS_PROMISED:
            broken.append(f"{host}: cluster ran {commands} commands, promised is 1 to {COMMANDS_PROMISED}")
    return broken


def markdown(run):
    """The whole report, as in README.md. Times of different machines mean nothing side by side; ratios do."""
    lines = [
        f"{run['date']}, {', '.join(run['versions'].values())}, {run['cores']} cores, "
        f"load average {run['load_before']:.1f} before and {run['load_after']:.1f} after.", "",
        "| | rounds | program | median | min to max | cluster/it |", "|---|---|---|---|---|---|",
    ]
    for kind, result in run["results"].items():
        for name, row in result["programs"].items():
            ratio = result["ratios"].get(f"cluster/{name}")
            lines.append(
                f"| {kind} | {len(row['seconds'])} | {name} | {row['median']:.2f} s | "
                f"{row['min']:.2f} to {row['max']:.2f} s | {'' if ratio is None else f'**{ratio:.2f}**'} |")
    hosts = list(next(iter(run["sessions"].values())))
    lines += [
        "", "Commands on each host after the login, in a deploy that changes nothing (sshd's own log):", "",
        f"| | {' | '.join(hosts)} |", "|---|" + "---|" * len(hosts),
    ]
    for name, counts in run["sessions"].items():
        cells = [f"{commands}" + (f" ({logins} logins)" if logins != 1 else "") for logins, commands in counts.values()]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
