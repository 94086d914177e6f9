import Fleet
import Inventory
import Observation
import Rendering
import SSH

extension Deploy {
    /// Before the next web server is touched, those balancers that run have this one back in use.
    ///
    /// Not being back within the limit is no failure here: the verification at the end says what is wrong.
    func awaitServer(_ plan: HostPlan, _ fleet: Fleet) async {
        guard plan.services.contains(where: { $0.action == .restart || $0.action == .start }) else { return }
        let script = """
            for try in $(seq 150); do
                [ -S /run/haproxy/admin.sock ] || exit 0
                row=$(echo 'show stat' | socat -t2 - UNIX-CONNECT:/run/haproxy/admin.sock | grep ',\(plan.host.name),') || exit 0
                case $row in *,UP,* | *',no check,'*) exit 0 ;; esac
                sleep 0.1
            done
            """
        let balancers = fleet.hosts.filter(isBalancer)
        _ = await concurrently(balancers) { host async throws(HostError) in
            try await host.run(.script(script, title: "wait for \(plan.host.name)"), timeout: .seconds(30))
        }
    }
}
extension Deploy {
    func verify(_ fleet: Fleet, observed: [String: HostObservation]?) async throws -> [String] { [] }
}
