extension StatisticField {
    /// What each column means, in order: the words of `show stat desc` and of the Prometheus exporter.
    static let descriptions: [String] = """
        Proxy name
        Server name
        Number of current queued connections
        Highest value of queued connections encountered since process started
        Number of current sessions on the frontend, backend or server
        Highest value of current sessions encountered since process started
        Frontend/listener/server's maxconn, backend's fullconn
        Total number of sessions since process started
        Total number of request bytes since process started
        Total number of response bytes since process started
        Total number of denied requests since process started
        Total number of denied responses since process started
        Total number of invalid requests since process started
        Total number of failed connections to server since the worker process started
        Total number of invalid responses since the worker process started
        Total number of server connection retries since the worker process started
        Total number of server redispatches due to connection failures since the worker process started
        Frontend/listen status: OPEN/WAITING/FULL/STOP; backend: UP/DOWN; server: last check status
        Server's effective weight, or sum of active servers' effective weights for a backend
        Total number of active UP servers with a non-zero weight
        Total number of backup UP servers with a non-zero weight
        Total number of failed individual health checks per server/backend, since the worker process started
        Total number of failed checks causing UP to DOWN server transitions, per server/backend, since the worker \
        process started
        How long ago the last server state changed, in seconds
        Total time spent in DOWN state, for server or backend
        Limit on the number of connections in queue, for servers only (maxqueue argument)
        Relative worker process number (1)
        Frontend or Backend numeric identifier ('id' setting)
        Server numeric identifier ('id' setting)
        Throttling ratio applied to a server's maxconn and weight during the slowstart period (0 to 100%)
        Total number of requests routed by load balancing since the worker process started (ignores queue pop and \
        stickiness)
        Name of the other server this server tracks for its state
        Type of the object (Listener, Frontend, Backend, Server)
        Total number of sessions processed by this object over the last second (sessions for listeners/frontends, \
        requests for backends/servers)
        Limit on the number of sessions accepted in a second (frontend only, 'rate-limit sessions' setting)
        Highest value of sessions per second observed since the worker process started
        Status report of the server's latest health check, prefixed with '*' if a check is currently in progress
        HTTP/SMTP/LDAP status code reported by the latest server health check
        Total duration of the latest server health check, in milliseconds
        Total number of HTTP responses with status 100-199 returned by this object since the worker process started
        Total number of HTTP responses with status 200-299 returned by this object since the worker process started
        Total number of HTTP responses with status 300-399 returned by this object since the worker process started
        Total number of HTTP responses with status 400-499 returned by this object since the worker process started
        Total number of HTTP responses with status 500-599 returned by this object since the worker process started
        Total number of HTTP responses with status <100, >599 returned by this object since the worker process started \
        (error -1 included)
        Total number of failed checks caused by an 'on-error' directive after an 'observe' condition matched
        Number of HTTP requests processed over the last second on this object
        Highest value of http requests observed since the worker process started
        Total number of HTTP requests processed by this object since the worker process started
        Total number of requests or connections aborted by the client since the worker process started
        Total number of requests or connections aborted by the server since the worker process started
        Total number of bytes submitted to the HTTP compressor for this object since the worker process started
        Total number of bytes emitted by the HTTP compressor for this object since the worker process started
        Total number of bytes that bypassed HTTP compression for this object since the worker process started \
        (CPU/memory/bandwidth limitation)
        Total number of HTTP responses that were compressed for this object since the worker process started
        How long ago some traffic was seen on this object on this worker process, in seconds
        Short description of the latest health check report for this server (see also check_desc)
        Short description of the latest agent check report for this server (see also agent_desc)
        Time spent in the queue, in milliseconds, averaged over the 1024 last requests (backend/server)
        Time spent waiting for a connection to complete, in milliseconds, averaged over the 1024 last requests \
        (backend/server)
        Time spent waiting for a server response, in milliseconds, averaged over the 1024 last requests \
        (backend/server)
        Total request+response time (request+queue+connect+response+processing), in milliseconds, averaged over the \
        1024 last requests (backend/server)
        Status report of the server's latest agent check, prefixed with '*' if a check is currently in progress
        Status code reported by the latest server agent check
        Total duration of the latest server agent check, in milliseconds
        Textual description of the latest health check report for this server
        Textual description of the latest agent check report for this server
        Number of successful health checks before declaring a server UP (server 'rise' setting)
        Number of failed health checks before declaring a server DOWN (server 'fall' setting)
        Current server health check level (0..fall-1=DOWN, fall..rise-1=UP)
        Number of successful agent checks before declaring a server UP (server 'rise' setting)
        Number of failed agent checks before declaring a server DOWN (server 'fall' setting)
        Current server agent check level (0..fall-1=DOWN, fall..rise-1=UP)
        Server's address:port, shown only if show-legends is set, or at levels oper/admin for the CLI
        Backend's cookie name or Server's cookie value, shown only if show-legends is set, or at levels oper/admin for \
        the CLI
        'mode' setting (tcp/http/health/cli)
        Backend's load balancing algorithm, shown only if show-legends is set, or at levels oper/admin for the CLI
        Number of new connections accepted over the last second on the frontend for this worker process
        Highest value of connections per second observed since the worker process started
        Total number of new connections accepted on this frontend since the worker process started
        Total number of HTTP requests intercepted on the frontend (redirects/stats/services) since the worker process \
        started
        Total number of incoming connections blocked on a listener/frontend by a tcp-request connection rule since the \
        worker process started
        Total number of incoming sessions blocked on a listener/frontend by a tcp-request connection rule since the \
        worker process started
        Total number of failed HTTP header rewrites since the worker process started
        Total number of outgoing connection attempts on this backend/server since the worker process started
        Total number of reused connection on this backend/server since the worker process started
        Total number of HTTP requests looked up in the cache on this frontend/backend since the worker process started
        Total number of HTTP requests not found in the cache on this frontend/backend since the worker process started
        Current number of idle connections available for reuse on this server
        Limit on the number of available idle connections on this server (server 'pool_max_conn' directive)
        Maximum observed time spent in the queue, in milliseconds (backend/server)
        Maximum observed time spent waiting for a connection to complete, in milliseconds (backend/server)
        Maximum observed time spent waiting for a server response, in milliseconds (backend/server)
        Maximum observed total request+response time (request+queue+connect+response+processing), in milliseconds \
        (backend/server)
        Total number of internal errors since process started
        Current number of unsafe idle connections
        Current number of safe idle connections
        Current number of connections in use
        Estimated needed number of connections
        Server's user weight, or sum of active servers' user weights for a backend
        Backend's aggregated gauge of servers' status
        Backend's aggregated gauge of servers' state check status
        Backend's aggregated gauge of servers' state check status
        Total number of ssl sessions established
        Total number of ssl sessions reused
        Total number of failed handshake
        Total number of received HEADERS frames
        Total number of received DATA frames
        Total number of received SETTINGS frames
        Total number of received RST_STREAM frames
        Total number of received GOAWAY frames
        Total number of connection protocol errors
        Total number of stream protocol errors
        Total number of RST_STREAM sent on detected error
        Total number of GOAWAY sent on detected error
        Count of currently open connections
        Count of currently open streams
        Total number of connections
        Total number of streams
        Count of currently open connections
        Count of currently open streams
        Total number of connections
        Total number of streams
        Total number of bytes received
        Total number of bytes send
        Total number of bytes received using kernel splicing
        Total number of bytes sendusing kernel splicing
        """.split(separator: "\n").map { String($0) }
}
