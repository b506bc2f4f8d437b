//! Robots of chat groups: one POST in the form that each of the three takes, to the listed host and nowhere else.

use app::context::Server;
use domain::kinds::GroupId;
use domain::reminder::{Hook, Robot};
use serde_json::{Value, json};
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
    let Some(url) = listed(post, &kept.url) else { return Ok(Err(never("not_listed"))) };
    let (said, link) = words(post, own, kept.english);
    let sent = post.http.post(url).json(&body(kept.kind, &format!("{said}\n{link}"))).send().await;
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
}
