/// A line of `show info`. The raw value is its position (management.txt §9.3, "show info").
enum InformationField: Int {
    case name, version, releaseDate, nbthread, nbproc, processNum, pid, uptime, uptimeSec, memmaxMB, poolAllocMB
    case poolUsedMB, poolFailed, ulimitN, maxsock, maxconn, hardMaxconn, currConns, cumConns, cumReq, maxSslConns
    case currSslConns, cumSslConns, maxpipes, pipesUsed, pipesFree, connRate, connRateLimit, maxConnRate, sessRate
    case sessRateLimit, maxSessRate, sslRate, sslRateLimit, maxSslRate, sslFrontendKeyRate, sslFrontendMaxKeyRate
    case sslFrontendSessionReusePct, sslBackendKeyRate, sslBackendMaxKeyRate, sslCacheLookups, sslCacheMisses
    case compressBpsIn, compressBpsOut, compressBpsRateLim, zlibMemUsage, maxZlibMemUsage, tasks, runQueue
    case idlePct, node, description, stopping, jobs, unstoppableJobs, listeners, activePeers, connectedPeers
    case droppedLogs, busyPolling, failedResolutions, totalBytesOut, totalSplicdedBytesOut, bytesOutRate
    case debugCommandsIssued, cumRecvLogs, buildInfo, memmaxBytes, poolAllocBytes, poolUsedBytes, startTimeSec
    case tainted

    static let count = tainted.rawValue + 1

    /// The lines' names, in order.
    static let names: [String] = """
        Name,Version,Release_date,Nbthread,Nbproc,Process_num,Pid,Uptime,Uptime_sec,Memmax_MB,PoolAlloc_MB,\
        PoolUsed_MB,PoolFailed,Ulimit-n,Maxsock,Maxconn,Hard_maxconn,CurrConns,CumConns,CumReq,MaxSslConns,\
        CurrSslConns,CumSslConns,Maxpipes,PipesUsed,PipesFree,ConnRate,ConnRateLimit,MaxConnRate,SessRate,\
        SessRateLimit,MaxSessRate,SslRate,SslRateLimit,MaxSslRate,SslFrontendKeyRate,SslFrontendMaxKeyRate,\
        SslFrontendSessionReuse_pct,SslBackendKeyRate,SslBackendMaxKeyRate,SslCacheLookups,SslCacheMisses,\
        CompressBpsIn,CompressBpsOut,CompressBpsRateLim,ZlibMemUsage,MaxZlibMemUsage,Tasks,Run_queue,Idle_pct,node,\
        description,Stopping,Jobs,Unstoppable Jobs,Listeners,ActivePeers,ConnectedPeers,DroppedLogs,BusyPolling,\
        FailedResolutions,TotalBytesOut,TotalSplicdedBytesOut,BytesOutRate,DebugCommandsIssued,CumRecvLogs,Build info,\
        Memmax_bytes,PoolAlloc_bytes,PoolUsed_bytes,Start_time_sec,Tainted
        """.split(separator: ",").map { String($0) }

    /// What each line means, in order: the words of `show info desc` and of the Prometheus exporter.
    static let descriptions: [String] = """
        Product name
        Product version
        Date of latest source code update
        Number of started threads (global.nbthread)
        Number of started worker processes (historical, always 1)
        Relative worker process number (1)
        This worker process identifier for the system
        How long ago this worker process was started (days+hours+minutes+seconds)
        How long ago this worker process was started (seconds)
        Worker process's hard limit on memory usage in MB (-m on command line)
        Amount of memory allocated in pools (in MB)
        Amount of pool memory currently used (in MB)
        Number of failed pool allocations since this worker was started
        Hard limit on the number of per-process file descriptors
        Hard limit on the number of per-process sockets
        Hard limit on the number of per-process connections (configured or imposed by Ulimit-n)
        Hard limit on the number of per-process connections (imposed by Memmax_MB or Ulimit-n)
        Current number of connections on this worker process
        Total number of connections on this worker process since started
        Total number of requests on this worker process since started
        Hard limit on the number of per-process SSL endpoints (front+back), 0=unlimited
        Current number of SSL endpoints on this worker process (front+back)
        Total number of SSL endpoints on this worker process since started (front+back)
        Hard limit on the number of pipes for splicing, 0=unlimited
        Current number of pipes in use in this worker process
        Current number of allocated and available pipes in this worker process
        Number of front connections created on this worker process over the last second
        Hard limit for ConnRate (global.maxconnrate)
        Highest ConnRate reached on this worker process since started (in connections per second)
        Number of sessions created on this worker process over the last second
        Hard limit for SessRate (global.maxsessrate)
        Highest SessRate reached on this worker process since started (in sessions per second)
        Number of SSL connections created on this worker process over the last second
        Hard limit for SslRate (global.maxsslrate)
        Highest SslRate reached on this worker process since started (in connections per second)
        Number of SSL keys created on frontends in this worker process over the last second
        Highest SslFrontendKeyRate reached on this worker process since started (in SSL keys per second)
        Percent of frontend SSL connections which did not require a new key
        Number of SSL keys created on backends in this worker process over the last second
        Highest SslBackendKeyRate reached on this worker process since started (in SSL keys per second)
        Total number of SSL session ID lookups in the SSL session cache on this worker since started
        Total number of SSL session ID lookups that didn't find a session in the SSL session cache on this worker \
        since started
        Number of bytes submitted to the HTTP compressor in this worker process over the last second
        Number of bytes emitted by the HTTP compressor in this worker process over the last second
        Limit of CompressBpsOut beyond which HTTP compression is automatically disabled
        Amount of memory currently used by HTTP compression on the current worker process (in bytes)
        Limit on the amount of memory used by HTTP compression above which it is automatically disabled (in bytes, see \
        global.maxzlibmem)
        Total number of tasks in the current worker process (active + sleeping)
        Total number of active tasks+tasklets in the current worker process
        Percentage of last second spent waiting in the current worker thread
        Node name (global.node)
        Node description (global.description)
        1 if the worker process is currently stopping, otherwise zero
        Current number of active jobs on the current worker process (frontend connections, master connections, \
        listeners)
        Current number of unstoppable jobs on the current worker process (master connections)
        Current number of active listeners on the current worker process
        Current number of verified active peers connections on the current worker process
        Current number of peers having passed the connection step on the current worker process
        Total number of dropped logs for current worker process since started
        1 if busy-polling is currently in use on the worker process, otherwise zero (config.busy-polling)
        Total number of failed DNS resolutions in current worker process since started
        Total number of bytes emitted by current worker process since started
        Total number of bytes emitted by current worker process through a kernel pipe since started
        Number of bytes emitted by current worker process over the last second
        Number of debug commands issued on this process (anything > 0 is unsafe)
        Total number of log messages received by log-forwarding listeners on this worker process since started
        Build info
        Worker process's hard limit on memory usage in byes (-m on command line)
        Amount of memory allocated in pools (in bytes)
        Amount of pool memory currently used (in bytes)
        Start time in seconds
        Experimental features used
        """.split(separator: "\n").map { String($0) }
}
