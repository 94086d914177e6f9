"""An operation that pyinfra lacks: a file that the program which will read it must accept first."""

from pyinfra import host
from pyinfra.api import FileUploadCommand, StringCommand, operation
from pyinfra.api.util import get_file_sha1
from pyinfra.facts.files import File, Sha1File


@operation()
def put(src: str, dest: str, check: str):
    """
    Upload a file of root's (mode 644), have it checked beside its place, then move it in.

    + src: local file
    + dest: its place on the host
    + check: command that must succeed; ``{}`` is the new file
    """
    found = host.get_fact(File, path=dest)
    is_right = (
        found
        and (found["user"], found["group"], found["mode"]) == ("root", "root", 644)
        and host.get_fact(Sha1File, path=dest) == get_file_sha1(src)
    )
    if is_right:
        host.noop(f"{dest} is as it should be")
        return
    new = f"{dest}.new"
    yield FileUploadCommand(src, new)
    yield StringCommand(f"chmod 644 {new} && {check.format(new)} && mv -f {new} {dest}")
