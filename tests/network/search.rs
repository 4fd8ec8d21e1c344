//! Where a Tor is looked for, which of several is asked, and when nobody is.

use std::fs;
use std::net::SocketAddr;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::discovery::{ask, gate, loopback};
use crate::tor::answer::Answer;
use crate::tor::namespace::{self, Gate};
use crate::tor::{actors, control, network, service};

/// What was found, as pairs of the address and what listens there.
fn found(answer: &Answer) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let found = answer.json()["found"].as_array().unwrap().clone();
    found.iter().map(|one| (text(&one["address"]), text(&one["what"]))).collect()
}

fn pair(address: &str, what: &str) -> (String, String) {
    (address.to_owned(), what.to_owned())
}

#[test]
fn a_tor_is_found_by_ipv6_in_its_file_and_at_its_socket() {
    let Some(network) = network() else { return };
    if !namespace::possible() {
        return;
    }
    let inside: SocketAddr = "[::1]:9050".parse().unwrap();
    let answer = ask(&service().url("")).inside(&[Gate { inside, outside: network.socks() }]).run();
    answer.must_be("tor", "");
    assert_eq!(answer.json()["route"]["address"], "[::1]:9050");

    let home = TempDir::new().unwrap();
    let folder = home.path().join("xdg_data_home/arti/public");
    fs::create_dir_all(&folder).unwrap();
    let ports = json!({"ports": [{"protocol": "socks", "address": "inet:127.0.0.1:9999"}]});
    fs::write(folder.join("port_info.json"), ports.to_string()).unwrap();
    let in_file =
        || ask(&service().url("")).home(home.path()).may_contact(&[loopback(9999), loopback(10_000)]);
    let answer = in_file().inside(&[gate(9999, network.socks())]).run();
    answer.must_be("tor", "");
    assert_eq!(found(&answer), [pair("127.0.0.1:9999", "tor")]);
    // What is no file of one's own is not read, and nothing waits for it.
    fs::remove_file(folder.join("port_info.json")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", folder.join("port_info.json")).unwrap();
    in_file().inside(&[gate(9999, network.socks())]).run().must_be("unknown", "no-tor-running");

    let socket = network.socks_socket();
    let answer = ask(&service().url(""))
        .variable("TOR_SOCKS_IPC_PATH", socket.to_str().unwrap())
        .may_open(&socket)
        .inside(&[])
        .run();
    answer.must_be("tor", "");
}

#[test]
fn every_tor_is_listed_and_each_is_asked_with_all() {
    let Some(network) = network() else { return };
    if !namespace::possible() {
        return;
    }
    let gates = [gate(9050, network.socks()), gate(9150, actors::refusing(1))];
    let both = [pair("127.0.0.1:9050", "tor"), pair("127.0.0.1:9150", "tor")];
    let answer = ask(&service().url("")).inside(&gates).run();
    answer.must_be("tor", "");
    assert_eq!(found(&answer), both);
    assert_eq!(answer.json()["all"], Value::Null);

    let answer = ask(&service().url("")).with(&["--all"]).inside(&gates).run();
    answer.must_be("unknown", "exit-connect");
    assert_eq!((answer.code, found(&answer)), (2, both.to_vec()));
    let all = answer.json()["all"].clone();
    let verdicts: Vec<_> = all.as_array().unwrap().iter().map(|one| one["verdict"].clone()).collect();
    assert_eq!(verdicts, ["tor", "unknown"], "{all:#}");

    // Something else at the first port is mentioned.
    let gates = [gate(9050, actors::plain_socks()), gate(9150, network.socks())];
    let answer = ask(&service().url("")).inside(&gates).run();
    answer.must_be("tor", "");
    assert_eq!(found(&answer), [pair("127.0.0.1:9050", "socks-users"), pair("127.0.0.1:9150", "tor")]);
}

#[test]
fn whatever_listens_keeps_the_tor_inside_from_starting_by_itself() {
    let Some(network) = network() else { return };
    if !namespace::possible() {
        return;
    }
    // Neither with --yes nor by a yes at the terminal, which is not even asked for.
    for (port, actor, reason) in [
        (9150, actors::silent(), "proxy-silent"),
        (9050, actors::plain_socks(), "no-tor-running"),
        (9051, actors::silent(), "proxy-silent"),
        (9150, actors::saying(b"HTTP/1.0 405 Method Not Allowed\r\n\r\n"), "tor-http-port"),
    ] {
        let ask = || {
            ask(&service().url(""))
                .with(&["--timeout", "8", "--arti-config", network.arti().to_str().unwrap()])
                .inside(&[gate(port, actor)])
        };
        let answer = ask().with(&["--yes"]);
        let answer = answer.run();
        answer.must_be("unknown", reason);
        assert!(answer.took < Duration::from_secs(20), "{:?}", answer.took);
        let asked = ask().with(&[]).typing("y\n").run();
        assert_eq!(asked.code, 2, "{}", asked.stdout);
        assert!(!asked.stdout.contains("[y/N]"), "{}", asked.stdout);
    }
}

#[test]
fn an_address_of_this_computer_in_a_network_is_on_this_computer() {
    let Some(network) = network() else { return };
    if !namespace::possible() {
        return;
    }
    let own = "203.0.113.99".parse().unwrap();
    let inside = SocketAddr::new(own, 9060);
    let ask = || {
        ask(&service().url(""))
            .may_contact(&[SocketAddr::new(own, 9061)])
            .inside(&[Gate { inside, outside: network.socks() }])
            .owning(own)
    };
    let typed = ask().with(&["--proxy", &inside.to_string()]).run();
    typed.must_be("tor", "");
    assert!(!typed.stderr.contains("isn't on this computer"), "{}", typed.stderr);
    assert_eq!(typed.json()["control"]["why"], "none-found", "{}", typed.stdout);
    let named = ask().variable("TOR_SOCKS_HOST", &own.to_string()).variable("TOR_SOCKS_PORT", "9060").run();
    named.must_be("tor", "");
    assert_eq!(named.json()["route"]["address"], inside.to_string());
}

#[test]
fn an_address_with_brackets_is_quoted_where_it_is_to_be_typed() {
    if !namespace::possible() {
        return;
    }
    let inside: SocketAddr = "[::1]:9050".parse().unwrap();
    let answer = ask(&service().url(""))
        .variable("TOR_SOCKS_PORT", "9999")
        .may_contact(&[loopback(9999)])
        .inside(&[Gate { inside, outside: actors::refusing(1) }])
        .run();
    answer.must_be("unknown", "proxy-closed");
    assert!(answer.json()["next"].to_string().contains("--proxy '[::1]:9050'"), "{}", answer.stdout);
}

#[test]
fn with_all_a_tor_that_is_held_is_waited_for() {
    let Some(network) = network() else { return };
    if !namespace::possible() {
        return;
    }
    let held = actors::waking(Duration::from_secs(5), actors::refusing(1));
    let gates = [gate(9050, network.socks()), gate(9150, held)];
    let answer = ask(&service().url("")).with(&["--all"]).inside(&gates).run();
    answer.must_be("unknown", "exit-connect");
    assert_eq!(answer.json()["all"].as_array().unwrap().len(), 2, "{}", answer.stdout);
}

#[test]
fn a_tor_that_is_held_for_a_while_is_waited_for_and_recognised() {
    let Some(network) = network() else { return };
    if !namespace::possible() {
        return;
    }
    // If it weren't recognised, a service that doesn't know the exit would make it a false no.
    for held in [3, 6] {
        let gates = [gate(9150, actors::waking(Duration::from_secs(held), network.socks()))];
        let answer = ask(&service().url("unlisted")).with(&["--yes"]).inside(&gates).run();
        answer.must_be("tor-unlisted", "exit-unlisted");
        assert!(answer.stderr.contains("127.0.0.1:9150 doesn't answer yet"), "{}", answer.stderr);
    }
}

#[test]
fn a_control_port_tells_where_its_tor_listens() {
    let Some(network) = network() else { return };
    if !namespace::possible() {
        return;
    }
    let gates = [gate(9051, network.control()), Gate::straight(network.socks())];
    let answer = ask(&service().url(""))
        .may_contact(&[network.control(), network.shared_socks()])
        .may_open(&network.socks_socket())
        .inside(&gates)
        .run();
    answer.must_be("tor", "");
    assert_eq!(answer.json()["route"]["address"], network.socks().to_string());
}

#[test]
fn a_control_port_that_names_another_computer_leads_nowhere() {
    if !namespace::possible() {
        return;
    }
    let nobody = control::beside(actors::nobody, control::elsewhere);
    let gates = [gate(9051, SocketAddr::new(nobody.ip(), nobody.port() + 1))];
    let answer = ask(&service().url("")).inside(&gates).run();
    answer.must_be("unknown", "tor-control-port");
    assert!(!answer.stdout.contains("192.0.2.66"), "{}", answer.stdout);
}

#[test]
fn bridges_of_the_users_own_tor_are_named_before_another_client_is_proposed() {
    if !namespace::possible() {
        return;
    }
    let nobody = control::beside(actors::nobody, control::bridged);
    let gates = [gate(9051, SocketAddr::new(nobody.ip(), nobody.port() + 1))];
    let answer = ask(&service().url("")).with(&["--yes"]).inside(&gates).run();
    answer.must_be("unknown", "tor-control-port");
    assert!(answer.stderr.contains("set up to use 1 bridge."), "{}", answer.stderr);
    assert!(answer.stdout.contains("SocksPort"), "{}", answer.stdout);
}

#[test]
#[ignore = "a program that is named like Tor, at a port that nobody knows"]
fn somewhere() {
    let here = std::env::var("OPSEC_TEST_LISTENS_AT").unwrap();
    if here.starts_with('/') {
        actors::refusing_in(std::path::Path::new(&here));
    } else {
        actors::refusing_at(&here);
    }
    std::thread::sleep(Duration::from_secs(30));
}

#[test]
fn a_program_that_is_named_like_tor_is_found_at_any_port() {
    if !namespace::possible() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let tor = folder.path().join("tor");
    std::os::unix::fs::symlink(std::env::current_exe().unwrap(), &tor).unwrap();
    let script = format!(
        "ip link set lo up; {} --ignored --exact search::somewhere --nocapture >/dev/null 2>&1 & tor=$!; sleep 2; \
         {} torcheck --json --timeout 8 --check-url http://check.test/; kill $tor",
        tor.display(),
        env!("CARGO_BIN_EXE_opsec")
    );
    let words = ["--net", "sh", "-c", &script];
    let socket = folder.path().join("so cks");
    for here in ["127.0.0.1:0", "0.0.0.0:0", "[::]:0", socket.to_str().unwrap()] {
        let mut command = Command::new("unshare");
        command.args(words).env("HOME", folder.path()).env("OPSEC_TEST_LISTENS_AT", here);
        let output = command.output().unwrap();
        let json: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(
            (&json["found"][0]["what"], &json["reasons"][0]["id"]),
            (&json!("tor"), &json!("exit-connect")),
            "{here}"
        );
        let found = json["found"].to_string();
        assert!(!here.starts_with('/') || found.contains(&format!("unix:{here}")), "{found}");
    }
}

#[test]
#[ignore = "a program that is named like Tor, and listens nowhere that we can see"]
fn nowhere() {
    std::thread::sleep(Duration::from_secs(30));
}

#[test]
#[ignore = "something at Tor's usual port, but not on loopback"]
fn elsewhere() {
    let _listener = std::net::TcpListener::bind("10.1.1.1:9050").unwrap();
    std::thread::sleep(Duration::from_secs(30));
}

#[test]
#[ignore = "something at the port for control of IPv6"]
fn controlled() {
    let _listener = std::net::TcpListener::bind("[::1]:9151").unwrap();
    std::thread::sleep(Duration::from_secs(30));
}

#[test]
fn a_tor_out_of_sight_keeps_the_tor_inside_from_starting_by_itself() {
    let Some(network) = network() else { return };
    if !namespace::possible() {
        return;
    }
    let folder = TempDir::new().unwrap();
    for (name, what, reason) in [
        ("tor", "nowhere", "no-tor-running"),
        ("other", "elsewhere", "proxy-silent"),
        ("other", "controlled", "proxy-silent"),
    ] {
        let program = folder.path().join(name);
        let _ = std::os::unix::fs::symlink(std::env::current_exe().unwrap(), &program);
        let script = format!(
            "ip link set lo up; ip address add 10.1.1.1/24 dev lo; \
             {} --ignored --exact search::{what} --nocapture >/dev/null 2>&1 & other=$!; sleep 2; \
             {} torcheck --json --yes --timeout 4 --arti-config {} --check-url http://check.test/; kill $other",
            program.display(),
            env!("CARGO_BIN_EXE_opsec"),
            network.arti().display()
        );
        let words = ["--net", "sh", "-c", &script];
        let output = Command::new("unshare").args(words).env("HOME", folder.path()).output().unwrap();
        let json: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!((&json["reasons"][0]["id"], &json["contacted"]), (&json!(reason), &json!([])), "{what}");
    }
}

#[test]
fn quiet_at_a_terminal_the_question_says_what_would_start_and_who_sees_it() {
    if !namespace::possible() {
        return;
    }
    let answer = ask(&service().url("")).with(&["-q"]).typing("n\n").inside(&[]).run();
    assert_eq!(answer.code, 2, "{}", answer.stdout);
    for said in ["built-in Tor client", "internet provider", "[y/N]"] {
        assert!(answer.stdout.contains(said), "{said} is not said: {}", answer.stdout);
    }
}
