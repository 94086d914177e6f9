/// How a balancer notices that its own proxy is gone (`vrrp_script`, keepalived.conf(5)).
package enum ProxyProcessCheck {
    package static let interval = Duration.seconds(1)
    package static let timeout = Duration.seconds(1)
    package static let rise = 2
    package static let fall = 2
}
