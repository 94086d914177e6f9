/// A column of the statistics. The raw value is its position, which scripts rely on; the case is its name in HAProxy's
/// CSV without underscores (management.txt §9.1).
enum StatisticField: Int {
    case pxname, svname, qcur, qmax, scur, smax, slim, stot, bin, bout, dreq, dresp, ereq, econ, eresp, wretr
    case wredis, status, weight, act, bck, chkfail, chkdown, lastchg, downtime, qlimit, pid, iid, sid, throttle
    case lbtot, tracked, type, rate, rateLim, rateMax, checkStatus, checkCode, checkDuration, hrsp1xx, hrsp2xx
    case hrsp3xx, hrsp4xx, hrsp5xx, hrspOther, hanafail, reqRate, reqRateMax, reqTot, cliAbrt, srvAbrt, compIn
    case compOut, compByp, compRsp, lastsess, lastChk, lastAgt, qtime, ctime, rtime, ttime, agentStatus, agentCode
    case agentDuration, checkDesc, agentDesc, checkRise, checkFall, checkHealth, agentRise, agentFall, agentHealth
    case addr, cookie, mode, algo, connRate, connRateMax, connTot, intercepted, dcon, dses, wrew, connect, reuse
    case cacheLookups, cacheHits, srvIcur, srcIlim, qtimeMax, ctimeMax, rtimeMax, ttimeMax, eint, idleConnCur
    case safeConnCur, usedConnCur, needConnEst, uweight, aggServerStatus, aggServerCheckStatus, aggCheckStatus
    // Behind the `-`: what HAProxy's TLS, HTTP/2 and HTTP/1 engines count, in the order of Debian's build.
    case sslSess, sslReusedSess, sslFailedHandshake, h2HeadersRcvd, h2DataRcvd, h2SettingsRcvd, h2RstStreamRcvd
    case h2GoawayRcvd, h2DetectedConnProtocolErrors, h2DetectedStrmProtocolErrors, h2RstStreamResp, h2GoawayResp
    case h2OpenConnections, h2BackendOpenStreams, h2TotalConnections, h2BackendTotalStreams, h1OpenConnections
    case h1OpenStreams, h1TotalConnections, h1TotalStreams, h1BytesIn, h1BytesOut, h1SplicedBytesIn
    case h1SplicedBytesOut

    /// How many columns stand before the `-`.
    static let fixedCount = sslSess.rawValue
    static let count = h1SplicedBytesOut.rawValue + 1
    /// How many columns only proxies have, but not listeners and servers: all but those of TLS.
    static let engines = h2HeadersRcvd.rawValue..<count

    /// The columns' names, in order.
    static let names: [String] = """
        pxname,svname,qcur,qmax,scur,smax,slim,stot,bin,bout,dreq,dresp,ereq,econ,eresp,wretr,wredis,status,weight,\
        act,bck,chkfail,chkdown,lastchg,downtime,qlimit,pid,iid,sid,throttle,lbtot,tracked,type,rate,rate_lim,\
        rate_max,check_status,check_code,check_duration,hrsp_1xx,hrsp_2xx,hrsp_3xx,hrsp_4xx,hrsp_5xx,hrsp_other,\
        hanafail,req_rate,req_rate_max,req_tot,cli_abrt,srv_abrt,comp_in,comp_out,comp_byp,comp_rsp,lastsess,last_chk,\
        last_agt,qtime,ctime,rtime,ttime,agent_status,agent_code,agent_duration,check_desc,agent_desc,check_rise,\
        check_fall,check_health,agent_rise,agent_fall,agent_health,addr,cookie,mode,algo,conn_rate,conn_rate_max,\
        conn_tot,intercepted,dcon,dses,wrew,connect,reuse,cache_lookups,cache_hits,srv_icur,src_ilim,qtime_max,\
        ctime_max,rtime_max,ttime_max,eint,idle_conn_cur,safe_conn_cur,used_conn_cur,need_conn_est,uweight,\
        agg_server_status,agg_server_check_status,agg_check_status,ssl_sess,ssl_reused_sess,ssl_failed_handshake,\
        h2_headers_rcvd,h2_data_rcvd,h2_settings_rcvd,h2_rst_stream_rcvd,h2_goaway_rcvd,\
        h2_detected_conn_protocol_errors,h2_detected_strm_protocol_errors,h2_rst_stream_resp,h2_goaway_resp,\
        h2_open_connections,h2_backend_open_streams,h2_total_connections,h2_backend_total_streams,h1_open_connections,\
        h1_open_streams,h1_total_connections,h1_total_streams,h1_bytes_in,h1_bytes_out,h1_spliced_bytes_in,\
        h1_spliced_bytes_out
        """.split(separator: ",").map { String($0) }
}
