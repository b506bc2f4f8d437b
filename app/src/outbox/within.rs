//! Waiting for something no longer than something else takes: a line that has gone silent answers neither yes nor no.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

/// What `work` brings; nothing once `end` has come before it. What was under way is let go of then.
pub async fn within<T>(end: impl Future<Output = ()>, work: impl Future<Output = T>) -> Option<T> {
    let mut end = pin!(end);
    let mut work = pin!(work);
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(brought) => Poll::Ready(Some(brought)),
        Poll::Pending => end.as_mut().poll(context).map(|()| None),
    })
    .await
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};
    use std::task::{Context, Waker};

    use super::*;

    #[test]
    fn what_comes_in_time_is_taken_and_what_does_not_is_given_up() {
        let mut context = Context::from_waker(Waker::noop());
        assert_eq!(pin!(within(pending(), ready(7))).poll(&mut context), Poll::Ready(Some(7)));
        assert_eq!(pin!(within(ready(()), ready(7))).poll(&mut context), Poll::Ready(Some(7)));
        assert_eq!(pin!(within(ready(()), pending::<u8>())).poll(&mut context), Poll::Ready(None));
        assert_eq!(pin!(within(pending(), pending::<u8>())).poll(&mut context), Poll::Pending);
    }
}
