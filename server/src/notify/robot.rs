//! Robots of chat groups: one POST in the form that each of the three takes, to the listed host and nowhere else.

use app::context::Server;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use domain::kinds::{GroupId, Time};
use domain::reminder::{Hook, Robot};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;
use store::reminder::delivery::Delivery;

use super::{Failed, Post, later, never, words};

/// Bytes of an answer that are looked at.
const ANSWER: usize = 16 << 10;

/// Looks the address up and posts.
pub(super) async fn send(server: &Server, post: &Post, own: &Delivery) -> store::Result<Result<(), Failed>> {
    let Ok(group) = own.holder.parse::<GroupId>() else { return Ok(Err(never("no_robot"))) };
    let Some(kept) = store::reminder::setting::robot(&server.db, group).await? else {
        return Ok(Err(never("no_robot")));
    };
    // The list may be another one than when it was set.
    let Some(mut url) = listed(post, &kept.url) else { return Ok(Err(never("not_listed"))) };
    let (said, link) = words(post, own, kept.english);
    let mut body = body(kept.kind, &format!("{said}\n{link}"));
    if let Some(secret) = &kept.secret {
        sign(kept.kind, secret, server.now(), &mut url, &mut body);
    }
    let sent = post.http.post(url).json(&body).send().await;
    Ok(match sent {
        Ok(answer) => taken(kept.kind, answer).await,
        Err(why) if why.is_timeout() => Err(later("slow")),
        Err(_) => Err(later("away")),
    })
}

/// The address, if both readers see the same listed host in it.
fn listed(post: &Post, raw: &str) -> Option<reqwest::Url> {
    let hook = Hook::parse(raw, &post.hosts).ok()?;
    let url = reqwest::Url::parse(hook.url()).ok()?;
    let same = url.host_str() == Some(hook.host.as_str()) && url.port_or_known_default() == Some(hook.port);
    same.then_some(url)
}

fn body(kind: Robot, text: &str) -> Value {
    match kind {
        Robot::Wecom | Robot::Dingtalk => json!({ "msgtype": "text", "text": { "content": text } }),
        Robot::Feishu => json!({ "msg_type": "text", "content": { "text": text } }),
    }
}

/// Signs a message as the robot's own rules say: DingTalk in the address, with milliseconds and the secret as key; Feishu in
/// the body, with seconds and the text itself as key of nothing. WeCom knows no signature.
fn sign(kind: Robot, secret: &str, now: Time, url: &mut reqwest::Url, body: &mut Value) {
    match kind {
        Robot::Wecom => {}
        Robot::Dingtalk => {
            let at = (now.0 / 1_000).to_string();
            let sign = hmac(secret, &format!("{at}\n{secret}"));
            url.query_pairs_mut().append_pair("timestamp", &at).append_pair("sign", &sign);
        }
        Robot::Feishu => {
            let at = (now.0 / 1_000_000).to_string();
            body["sign"] = hmac(&format!("{at}\n{secret}"), "").into();
            body["timestamp"] = at.into();
        }
    }
}

/// HMAC-SHA256 in base64.
fn hmac(key: &str, text: &str) -> String {
    // any length of key will do; the type does not know
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.as_bytes()) else { return String::new() };
    mac.update(text.as_bytes());
    BASE64_STANDARD.encode(mac.finalize().into_bytes())
}

/// They answer 200 also to what they do not take; what they think of it stands in the answer.
async fn taken(kind: Robot, mut answer: reqwest::Response) -> Result<(), Failed> {
    if answer.status().is_redirection() {
        return Err(later("redirected"));
    }
    if !answer.status().is_success() {
        return Err(later("refused"));
    }
    let mut bytes = Vec::new();
    while let Ok(Some(chunk)) = answer.chunk().await {
        if bytes.len() + chunk.len() > ANSWER {
            return Err(later("answer"));
        }
        bytes.extend_from_slice(&chunk);
    }
    let said: Value = serde_json::from_slice(&bytes).map_err(|_| later("answer"))?;
    if agrees(kind, &said) { Ok(()) } else { Err(later("refused")) }
}

/// What they say where they have taken it.
fn agrees(kind: Robot, said: &Value) -> bool {
    let code = match kind {
        Robot::Wecom | Robot::Dingtalk => said.get("errcode"),
        Robot::Feishu => said.get("code").or_else(|| said.get("StatusCode")),
    };
    code.and_then(Value::as_i64) == Some(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_robot_is_spoken_to_in_its_own_form_and_understood() {
        let plain = json!({ "msgtype": "text", "text": { "content": "3 件" } });
        assert_eq!(body(Robot::Wecom, "3 件"), plain);
        assert_eq!(body(Robot::Dingtalk, "3 件"), plain);
        assert_eq!(body(Robot::Feishu, "3 件"), json!({ "msg_type": "text", "content": { "text": "3 件" } }));
        assert!(agrees(Robot::Wecom, &json!({ "errcode": 0, "errmsg": "ok" })));
        assert!(
            agrees(Robot::Dingtalk, &json!({ "errcode": 0 }))
                && !agrees(Robot::Dingtalk, &json!({ "errcode": 310000 }))
        );
        assert!(agrees(Robot::Feishu, &json!({ "code": 0 })) && agrees(Robot::Feishu, &json!({ "StatusCode": 0 })));
        assert!(!agrees(Robot::Feishu, &json!({ "code": 19001 })) && !agrees(Robot::Feishu, &json!({ "errcode": 0 })));
    }

    /// The expected signatures were computed with Python's `hmac`.
    #[test]
    fn a_robot_with_a_secret_gets_its_messages_signed_by_its_own_rules() {
        let now = Time(1682992800000000);
        let signed = |kind| {
            let (mut url, mut body) = (reqwest::Url::parse("https://a.example/send?key=k").unwrap(), json!({}));
            sign(kind, "SECabc", now, &mut url, &mut body);
            (url, body)
        };
        let (url, body) = signed(Robot::Dingtalk);
        assert_eq!(
            url.as_str(),
            "https://a.example/send?key=k&timestamp=1682992800000&sign=hO0BPvCojm9Vz5JmCcX1ROxCO4v9EI%2B2Kl2IT076HK4%3D"
        );
        assert_eq!(body, json!({}));
        let (url, body) = signed(Robot::Feishu);
        assert_eq!(body, json!({ "timestamp": "1682992800", "sign": "vkIG5TL1BTIfv4q5dtSWYthRSweLkBUC20euVmOBtyI=" }));
        assert_eq!((url.as_str(), signed(Robot::Wecom).1), ("https://a.example/send?key=k", json!({})));
    }
}
