//! Whether somebody answers where the node listens.

use std::{
    io::ErrorKind,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream},
    time::Duration,
};

use operations::view::{Check, CheckState};

use super::check as line;

const WITHIN: Duration = Duration::from_secs(2);

pub(super) fn check(listen: SocketAddr, running: bool) -> Check {
    if running {
        return match TcpStream::connect_timeout(&near(listen), WITHIN) {
            Ok(_) => line("port", CheckState::Ok, format!("listens on {listen}")),
            Err(error) => line(
                "port",
                CheckState::Fail,
                format!("{listen} does not answer on this machine ({error}): start the node again"),
            ),
        };
    }
    match TcpListener::bind(listen) {
        Ok(_) => line("port", CheckState::Ok, format!("the node is stopped; {listen} is free")),
        Err(error) => {
            let why = match error.kind() {
                ErrorKind::AddrInUse => "is in use by another program: stop it, or choose another server.listen",
                ErrorKind::PermissionDenied => "needs a right that this user does not have: choose a port above 1023",
                _ => "cannot be listened on: check server.listen",
            };
            line("port", CheckState::Fail, format!("{listen} {why}"))
        }
    }
}

/// Where this machine reaches an address that stands for all of them.
fn near(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn o12_a_port_that_nobody_answers_or_that_another_holds_is_found() {
        let holder = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = holder.local_addr().unwrap();
        assert_eq!(check(address, true).state, CheckState::Ok);
        let held = check(address, false);
        assert_eq!(held.state, CheckState::Fail);
        assert!(held.text.contains("in use by another program"), "{}", held.text);
        drop(holder);
        assert_eq!(check(address, true).state, CheckState::Fail);
        assert_eq!(check(address, false).state, CheckState::Ok);
    }
}
