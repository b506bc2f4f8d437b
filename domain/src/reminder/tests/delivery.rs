//! Where reminders may go, and how often it is tried.

use super::*;

#[test]
fn an_address_is_of_the_plain_kind() {
    for good in ["a@b.cn", "first.last+tag@mail.example-1.gov.cn"] {
        assert_eq!(address(good), Ok(()), "{good}");
    }
    for bad in [
        "",
        "a",
        "a@b",
        "@b.cn",
        "a@.cn",
        "a b@c.cn",
        "a@b.cn\r\nBcc: x@y.cn",
        "a@@b.cn",
        "a@b@c.cn",
        "<a@b.cn>",
        "a..b@c.cn",
        "a@-b.cn",
        "张@b.cn",
    ] {
        assert_eq!(address(bad), Err(Refusal::NotAddress), "{bad}");
    }
    let none = Settings { mail: true, ..Settings::default() };
    assert_eq!(none.check(), Err(Refusal::NotAddress));
    assert_eq!(Settings { hour: 3, ..Settings::default() }.check(), Err(Refusal::Malformed));
    assert_eq!(Settings::default().check(), Ok(()));
}

#[test]
fn only_listed_hosts_are_spoken_to_and_in_the_clear_only_where_it_is_listed_so() {
    let hosts =
        Hosts::parse("qyapi.weixin.qq.com, http://127.0.0.1:8080,mail.example.cn smtp://127.0.0.1:2525").unwrap();
    let ok = |raw: &str| Hook::parse(raw, &hosts).map(|own| (own.host, own.port));
    assert_eq!(ok("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k"), Ok(("qyapi.weixin.qq.com".into(), 443)));
    assert_eq!(ok("https://QYAPI.weixin.qq.com/x").unwrap().0, "qyapi.weixin.qq.com");
    assert_eq!(ok("http://127.0.0.1:8080/hook").unwrap().1, 8080);
    let not_listed = [
        "https://elsewhere.example/x",
        "http://qyapi.weixin.qq.com/x",
        "https://qyapi.weixin.qq.com:8443/x",
        "https://a.qyapi.weixin.qq.com/x",
        "https://qyapi.weixin.qq.com.evil.example/x",
        "https://127.0.0.1:8080/hook",
        "http://127.0.0.1/hook",
        "https://weixin.qq.com/x",
    ];
    for raw in not_listed {
        assert!(matches!(ok(raw), Err(Refusal::NotListed { .. })), "{raw}: {:?}", ok(raw));
    }
    let no_link = [
        "",
        "qyapi.weixin.qq.com/x",
        "ftp://qyapi.weixin.qq.com/x",
        "https://qyapi.weixin.qq.com",
        "https://user@qyapi.weixin.qq.com/x",
        "https://evil.example\\@qyapi.weixin.qq.com/x",
        "https://qyapi.weixin.qq.com:/x",
        "https://qyapi.weixin.qq.com:443:1/x",
        "https://[::1]/x",
        "https://qyapi.weixin.qq.com /x",
        "https://qyapi.weixin.qq.com./x",
        "https:///x",
        "https://qyapi。weixin.qq.com/x",
    ];
    for raw in no_link {
        assert_eq!(ok(raw), Err(Refusal::NotLink), "{raw}");
    }
    assert!(
        hosts.allow(Scheme::Smtps, "mail.example.cn", 465) && hosts.allow(Scheme::Starttls, "mail.example.cn", 587)
    );
    assert!(!hosts.allow(Scheme::Smtp, "mail.example.cn", 25) && hosts.allow(Scheme::Smtp, "127.0.0.1", 2525));
    assert_eq!(Hosts::parse("good.example, *.example"), Err("*.example".to_owned()));
    assert!(Hosts::parse("").unwrap().is_empty());
}

#[test]
fn a_hook_does_not_show_its_key() {
    let hosts = Hosts::parse("a.example").unwrap();
    let hook = Hook::parse("https://a.example/send?key=verysecret", &hosts).unwrap();
    assert_eq!(format!("{hook:?}"), "Hook(a.example:443)");
}

#[test]
fn tries_are_further_and_further_apart_and_end() {
    let waits: Vec<i64> = (1..).map_while(|failures| again(Time(0), failures)).map(|time| time.0 / 1_000_000).collect();
    assert_eq!(waits, [60, 300, 900, 3_600, 7_200, 14_400, 28_800]);
    assert_eq!(again(Time(0), 0), None);
}
