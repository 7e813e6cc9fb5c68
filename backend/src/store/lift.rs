//! Reading payloads of every release: the one place where older versions are
//! lifted to the present one.

use aufruf_core::event::{self, Event};

use super::StoreError;

/// Reads a stored event.
///
/// A newer version or an unknown kind is an error: the day is left to replicas
/// of a newer release.
pub(super) fn lift(kind: &str, v: i32, payload: &str) -> Result<Event, StoreError> {
    let unknown = |reason: String| StoreError::Unknown {
        kind: kind.to_owned(),
        v,
        reason,
    };
    if v != i32::from(event::VERSION) {
        return Err(unknown("another version".to_owned()));
    }
    let event: Event = serde_json::from_str(payload).map_err(|error| unknown(error.to_string()))?;
    if event.kind() != kind {
        return Err(unknown("kind and payload differ".to_owned()));
    }
    Ok(event)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_newer_release_wrote_is_left_to_it() {
        let payload = r#"{"event":"day_closed"}"#;
        assert_eq!(lift("day_closed", 1, payload).unwrap(), Event::DayClosed);
        for (kind, v, payload) in [
            ("day_closed", 2, payload),
            ("day_closed", 1, r#"{"event":"invented"}"#),
            ("other", 1, payload),
        ] {
            let error = lift(kind, v, payload).unwrap_err();
            assert!(matches!(error, StoreError::Unknown { .. }), "{error}");
        }
    }
}
