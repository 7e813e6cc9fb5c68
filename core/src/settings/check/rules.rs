//! Rules of booking, queue and tickets.

use super::Findings;
use crate::settings::{OfficeSettings, Policy};

pub(super) fn check(settings: &OfficeSettings, findings: &mut Findings) {
    booking(settings, findings);
    queue(settings, findings);
    quota(settings, findings);
}

fn booking(settings: &OfficeSettings, findings: &mut Findings) {
    let b = &settings.booking;
    findings.range("booking.horizon_days", b.horizon_days, 1..=365, "Tage");
    findings.range(
        "booking.lead_time_min",
        b.lead_time_min,
        0..=10_080,
        "Minuten",
    );
    findings.range("booking.grid_min", b.grid_min, 5..=60, "Minuten");
    findings.range("booking.max_concerns", b.max_concerns, 1..=6, "");
    findings.range(
        "booking.max_duration_min",
        b.max_duration_min,
        5..=480,
        "Minuten",
    );
    findings.range(
        "booking.further_percent",
        b.further_percent,
        0..=100,
        "Prozent",
    );
    findings.range("booking.hold_min", b.hold_min, 5..=60, "Minuten");
    findings.range("booking.hold_extensions", b.hold_extensions, 0..=20, "");
    findings.range("booking.pending_min", b.pending_min, 15..=240, "Minuten");
    findings.range(
        "booking.pending_end_before_min",
        b.pending_end_before_min,
        0..=240,
        "Minuten",
    );
    findings.range(
        "booking.max_open_per_address",
        b.max_open_per_address,
        1..=50,
        "",
    );
    findings.range(
        "booking.max_pending_per_address",
        b.max_pending_per_address,
        1..=10,
        "",
    );
    if b.lead_time_min <= b.pending_end_before_min {
        findings.warning(
            "booking.lead_time_min",
            "Wer so kurz vor dem Termin bucht, hat keine Zeit mehr, die E-Mail zu bestätigen. „lead_time_min“ sollte größer sein als „pending_end_before_min“.",
        );
    }
}

fn queue(settings: &OfficeSettings, findings: &mut Findings) {
    let q = &settings.queue;
    findings.range("queue.head_start_min", q.head_start_min, 0..=600, "Minuten");
    findings.range("queue.early_s", q.early_s, 0..=3600, "Sekunden");
    findings.range("queue.grace_min", q.grace_min, 0..=60, "Minuten");
    findings.range(
        "queue.missed_pause_s",
        q.missed_pause_s,
        0..=3600,
        "Sekunden",
    );
    match q.policy {
        Policy::Apq { per_mille } => {
            findings.range(
                "queue.policy.apq.per_mille",
                per_mille,
                1000..=100_000,
                "Promille",
            );
        }
        Policy::Wrr { appointments } => {
            findings.range("queue.policy.wrr.appointments", appointments, 1..=20, "");
        }
        Policy::Rank | Policy::Strict | Policy::Due | Policy::Fifo => {}
    }
}

fn quota(settings: &OfficeSettings, findings: &mut Findings) {
    let quota = &settings.quota;
    findings.range("quota.guaranteed", quota.guaranteed, 0..=60_000, "");
    findings.range(
        "quota.last_ticket_min",
        quota.last_ticket_min,
        0..=240,
        "Minuten",
    );
    findings.range("quota.wait_cap_min", quota.wait_cap_min, 0..=600, "Minuten");
    let Some(cap) = quota.cap else {
        let walk_ins = settings.services.iter().any(|s| s.walk_in);
        let appointments_always_first =
            matches!(settings.queue.policy, Policy::Strict | Policy::Due);
        if walk_ins && !appointments_always_first {
            findings.warning(
                "quota.cap",
                "Es gibt keine Obergrenze für Wartemarken. An vollen Tagen warten dann auch Menschen mit Termin lange. Tragen Sie „cap“ ein, zum Beispiel 60.",
            );
        }
        return;
    };
    findings.range("quota.cap", cap, 0..=999, "");
    if cap < quota.guaranteed {
        findings.warning(
            "quota.cap",
            "Die Obergrenze ist kleiner als die zugesagte Zahl von Wartemarken („guaranteed“). Es gilt dann die zugesagte Zahl. Bitte gleichen Sie die beiden an.",
        );
    }
}
