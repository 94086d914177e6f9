"""The hosts of inventory/four-hosts.yml, web servers first, then MASTER, then BACKUP."""

web = (
    [("web1", {"ssh_hostname": "10.0.0.100"}), ("web2", {"ssh_hostname": "10.0.0.200"})],
    {"packages": ["apache2", "varnish"]},
)

balancers = (
    [("server1", {"ssh_hostname": "10.0.0.1"}), ("server2", {"ssh_hostname": "10.0.0.2"})],
    {
        "packages": ["haproxy", "keepalived", "procps", "socat"],
        "sysctls": {"net.ipv4.ip_forward": 1, "net.ipv4.ip_nonlocal_bind": 1},
    },
)
