"""Two routers and an observer on one bridge, each in a network namespace of its own. There is no way out of them."""

import subprocess

from harness.commands import BenchmarkError, run

VIP = "10.0.0.10"
ROUTERS = (1, 2)


class Batch:
    """`ip` or `bridge` in a namespace, started once: a command takes effect in well under a millisecond."""

    def __init__(self, program, namespace):
        self.process = subprocess.Popen(
            [program, "-n", namespace, "-force", "-batch", "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
            bufsize=0)

    def __call__(self, command):
        self.process.stdin.write(command.encode() + b"\n")

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class Network:
    """Up inside `with`, gone after it, with every process that was started in it by `start`."""

    def __init__(self, name):
        self.name = name
        self.hub = f"{name}-hub"
        self.observer = f"{name}-observer"
        self.made = []

    def router(self, number):
        return f"{self.name}-r{number}"

    def __enter__(self):
        try:
            for namespace in (self.hub, self.observer, *map(self.router, ROUTERS)):
                self._add(namespace)
            self._build()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for batch in ("links", "ports"):
            if hasattr(self, batch):
                getattr(self, batch).end()
        for namespace in reversed(self.made):
            run(["ip", "netns", "del", namespace])

    def _add(self, namespace):
        run(["ip", "netns", "add", namespace])
        self.made.append(namespace)
        # IPv6 would only add its own chatter; what is forwarded would be an answer of nobody.
        run(self.inside(namespace, [
            "sysctl", "-q", "-w", "net.ipv6.conf.all.disable_ipv6=1", "net.ipv4.ip_forward=0"]))
        run(["ip", "-n", namespace, "link", "set", "lo", "up"])

    def _build(self):
        ip = ["ip", "-n", self.hub, "link"]
        run([*ip, "add", "bridge", "type", "bridge", "stp_state", "0", "mcast_snooping", "0"])
        run([*ip, "set", "bridge", "up"])
        for number in ROUTERS:
            self._plug(f"r{number}", self.router(number), "eth0", f"02:00:00:00:00:0{number}")
            run(["ip", "-n", self.router(number), "address", "add", f"10.0.0.{number}/24", "dev", "eth0"])
        self._plug("client", self.observer, "client0", "02:00:00:00:00:09")
        run(["ip", "-n", self.observer, "address", "add", "10.0.0.9/24", "dev", "client0"])
        self._plug("watch", self.observer, "watch0", "02:00:00:00:00:0a")
        # It has no address and takes part in nothing: what it hears changes nothing in the observer's kernel.
        run(["ip", "-n", self.observer, "link", "set", "watch0", "arp", "off"])
        self.links = Batch("ip", self.hub)
        self.ports = Batch("bridge", self.hub)

    def _plug(self, port, namespace, interface, hardware):
        run([
            "ip", "-n", self.hub, "link", "add", port, "type", "veth",
            "peer", "name", interface, "address", hardware, "netns", namespace])
        run(["ip", "-n", self.hub, "link", "set", port, "master", "bridge", "up"])
        run(["ip", "-n", namespace, "link", "set", interface, "up"])

    @staticmethod
    def inside(namespace, command):
        return ["nsenter", f"--net=/run/netns/{namespace}", "--", *command]

    def deliver_on(self, core):
        """What the network does with a packet, which is the bridge's work and the receivers', is done by this core. The
        kernel would do it in the time of the process that sends; on a real network other machines do it."""
        mask = f"{1 << core:x}"
        interfaces = {self.hub: ["r1", "r2", "client", "watch"], self.observer: ["client0", "watch0"]}
        interfaces |= {self.router(number): ["eth0"] for number in ROUTERS}
        for namespace, names in interfaces.items():
            for name in names:
                # `ip netns exec` shows the namespace's own /sys.
                run(["ip", "netns", "exec", namespace, "sh", "-c",
                     f"echo {mask} >/sys/class/net/{name}/queues/rx-0/rps_cpus"])

    # What can happen to the wires.

    def unplug(self, number):
        """The router's own interface loses its carrier."""
        self.links(f"link set r{number} down")

    def plug(self, number):
        self.links(f"link set r{number} up")

    def cut(self, number):
        """The router hears nobody and is heard by nobody; its link stays up."""
        self.ports(f"link set dev r{number} state disabled")

    def mend(self, number):
        self.ports(f"link set dev r{number} state forwarding")

    def deafen(self):
        """The routers do not hear each other; the observer hears, and is heard by, both."""
        for number in ROUTERS:
            self.ports(f"link set dev r{number} isolated on")

    def undeafen(self):
        for number in ROUTERS:
            self.ports(f"link set dev r{number} isolated off")


def check_tools():
    try:
        run(["ip", "-Version"])
    except (FileNotFoundError, BenchmarkError) as error:
        raise BenchmarkError(f"The benchmark needs iproute2: {error}")
