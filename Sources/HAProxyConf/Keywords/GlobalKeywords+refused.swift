extension GlobalKeywords {
    static let refused = [
        RefusedKeywords(
            "nbproc", "HAProxy removed it in 2.5: there is one process, whose threads 'nbthread' counts"),
        RefusedKeywords("master-worker mworker-max-reloads", "a reload is done by the process itself (SIGUSR2)"),
        RefusedKeywords("cpu-map numa-cpu-mapping thread-group thread-groups", "set CPUAffinity= in the unit"),
        RefusedKeywords(
            "ulimit-n fd-hard-limit strict-limits maxpipes", "set LimitNOFILE= in the unit, or 'maxconn'"),
        RefusedKeywords("maxconnrate maxsessrate maxsslconn maxsslrate", "connections are limited by 'maxconn'"),
        RefusedKeywords("maxcompcpuusage maxcomprate maxzlibmem tune.comp.* tune.zlib.*", "nothing is compressed"),
        RefusedKeywords("quiet debug zero-warning", "standard error tells what it must"),
        RefusedKeywords("set-dumpable insecure-fork-wanted insecure-setuid-wanted", "set what you need in the unit"),
        RefusedKeywords("external-check", "use 'option httpchk'"),
        RefusedKeywords("lua-*", "no programs run in the balancer"),
        RefusedKeywords("setenv unsetenv presetenv resetenv", "set Environment= in the unit"),
        RefusedKeywords("set-var set-var-fmt", "there are no variables"),
        RefusedKeywords("log-send-hostname", "the syslog daemon knows the host"),
        RefusedKeywords("localpeer cluster-secret", "there are no peers"),
        RefusedKeywords("server-state-base server-state-file", "a reload keeps the states of servers"),
        RefusedKeywords("unix-bind", "give 'mode', 'user' and 'group' to 'stats socket'"),
        RefusedKeywords("max-spread-checks", "use 'spread-checks'"),
        RefusedKeywords("close-spread-time grace", "connections end by 'hard-stop-after' when it stops"),
        RefusedKeywords("default-path", "write whole paths"),
        RefusedKeywords("expose-experimental-directives", "there are none"),
        RefusedKeywords(
            "h1-accept-payload-with-any-method h1-case-adjust h1-case-adjust-file h2-workaround-bogus-websocket-clients",
            "HTTP/1 is spoken by RFC 9112 and not otherwise"),
        RefusedKeywords("httpclient.* pp2-never-send-local", "no such thing is done"),
        RefusedKeywords("51degrees-* deviceatlas-* wurfl-*", "devices are not detected"),
        RefusedKeywords(
            "busy-polling noepoll noevports nogetaddrinfo nokqueue nopoll noreuseport nosplice no-memory-trimming "
                + "profiling.tasks profiling.memory", "clusterd chooses how it waits and copies"),
        RefusedKeywords(
            "issuers-chain-path ssl-* tune.ssl.*", "clusterd does not speak TLS, and this may name what must exist"),
        RefusedKeywords("tune.*", "clusterd chooses its buffers"),
    ]
}
