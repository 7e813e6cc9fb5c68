//! The deliberate breaks. Each is one change of text, found exactly once.

use anyhow::{Result, ensure};

/// One break of the rule.
pub(super) struct Mutant {
    /// What is broken, as in the table of the laws.
    pub(super) name: &'static str,
    /// Below `core/src`.
    pub(super) file: &'static str,
    pub(super) sound: &'static str,
    pub(super) broken: &'static str,
}

impl Mutant {
    /// The text of the file with the change; an error if it cannot be placed.
    pub(super) fn apply(&self, text: &str) -> Result<String> {
        let found = text.matches(self.sound).count();
        ensure!(
            found == 1,
            "\"{}\": {:?} stands {found} times in {}",
            self.name,
            self.sound,
            self.file
        );
        Ok(text.replacen(self.sound, self.broken, 1))
    }
}

/// All of them.
pub(super) const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "too early is not looked at",
        file: "queue/key.rs",
        sound: "tier: u8::from(early)",
        broken: "tier: 0",
    },
    Mutant {
        name: "ties go to the last issued",
        file: "queue/key.rs",
        sound: "order: self.rank.order,",
        broken: "order: u64::MAX - self.rank.order,",
    },
    Mutant {
        name: "standby before everybody else",
        file: "queue/key.rs",
        sound: "standby: self.standby && !early",
        broken: "standby: !self.standby && !early",
    },
    Mutant {
        name: "appointments get the head start of walk-ins",
        file: "queue/key.rs",
        sound: "(_, Some(booked)) => (0, booked),",
        broken: "(Policy::Rank, Some(booked)) => (0, booked + head_start),\n        (_, Some(booked)) => (0, booked),",
    },
    Mutant {
        name: "late costs even if it did not matter",
        file: "queue/late.rs",
        sound: "    is_overtaken(booked, grace_end, calls)",
        broken: "    is_overtaken(booked, grace_end, calls) || true",
    },
    Mutant {
        name: "an interruption is the citizen's lateness",
        file: "queue/late.rs",
        sound: "            Some(to) if *to > booked => {",
        broken: "            Some(to) if *to > booked && to < from => {",
    },
    Mutant {
        name: "a missed visit comes back to its old place",
        file: "day/arrival.rs",
        sound: "at: rank.at.max(t),",
        broken: "at: rank.at,",
    },
    Mutant {
        name: "a visit kept for one clerk is called by any",
        file: "day.rs",
        sound: "&& visit.reserved_for.is_none_or(|only| only == counter)",
        broken: "&& visit.reserved_for.is_none_or(|_| true)",
    },
    Mutant {
        name: "the forecast lets any server take who came late",
        file: "simulation/line.rs",
        sound: ".filter(|(_, stray)| able(stray) == 1)",
        broken: ".filter(|(_, stray)| able(stray) <= 1)",
    },
    Mutant {
        name: "the forecast lets the clerk who knows most call first",
        file: "simulation/play.rs",
        sound: ".min_by_key(|(index, doing)| (room.servers[*index].skills,",
        broken: ".min_by_key(|(index, doing)| (usize::MAX - room.servers[*index].skills,",
    },
];
