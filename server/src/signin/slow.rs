//! Sign-in slows down after failures, per login and per address. Counted before the password is tried, and stored, so
//! that neither trying many at once nor another node gives more tries. A login that does not exist counts the same.

use app::context::Server;
use domain::kinds::Time;
use store::credential::{Failures, count_failure, failures};

const MINUTE: i64 = 60_000_000;
/// Tries of a login before the first wait.
pub const FREE: i64 = 5;
/// An address may be a whole office behind one router.
const FREE_ADDRESS: i64 = 50;
/// The longest wait: long enough to make guessing hopeless, short enough that nobody is locked out for long.
const LONGEST: i64 = 15 * MINUTE;
/// After so long without a try, the counting starts anew.
pub const FORGET: i64 = 60 * MINUTE;

/// May it be tried now?
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pace {
    /// Yes; if it fails, so many are left before the wait.
    Go {
        left: i64,
    },
    Wait {
        minutes: i64,
    },
}

/// Counts the try, or says how long to wait.
pub async fn pace(server: &Server, login: &str, address: &str) -> store::Result<Pace> {
    let names = [format!("login:{login}"), format!("address:{address}")];
    let now = server.now();
    let before = [failures(&server.db, &names[0]).await?, failures(&server.db, &names[1]).await?];
    let free = [FREE, FREE_ADDRESS];
    let until = before.iter().zip(free).map(|(before, free)| until(*before, free).0).max().unwrap_or(0);
    if until > now.0 {
        return Ok(Pace::Wait { minutes: (until - now.0).div_euclid(MINUTE) + 1 });
    }
    let counted = count_failure(&server.db, &names, Time(now.0 - FORGET), now).await?;
    for ((counted, before), free) in counted.iter().zip(before).zip(free) {
        // Others tried between the reading and the counting: beyond the free tries only one at a time may.
        if *counted > free && *counted > before.many + 1 {
            return Ok(Pace::Wait { minutes: 1 });
        }
    }
    Ok(Pace::Go { left: (FREE - counted.first().copied().unwrap_or(1)).max(0) })
}

/// The try succeeded.
pub async fn forgive(server: &Server, login: &str, address: &str) -> store::Result<()> {
    store::credential::forgive(&server.db, &format!("login:{login}"), &format!("address:{address}")).await
}

/// When the next try is allowed: 1, 2, 4, 8, 15 minutes after the last.
fn until(failures: Failures, free: i64) -> Time {
    if failures.many < free {
        return Time(0);
    }
    let doubled = u32::try_from(failures.many - free).unwrap_or(0).min(10);
    Time(failures.last_at.0 + (MINUTE << doubled).min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_a_quarter_of_an_hour() {
        let wait = |many| until(Failures { many, last_at: Time(0) }, FREE).0 / MINUTE;
        assert_eq!([wait(4), wait(5), wait(6), wait(8), wait(9), wait(500)], [0, 1, 2, 8, 15, 15]);
    }
}
