use core::net::IpAddr;

use proptest::prelude::*;

use super::*;
use crate::torcheck::{ListHolder, Presence, Proxy, RouteKind};

fn proxy(recognised: bool) -> Route {
    Route::Proxy { proxy: Proxy::read("127.0.0.1:9050").unwrap(), recognised, users: true }
}

fn routes() -> [Route; 6] {
    let embedded = Route::Embedded { bridges: false };
    [proxy(true), proxy(false), embedded, Route::Direct, Route::System, Route::None]
}

fn at(is_tor: bool, address: &str) -> Answer {
    Answer { is_tor, address: address.parse().unwrap() }
}

fn answer(is_tor: bool) -> Answer {
    at(is_tor, "192.0.2.1")
}

/// An answer that nothing contradicts.
fn evidence(route: &Route, answer: Result<Answer, Reason>) -> Evidence<'_> {
    Evidence { route, answer, is_encrypted: true, is_own: false, direct: None, listed: None }
}

fn verdict(route: &Route, answer: Answer) -> Verdict {
    judge(&evidence(route, Ok(answer))).0
}

#[test]
fn a_missing_answer_is_never_a_no_and_never_a_yes() {
    for route in routes() {
        for reason in Reason::ALL {
            assert_eq!(judge(&evidence(&route, Err(*reason))), (Verdict::Unknown, vec![*reason]));
        }
    }
}

#[test]
fn a_yes_needs_the_service_to_say_so() {
    for route in routes() {
        assert_ne!(verdict(&route, answer(false)), Verdict::Tor);
    }
    assert_eq!(verdict(&Route::Embedded { bridges: true }, answer(true)), Verdict::Tor);
    assert_eq!(verdict(&Route::None, answer(true)), Verdict::Unknown);
}

#[test]
fn through_tor_a_no_means_that_the_service_does_not_know_the_exit() {
    let no = |route: &Route| verdict(route, answer(false));
    assert_eq!(no(&Route::Embedded { bridges: false }), Verdict::TorUnlisted);
    assert_eq!(no(&proxy(true)), Verdict::TorUnlisted);
    assert_eq!(no(&proxy(false)), Verdict::NotTor);
    assert_eq!(no(&Route::Direct), Verdict::NotTor);
}

#[test]
fn a_yes_through_an_unknown_proxy_says_so() {
    let judged = judge(&evidence(&proxy(false), Ok(answer(true))));
    assert_eq!(judged, (Verdict::Tor, vec![Reason::ProxyNotRecognised]));
}

#[test]
fn an_answer_that_the_proxy_can_have_given_itself_proves_nothing() {
    for is_tor in [true, false] {
        for recognised in [true, false] {
            let route = proxy(recognised);
            let plain = Evidence { is_encrypted: false, ..evidence(&route, Ok(answer(is_tor))) };
            assert_eq!(judge(&plain), (Verdict::Unknown, vec![Reason::AnswerUnproven]));
        }
    }
    // The client in this program sent it to a relay, no matter who answered.
    let route = Route::Embedded { bridges: false };
    let plain = Evidence { is_encrypted: false, ..evidence(&route, Ok(answer(true))) };
    assert_eq!(judge(&plain), (Verdict::Tor, vec![Reason::NotEncrypted]));
}

#[test]
fn the_same_address_without_tor_is_no_tor() {
    for recognised in [true, false] {
        let route = proxy(recognised);
        for (through, direct, is) in [
            (answer(false), answer(false), Verdict::NotTor),
            (answer(true), answer(false), Verdict::Unknown),
            (answer(true), answer(true), Verdict::Unknown),
            (answer(false), answer(true), Verdict::NotTor),
        ] {
            let same = Evidence { direct: Some(direct), ..evidence(&route, Ok(through)) };
            assert_eq!(judge(&same), (is, vec![Reason::SameAddress]));
            // Encrypted or not: nobody invents the very address that the service sees without Tor.
            assert_eq!(judge(&Evidence { is_encrypted: false, ..same }), (is, vec![Reason::SameAddress]));
        }
        let other = Evidence { direct: Some(at(false, "192.0.2.2")), ..evidence(&route, Ok(answer(true))) };
        assert_eq!(judge(&other).0, Verdict::Tor);
        // By IPv6 a computer leaves its network from one address and then from another.
        for (is_tor, is) in [(false, Verdict::NotTor), (true, Verdict::Unknown)] {
            let direct = Some(at(false, "2001:db8:1:1::bbbb"));
            let through = Ok(at(is_tor, "2001:db8:1:1::aaaa"));
            let near = Evidence { direct, ..evidence(&route, through) };
            assert_eq!(judge(&near), (is, vec![Reason::SameAddress]));
        }
    }
}

#[test]
fn this_computers_own_address_is_no_tor() {
    let route = proxy(true);
    for (is_tor, is) in [(false, Verdict::NotTor), (true, Verdict::Unknown)] {
        let own = Evidence { is_own: true, ..evidence(&route, Ok(answer(is_tor))) };
        assert_eq!(judge(&own), (is, vec![Reason::OwnAddress]));
    }
    // What the client in this program sends reaches a relay for certain: it may run on this computer.
    let route = Route::Embedded { bridges: false };
    let own = Evidence { is_own: true, ..evidence(&route, Ok(answer(false))) };
    assert_eq!(judge(&own).0, Verdict::Unknown);
}

#[test]
fn an_address_that_cannot_be_on_the_internet_is_neither_a_yes_nor_a_no() {
    for route in routes().into_iter().filter(|route| *route != Route::None) {
        for address in ["127.0.0.1", "10.0.0.1", "0.0.0.0", "255.255.255.255", "fe80::1", "::ffff:192.0.2.1"]
        {
            for is_tor in [true, false] {
                let judged = judge(&evidence(&route, Ok(at(is_tor, address))));
                assert_eq!(judged, (Verdict::Unknown, vec![Reason::AddressImpossible]), "{address}");
            }
        }
    }
}

fn any_route() -> impl Strategy<Value = Route> {
    let proxy = (any::<bool>(), any::<bool>()).prop_map(|(recognised, users)| Route::Proxy {
        proxy: Proxy::read("127.0.0.1:9050").unwrap(),
        recognised,
        users,
    });
    prop_oneof![
        proxy,
        any::<bool>().prop_map(|bridges| Route::Embedded { bridges }),
        Just(Route::Direct),
        Just(Route::None)
    ]
}

/// Few addresses, to make them meet; some that are not on the internet.
fn any_answer() -> impl Strategy<Value = Answer> {
    let few = ["192.0.2.1", "192.0.2.2", "2001:db8::1", "10.0.0.1", "::1", "::ffff:192.0.2.1"];
    let address = prop_oneof![
        prop::sample::select(few.to_vec()).prop_map(|text| text.parse::<IpAddr>().unwrap()),
        any::<IpAddr>()
    ];
    (any::<bool>(), address).prop_map(|(is_tor, address)| Answer { is_tor, address })
}

fn any_outcome() -> impl Strategy<Value = Result<Answer, Reason>> {
    prop_oneof![
        4 => any_answer().prop_map(Ok),
        1 => prop::sample::select(Reason::ALL.to_vec()).prop_map(Err)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]
    #[test]
    fn there_is_no_yes_without_an_address_that_differs_from_ones_own(
        route in any_route(),
        answer in any_outcome(),
        is_encrypted in any::<bool>(),
        is_own in any::<bool>(),
        direct in proptest::option::of(any_answer()),
    ) {
        let (verdict, reasons) = judge(&Evidence { route: &route, answer, is_encrypted, is_own, direct, listed: None });
        let hides = !is_own && answer.is_ok_and(|through| {
            is_on_the_internet(through.address) && direct.is_none_or(|direct| direct.address != through.address)
        });
        if verdict == Verdict::Tor {
            prop_assert!(hides && answer.unwrap().is_tor);
            let is_proven = is_encrypted || route.kind() != RouteKind::Proxy;
            prop_assert!(is_proven);
        }
        if verdict == Verdict::TorUnlisted {
            prop_assert!(hides && route.is_tor());
        }
        if verdict == Verdict::NotTor {
            prop_assert!(answer.is_ok_and(|through| !through.is_tor));
        }
        // Everything but a plain yes or no says why.
        prop_assert!(!reasons.is_empty() || matches!(verdict, Verdict::Tor | Verdict::NotTor));
    }
}

#[test]
fn without_encryption_a_yes_to_the_whole_machine_may_be_the_network_s_own() {
    let asked = |is_tor, is_encrypted| {
        let route = Route::System;
        judge(&Evidence { is_encrypted, ..evidence(&route, Ok(answer(is_tor))) })
    };
    assert_eq!(asked(true, false), (Verdict::Unknown, vec![Reason::AnswerUnproven]));
    assert_eq!(asked(true, true), (Verdict::Tor, vec![]));
    assert_eq!(asked(false, false).0, Verdict::NotTor);
    assert_eq!(asked(false, true), (Verdict::NotTor, vec![]));
}

#[test]
fn only_a_signed_list_settles_that_an_unlisted_exit_is_one() {
    let embedded = Route::Embedded { bridges: false };
    for (route, by, presence, verdict, reason) in [
        (&embedded, ListHolder::OwnClient, Presence::Exit, Verdict::Tor, Reason::ExitOnOwnList),
        (&embedded, ListHolder::OwnClient, Presence::Relay, Verdict::TorUnlisted, Reason::ExitUnlisted),
        (&embedded, ListHolder::OwnClient, Presence::Absent, Verdict::TorUnlisted, Reason::ExitUnlisted),
        // Whatever greets as Tor can also pretend to have a list.
        (&proxy(true), ListHolder::ControlPort, Presence::Exit, Verdict::TorUnlisted, Reason::ExitUnlisted),
        (&embedded, ListHolder::ControlPort, Presence::Exit, Verdict::TorUnlisted, Reason::ExitUnlisted),
        (&proxy(true), ListHolder::OwnClient, Presence::Exit, Verdict::TorUnlisted, Reason::ExitUnlisted),
    ] {
        let listed = Some(Listed { presence, by });
        let judged = judge(&Evidence { listed, ..evidence(route, Ok(answer(false))) });
        assert_eq!(judged, (verdict, vec![reason]), "{by:?} {presence:?}");
    }
    // And evidence against it weighs more.
    let listed = Some(Listed { presence: Presence::Exit, by: ListHolder::OwnClient });
    let own = Evidence { listed, is_own: true, ..evidence(&embedded, Ok(answer(false))) };
    assert_eq!(judge(&own), (Verdict::Unknown, vec![Reason::OwnAddress]));
}
