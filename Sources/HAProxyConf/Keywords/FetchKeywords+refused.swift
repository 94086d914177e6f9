extension FetchKeyword {
    static let refused = [
        RefusedKeywords("ssl_* req.ssl_* req_ssl_* res.ssl_* rep_ssl_*", "clusterd does not speak TLS"),
        RefusedKeywords(
            "sc_* sc0_* sc1_* sc2_* src_bytes_* src_clr_* src_conn_* src_get_* src_gpc* src_http_* src_inc_* src_kbytes_* "
                + "src_sess_* src_updt_* table_*", "there are no stick tables"),
        RefusedKeywords(
            "cook cook_* cookie req.cook* res.cook* scook scook_* rdp_cookie* req.rdp_cookie* req_rdp_cookie*",
            "cookies are read for persistence only; test the header: hdr_sub(cookie)"),
        RefusedKeywords(
            "req.body* req.len req_len req.payload* payload* res.body* res.len res.payload* distcc_*",
            "rules look at heads of messages, not at their bodies"),
        RefusedKeywords(
            "base base_* baseq base32* url32* url_ip url_port url_param urlp urlp_*",
            "test path, query, url or hdr(host)"),
        RefusedKeywords("hdr_ip req.hdr_ip res.hdr_ip shdr_ip", "compare the text of the header, or src"),
        RefusedKeywords("req.fhdr* res.fhdr*", "use hdr, which takes lists apart at their commas"),
        RefusedKeywords("req.hdr_names req.hdrs* res.hdr_names res.hdrs* internal.*", "name the header you look for"),
        RefusedKeywords("http_auth* capture.*", "only the statistics ask for a login, and nothing is captured"),
        RefusedKeywords(
            "var env date date_us rand uuid unique-id str int bool bin ipv4 ipv6 meth", "write the value itself"),
        RefusedKeywords(
            "srv_* be_* fe_* connslots queue avg_queue so_* bc_* fc_* cpu_* lat_* thread proc nbproc stopping prio_* "
                + "cur_* hostname last_rule_* fcgi.*",
            "nbsrv is the only value of the balancer's own that rules see"),
        RefusedKeywords(
            "dst_conn dst_is_local src_is_local shdr_cnt shdr_val res.ver resp_ver res.comp* res.cache_* http_first_req "
                + "wait_end", "no rule of clusterd looks at it"),
    ]
}
