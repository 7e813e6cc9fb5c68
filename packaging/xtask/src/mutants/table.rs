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
    Mutant {
        name: "urgency does not lift a standby ticket",
        file: "visit.rs",
        sound: "self.standby && self.urgent_at.is_none()",
        broken: "self.standby",
    },
    Mutant {
        name: "an urgent visit waits its turn where ranks cannot lift it",
        file: "queue/key.rs",
        sound: "ordinary: !first",
        broken: "ordinary: true",
    },
    Mutant {
        name: "an urgent visit waits for the walk-in whose turn is due",
        file: "queue/key.rs",
        sound: "self.urgent && (owed || ",
        broken: "self.urgent && (",
    },
    Mutant {
        name: "waiting weighs more while the office stands still",
        file: "queue/key.rs",
        sound: "self.rank.at.as_second() - self.stood.as_secs()",
        broken: "self.rank.at.as_second()",
    },
    Mutant {
        name: "the call of a standby number overtakes nobody",
        file: "queue/late.rs",
        sound: "        self.standby || (self.rank",
        broken: "        (self.rank",
    },
    Mutant {
        name: "the forecast lets the call of a standby number overtake nobody",
        file: "simulation/play.rs",
        sound: "call.standby || ",
        broken: "",
    },
    Mutant {
        name: "newer settings leave the old ranks",
        file: "day/policy.rs",
        sound: "policy != self.policy(old) || ",
        broken: "",
    },
    Mutant {
        name: "another head start leaves the old ranks",
        file: "day/policy.rs",
        sound: "(policy == Policy::Rank && head_start)",
        broken: "(policy != policy && head_start)",
    },
    Mutant {
        name: "another policy forgets who is urgent",
        file: "day/policy.rs",
        sound: "at: new.at.min(urgent),",
        broken: "at: new.at,",
    },
    Mutant {
        name: "a call that is taken back still counts in the row",
        file: "day/undo.rs",
        sound: "        self.appointments_in_a_row = self.row_of_calls();\n",
        broken: "",
    },
    Mutant {
        name: "the told bound forgets who is at a counter or set aside",
        file: "day.rs",
        sound: "let smaller = other.rank",
        broken: "let smaller = other.state == State::Waiting && other.rank",
    },
    Mutant {
        name: "the told bound forgets who is booked",
        file: "day.rs",
        sound: "other.booked.is_some_and(before)",
        broken: "!other.booked.is_some_and(before) && other.booked.is_none()",
    },
    Mutant {
        name: "the told bound holds for who has no promise",
        file: "day.rs",
        sound: ".filter(|v| by_rank && !v.is_standby())",
        broken: ".filter(|_| by_rank)",
    },
    Mutant {
        name: "of idle counters the one that knows most calls first",
        file: "day.rs",
        sound: "c.skills.len());",
        broken: "usize::MAX - c.skills.len());",
    },
];
