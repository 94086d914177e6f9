"""Counts what a program asks of each host, as the host's own SSH server logs it."""

from .lab import ALL_HOSTS

# At this level sshd logs each login and each session (a command, or sftp) that a client opens.
_ENABLE = """
echo 'LogLevel VERBOSE' >/etc/ssh/sshd_config.d/00-count.conf
systemctl reload ssh
journalctl -q --sync
journalctl -q -t sshd --cursor-file=/run/count >/dev/null
"""
_READ = "journalctl -q --sync; journalctl -q -t sshd -o cat --cursor-file=/run/count"


def enable(lab):
    for host in ALL_HOSTS:
        lab.run(host, _ENABLE)


def count(lab, action):
    """Does the action; gives (logins, sessions after the login) of each host."""
    for host in ALL_HOSTS:
        lab.run(host, _READ)
    action()
    return {host: _counts(lab.run(host, _READ)) for host in ALL_HOSTS}


def _counts(log):
    lines = log.splitlines()
    logins = sum(line.startswith("Accepted publickey ") for line in lines)
    sessions = sum(line.startswith("Starting session: ") for line in lines)
    return logins, sessions
