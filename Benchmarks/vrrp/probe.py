"""The observer: asks the virtual address every millisecond, and writes down what changes. Runs in its own process, in
the observer's network namespace: `probe.py VIP CLIENT_INTERFACE WATCH_INTERFACE`.

Each millisecond it sends two questions and waits for the answers until the next:

- an ICMP echo request from the client's interface, by way of the kernel's own neighbour table, as any client would: is
  the address served *to a host that remembers where it was*?
- an ARP probe (RFC 5227: no sender's address, so nobody learns from it) from an interface without an address: who holds
  it? The answers come to that interface and teach the client's kernel nothing.

The kernels of the routers answer both, so no program of theirs is measured but the VRRP daemon. Standard output, a line
a change, in nanoseconds of CLOCK_MONOTONIC:

    S <when> <answered: 0 or 1> <holders: bit 0 for router 1, bit 1 for router 2>
    A <when> <router> <priority>     an advertisement
    G <when> <router>                a gratuitous ARP
    L <when> <nanoseconds>           the observer itself was late: it saw nothing for so long
"""

import gc
import os
import select
import socket
import struct
import sys
import time

TICK = 1_000_000
LATE = 5_000_000
ETH_P_IP, ETH_P_ARP = 0x0800, 0x0806
ARP = struct.Struct("!6s6sH HHBBH 6s4s6s4s")
BROADCAST = b"\xff" * 6


def checksum(data):
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    total = (total >> 16) + (total & 0xFFFF)
    return ~(total + (total >> 16)) & 0xFFFF


def echo_request(identifier):
    """ICMP echo (RFC 792); one sequence number for all: that an answer came is all that counts."""
    body = struct.pack("!BBHHH", 8, 0, 0, identifier, 0)
    return body[:2] + struct.pack("!H", checksum(body)) + body[4:]


def packet_socket(interface, protocol):
    opened = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(protocol))
    opened.bind((interface, protocol))
    opened.setblocking(False)
    return opened


class Probe:
    def __init__(self, address, client, watch):
        self.address = address
        self.packed = socket.inet_aton(address)
        self.echo = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
        self.echo.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, client.encode())
        self.echo.setblocking(False)
        self.arp = packet_socket(watch, ETH_P_ARP)
        self.vrrp = packet_socket(watch, ETH_P_IP)
        self.sockets = [self.echo, self.arp, self.vrrp]
        own = self.arp.getsockname()[4]
        self.identifier = os.getpid() & 0xFFFF
        self.request = echo_request(self.identifier)
        self.question = ARP.pack(BROADCAST, own, ETH_P_ARP, 1, ETH_P_IP, 6, 4, 1, own, bytes(4), bytes(6), self.packed)
        self.answered = self.holders = 0
        self.lines = []

    def ask(self):
        self.answered = self.holders = 0
        try:
            self.echo.sendto(self.request, (self.address, 0))
        except OSError:
            pass  # The kernel knows of nobody there: no answer.
        try:
            self.arp.send(self.question)
        except OSError:
            pass

    def listen(self, until):
        while (left := until - time.monotonic_ns()) > 0:
            ready, _, _ = select.select(self.sockets, [], [], left / 1e9)
            for source in ready:
                try:
                    data = source.recv(2048)
                except OSError:
                    continue
                if source is self.echo:
                    self.take_echo(data)
                elif source is self.arp:
                    self.take_arp(data)
                else:
                    self.take_advertisement(data)

    def take_echo(self, data):
        header = (data[0] & 15) * 4
        if data[header] == 0 and struct.unpack_from("!H", data, header + 4)[0] == self.identifier:
            self.answered = 1

    def take_arp(self, data):
        if len(data) < ARP.size:
            return
        target, _, _, _, _, _, _, operation, hardware, sender, _, asked = ARP.unpack_from(data)
        if sender != self.packed:
            return
        if target == BROADCAST and asked == sender:
            self.lines.append(f"G {time.monotonic_ns()} {hardware[5]}")
        elif operation == 2:
            self.holders |= 1 << (hardware[5] - 1)

    def take_advertisement(self, data):
        if data[23] == 112:
            header = 14 + (data[14] & 15) * 4
            self.lines.append(f"A {time.monotonic_ns()} {data[29]} {data[header + 2]}")

    def run(self):
        before = None
        now = time.monotonic_ns()
        while True:
            self.ask()
            following = now + TICK
            self.listen(following)
            state = (self.answered, self.holders)
            if state != before:
                self.lines.append(f"S {now} {self.answered} {self.holders}")
                before = state
            woken = time.monotonic_ns()
            if woken - following > LATE:
                self.lines.append(f"L {woken} {woken - following}")
            now = following if woken - following < TICK else woken
            if self.lines:
                os.write(1, ("\n".join(self.lines) + "\n").encode())
                self.lines.clear()


def main():
    # Before all ordinary programs, after the routers (which ask for 50): a busy machine must not look like an outage.
    os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(40))
    gc.disable()
    Probe(*sys.argv[1:]).run()


if __name__ == "__main__":
    try:
        main()
    except (BrokenPipeError, KeyboardInterrupt):
        pass
