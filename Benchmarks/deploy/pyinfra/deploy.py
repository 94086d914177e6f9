"""What `cluster deploy` does with inventory/four-hosts.yml and engine debian, for pyinfra 3."""

import checked
from pyinfra import host
from pyinfra.facts.files import Link
from pyinfra.operations import apt, files, server, systemd
from pyinfra.operations.util import any_changed

DOCUMENT_ROOT = "/var/www/cluster"


def rendered(path):
    return f"{host.data.rendered}/{host.name}{path}"


def put(path, create_remote_dir=False):
    return files.put(
        name=f"Put {path}", src=rendered(path), dest=path, user="root", group="root", mode="644",
        create_remote_dir=create_remote_dir,
    )


def put_checked(path, check):
    return checked.put(name=f"Put {path}", src=rendered(path), dest=path, check=check)


def keep_running(service, **arguments):
    systemd.service(
        name=f"{service} runs, now and after a boot", service=service, running=True, enabled=True, **arguments
    )


apt.packages(name="Packages", packages=host.data.packages)

if "web" in host.groups:
    # The site is a folder behind a link, as `cluster deploy` lays it: whichever tool came first named the folder.
    link = host.get_fact(Link, path=DOCUMENT_ROOT)
    site = link["link_target"] if link else "/var/lib/cluster/site/site"
    files.sync(
        name="Site", src=host.data.site, dest=site, user="root", group="root", mode="644", dir_mode="755", delete=True
    )
    files.link(name="Link to the site", path=DOCUMENT_ROOT, target=site, create_remote_dir=False)

    vhost = put_checked("/etc/apache2/sites-available/000-cluster.conf", "apache2ctl -t -c 'Include {}'")
    enabled = files.link(
        name="Apache's site", path="/etc/apache2/sites-enabled/000-cluster.conf",
        target="../sites-available/000-cluster.conf", create_remote_dir=False,
    )
    unit = put("/etc/systemd/system/varnish.service.d/cluster.conf", create_remote_dir=True)
    vcl = put_checked("/etc/varnish/default.vcl", "varnishd -C -f {} >/dev/null 2>&1")

if "balancers" in host.groups:
    put("/etc/sysctl.d/60-cluster.conf")
    for key, value in host.data.sysctls.items():
        server.sysctl(name=f"Kernel parameter {key}", key=key, value=value)
    defaults = put("/etc/default/haproxy")
    proxy = put_checked("/etc/haproxy/haproxy.cfg", "haproxy -c -f {}")
    vrrp = put_checked("/etc/keepalived/keepalived.conf", "keepalived -t -f {}")

# Everything new was accepted on every host. Now the web servers, then MASTER, then BACKUP, one after the other.
if "web" in host.groups:
    keep_running("apache2")
    keep_running("varnish")
    systemd.service(
        name="Reload apache2", service="apache2", reloaded=True, _if=any_changed(vhost, enabled), _serial=True
    )
    systemd.service(
        name="Restart varnish", service="varnish", restarted=True, daemon_reload=True, _if=unit.did_change,
        _serial=True,
    )
    systemd.service(
        name="Reload varnish", service="varnish", reloaded=True,
        _if=lambda: vcl.did_change() and not unit.did_change(), _serial=True,
    )

# pyinfra runs hosts with different operations side by side; one that all have is what holds the balancers back.
server.shell(name="The web servers are ready", commands=[])

if "balancers" in host.groups:
    keep_running("haproxy", _serial=True)
    systemd.service(
        name="Restart haproxy", service="haproxy", restarted=True, _if=defaults.did_change, _serial=True
    )
    systemd.service(
        name="Reload haproxy", service="haproxy", reloaded=True,
        _if=lambda: proxy.did_change() and not defaults.did_change(), _serial=True,
    )
    keep_running("keepalived", _serial=True)
    systemd.service(name="Reload keepalived", service="keepalived", reloaded=True, _if=vrrp.did_change, _serial=True)
