extension ProxyKeywords {
    static let refused = [
        RefusedKeywords("redirect", "write 'http-request redirect'"),
        RefusedKeywords("block", "write 'http-request deny'"),
        RefusedKeywords(
            "reqadd reqallow reqdel reqdeny reqiallow reqidel reqideny reqipass reqirep reqitarpit reqpass reqrep reqtarpit "
                + "rspadd rspdel rspdeny rspidel rspideny rspirep rsprep",
            "HAProxy removed it in 2.1: use 'http-request' and 'http-response'"),
        RefusedKeywords("clitimeout contimeout srvtimeout", "HAProxy removed it in 2.1: use 'timeout'"),
        RefusedKeywords("http-after-response", "use 'http-response'"),
        RefusedKeywords("capture declare unique-id-format unique-id-header", "nothing is captured for logs"),
        RefusedKeywords(
            "log-format log-format-sd error-log-format", "lines are those of 'option httplog' and 'option tcplog'"),
        RefusedKeywords("compression filter", "bodies are passed on unchanged"),
        RefusedKeywords("bind-process", "there is one process"),
        RefusedKeywords("clitcpka-cnt clitcpka-idle clitcpka-intvl", "set the kernel's net.ipv4.tcp_keepalive_*"),
        RefusedKeywords("srvtcpka-cnt srvtcpka-idle srvtcpka-intvl", "set the kernel's net.ipv4.tcp_keepalive_*"),
        RefusedKeywords("dispatch transparent source", "name the servers with 'server'"),
        RefusedKeywords("server-template", "write each 'server'"),
        RefusedKeywords("email-alert", "no mail is sent"),
        RefusedKeywords("errorfiles http-error errorloc errorloc302 errorloc303", "use 'errorfile'"),
        RefusedKeywords("external-check", "use 'option httpchk'"),
        RefusedKeywords("force-persist ignore-persist persist", "clients stay with a server by 'cookie'"),
        RefusedKeywords("fullconn", "the 'maxconn' of a server does not depend on the load"),
        RefusedKeywords("hash-type", "hashes are 'map-based', as HAProxy's are by default"),
        RefusedKeywords("http-send-name-header", "use 'http-request set-header NAME %s'"),
        RefusedKeywords("id guid", "proxies are numbered in their order"),
        RefusedKeywords("load-server-state-from-file server-state-file-name", "a reload keeps the states of servers"),
        RefusedKeywords("max-keep-alive-queue", "use 'http-reuse'"),
        RefusedKeywords("monitor", "use 'http-request return status 503 if { nbsrv(BACKEND) lt 1 }'"),
        RefusedKeywords("rate-limit", "connections are limited by 'maxconn'"),
        RefusedKeywords("stick stick-table", "there are no stick tables: clients stay with a server by 'cookie'"),
        RefusedKeywords("tcp-check", "'option tcp-check' looks whether a connection opens; more is 'option httpchk'"),
        RefusedKeywords("tcp-response", "what servers send is passed on"),
        RefusedKeywords("use-fcgi-app", "FastCGI is not spoken"),
    ]
}
