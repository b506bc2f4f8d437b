//! Passwords: Argon2id in a bounded pool, and what a password must be. Never logs one, never keeps one.

use std::sync::Arc;
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::edge;

/// Shorter is guessed too easily, however it is written.
pub const SHORTEST: usize = 10;
/// Longer is no safer and only costs time.
pub const LONGEST: usize = 128;
/// Hashes at work at once: each takes 19 MiB and a core for its time.
const AT_ONCE: usize = 2;
/// Who would wait longer is told to come back.
const PATIENCE: Duration = Duration::from_secs(10);

/// The pool in which passwords are hashed and compared.
#[derive(Clone)]
pub struct Passwords {
    pool: Arc<Semaphore>,
    cost: Params,
    /// Compared with when there is no such login, so that the answer takes as long.
    nobody: Arc<str>,
}

/// Everybody is signing in just now.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("too many sign-ins at once")]
pub struct Busy;

impl Passwords {
    /// What OWASP asks of Argon2id: 19 MiB, two passes, one lane.
    #[must_use]
    pub fn strong() -> Passwords {
        Passwords::new(Params::DEFAULT)
    }

    /// For tests that are not about the cost.
    #[must_use]
    pub fn quick() -> Passwords {
        Passwords::new(Params::new(Params::MIN_M_COST, 1, 1, None).unwrap_or(Params::DEFAULT))
    }

    fn new(cost: Params) -> Passwords {
        let nobody = hash(&cost, "nobody").unwrap_or_default().into();
        Passwords { pool: Arc::new(Semaphore::new(AT_ONCE)), cost, nobody }
    }

    /// The text to keep for this password.
    ///
    /// # Errors
    /// [`Busy`].
    pub async fn hash(&self, password: &str) -> Result<String, Busy> {
        let (cost, password) = (self.cost.clone(), password.to_owned());
        self.run(move || hash(&cost, &password)).await?.ok_or(Busy)
    }

    /// Is this the password? With nothing kept it says no, after as long.
    ///
    /// # Errors
    /// [`Busy`].
    pub async fn verify(&self, password: &str, kept: Option<String>) -> Result<bool, Busy> {
        let known = kept.is_some();
        let kept = kept.unwrap_or_else(|| self.nobody.to_string());
        let password = password.to_owned();
        let same = self.run(move || {
            let kept = PasswordHash::new(&kept).ok()?;
            Argon2::default().verify_password(password.as_bytes(), &kept).ok()
        });
        Ok(same.await?.is_some() && known)
    }

    async fn run<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Result<T, Busy> {
        let permit = tokio::time::timeout(PATIENCE, Arc::clone(&self.pool).acquire_owned()).await;
        let Ok(Ok(permit)) = permit else { return Err(Busy) };
        let task = tokio::task::spawn_blocking(move || {
            let done = job();
            drop(permit);
            done
        });
        task.await.map_err(|_| Busy)
    }
}

fn hash(cost: &Params, password: &str) -> Option<String> {
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, cost.clone());
    let made: PasswordHash = argon.hash_password_with_salt(password.as_bytes(), &edge::secret::<16>()).ok()?;
    Some(made.to_string())
}

/// What is wrong with a new password; the word is the key of its sentence.
#[must_use]
pub fn weak(password: &str, again: &str, login: &str) -> Option<&'static str> {
    let many = password.chars().count();
    let mut letters: Vec<char> = password.to_lowercase().chars().collect();
    letters.sort_unstable();
    letters.dedup();
    if many < SHORTEST {
        Some("short")
    } else if many > LONGEST {
        Some("long")
    } else if letters.len() < 5 {
        Some("plain")
    } else if password.to_lowercase().contains(login) {
        Some("own")
    } else if password != again {
        Some("differs")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_again_and_no_other_is() {
        let passwords = Passwords::quick();
        let kept = passwords.hash("松江边的八月风很大").await.unwrap();
        assert!(kept.starts_with("$argon2id$"));
        assert!(passwords.verify("松江边的八月风很大", Some(kept.clone())).await.unwrap());
        assert!(!passwords.verify("松江边的八月风不大", Some(kept)).await.unwrap());
        assert!(!passwords.verify("nobody", None).await.unwrap());
    }

    #[test]
    fn a_new_password_is_long_and_not_the_login() {
        assert_eq!(weak("kurz", "kurz", "xitong"), Some("short"));
        assert_eq!(weak("aaaaaaaaaaaa", "aaaaaaaaaaaa", "xitong"), Some("plain"));
        assert_eq!(weak("Xitong-2023-08", "Xitong-2023-08", "xitong"), Some("own"));
        assert_eq!(weak("river-wind-8", "river-wind-9", "xitong"), Some("differs"));
        assert_eq!(weak("river-wind-8", "river-wind-8", "xitong"), None);
    }
}
