# Written by cluster: the next deploy replaces what is changed here.
vcl 4.1;

backend apache {
    .host = "127.0.0.1";
    .port = "80";
}

sub vcl_backend_response {
    # A page stays usable for an hour after Apache stops answering.
    set beresp.grace = 1h;
}
