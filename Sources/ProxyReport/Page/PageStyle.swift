/// How the page looks: HAProxy's colours by day and by night, names that stay in view, tables that scroll by
/// themselves.
enum PageStyle {
    /// The two rows above every table.
    static let columns = """
        <thead><tr><th rowspan="2"></th><th colspan="3">Queue</th><th colspan="3">Session rate</th>\
        <th colspan="6">Sessions</th><th colspan="2">Bytes</th><th colspan="2">Denied</th><th colspan="3">Errors</th>\
        <th colspan="2">Warnings</th><th colspan="9">Server</th></tr>
        <tr><th>Cur</th><th>Max</th><th>Limit</th><th>Cur</th><th>Max</th><th>Limit</th><th>Cur</th><th>Max</th>\
        <th>Limit</th><th>Total</th><th>LbTot</th><th>Last</th><th>In</th><th>Out</th><th>Req</th><th>Resp</th>\
        <th>Req</th><th>Conn</th><th>Resp</th><th>Retr</th><th>Redis</th><th>Status</th><th>LastChk</th><th>Wght</th>\
        <th>Act</th><th>Bck</th><th>Chk</th><th>Dwn</th><th>Dwntme</th><th>Thrtle</th></tr></thead>

        """

    static let sheet = """
        :root{color-scheme:light dark;--ink:#000;--paper:#fff;--line:#888;--head:#20d0d0;--px:#b00040;--pxink:#ffff40;
        --fe:#e8e8d0;--so:#d0d0d0;--down:#ff9090;--gup:#ffd020;--gdn:#ffffa0;--up:#c0ffc0;--drain:#20a0ff;
        --none:#e0e0e0;
        --bgup:#ff80ff;--bgdn:#c060ff;--bup:#b0d0ff;--bnolb:#90b0e0;--bdrain:#cc9900;--maint:#c07820;--alarm:#d00000}
        @media(prefers-color-scheme:dark){:root{--ink:#e8e6e3;--paper:#131516;--line:#808080;--head:#137a7a;
        --px:#8d0033;
        --pxink:#ffff46;--fe:#2f3437;--so:#2a2d2f;--down:#760000;--gup:#7a6000;--gdn:#5c5c00;--up:#165900;
        --drain:#005a9c;
        --none:#2a2d2f;--bgup:#7f007f;--bgdn:#580092;--bup:#24405c;--bnolb:#1e3c6a;--bdrain:#7a5c00;--maint:#7d4e15;
        --alarm:#ff8080}}
        *{box-sizing:border-box}
        body{font:13px/1.35 arial,helvetica,sans-serif;margin:0 auto;padding:.6em;color:var(--ink);
        background:var(--paper)}
        a{color:inherit}
        h1{font-size:1.3em;margin:.2em 0}h2{font-size:1.1em;margin:.2em 0 .6em}h4{margin:0 0 .3em}
        .top{display:flex;flex-wrap:wrap;gap:.6em 2.5em;align-items:flex-start}
        .top p{margin:0}.top ul{margin:0;padding-left:1.2em}.top form{display:inline}
        ul.lgd{list-style:none;padding:0;columns:2;column-gap:1.5em}
        ul.lgd i{display:inline-block;width:1.2em;height:1em;margin-right:.4em;border:1px solid var(--line);
        vertical-align:-.15em}
        .msg{padding:.4em .6em;border:1px solid var(--line)}
        section{margin:1.2em 0 0}
        h3{display:inline-block;margin:0;padding:.15em .6em;background:var(--px);color:var(--pxink);font-size:1.05em}
        h3 a{text-decoration:none}
        p.lgd,p.desc{display:inline-block;margin:0 0 0 .8em}p.desc{font-weight:bold}
        .scroll{overflow-x:auto;-webkit-overflow-scrolling:touch;border-left:1px solid var(--line);
        border-right:1px solid var(--line)}
        table.tbl{border-collapse:separate;border-spacing:0;width:100%;font-size:12px;white-space:nowrap;
        font-variant-numeric:tabular-nums}
        .tbl td,.tbl th{border:0 solid var(--line);border-width:0 1px 1px 0;padding:2px 4px;text-align:right;
        vertical-align:top}
        .tbl thead th{background:var(--head);text-align:center;border-top-width:1px}
        .tbl tbody th{text-align:left;font-weight:normal}
        .tbl tbody th a{text-decoration:none}
        .tbl td.ac{text-align:center}
        .tbl thead tr:first-child th:first-child,.tbl tbody th{position:sticky;left:0;z-index:1}
        .tbl tbody th{background:inherit;white-space:normal;overflow-wrap:anywhere;min-width:9em;max-width:20em}
        .tbl small{display:block;opacity:.85}
        .rls{letter-spacing:.2em}
        summary{cursor:pointer;text-decoration:underline dotted;list-style:none}
        summary::-webkit-details-marker{display:none}
        details dl{display:grid;grid-template-columns:auto auto;gap:0 .8em;margin:.2em 0;text-align:left}
        details dd{margin:0;text-align:right}details p{margin:.2em 0;max-width:20em;white-space:normal;text-align:left}
        .alarm{color:var(--alarm)}.act{margin:.4em 0}
        .frontend,.backend{background:var(--fe)}.socket{background:var(--so)}
        .active_down,.backup_down{background:var(--down)}.active_going_up{background:var(--gup)}
        .active_going_down{background:var(--gdn)}.active_up{background:var(--up)}
        .active_nolb,.active_draining{background:var(--drain)}.active_no_check,.backup_no_check{background:var(--none)}
        .backup_going_up{background:var(--bgup)}.backup_going_down{background:var(--bgdn)}
        .backup_up{background:var(--bup)}
        .backup_nolb{background:var(--bnolb)}.backup_draining{background:var(--bdrain)}
        .maintain{background:var(--maint)}
        @media(max-width:40em){body{padding:.4em}.top{flex-direction:column}select,input{font-size:16px}
        .top li{margin:.35em 0}.tbl tbody th{min-width:8.5em;max-width:42vw}ul.lgd{font-size:11px;columns:2}}

        """
}
