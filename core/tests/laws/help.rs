//! Calls for help from the terminal.

use aufruf_core::{
    command::{Command, HelpKind},
    rejection::Rejection,
};

use crate::{
    journal::Journal,
    office::{at, nested},
};

fn call(kind: HelpKind) -> Command {
    Command::CallHelp { kind }
}

#[test]
fn a_call_rings_once_until_somebody_takes_it() {
    let mut journal = Journal::new(nested());
    for minute in 0..3 {
        for kind in [HelpKind::Staff, HelpKind::NumberMissing, HelpKind::Device] {
            let rang = journal.run(&call(kind), at(minute));
            assert_eq!(rang.is_ok(), minute == 0, "{kind:?}: {rang:?}");
        }
    }
    assert_eq!(
        journal.run(&call(HelpKind::Staff), at(3)),
        Err(Rejection::AlreadySo)
    );
    let (help, _) = journal.day.help().next().unwrap();
    let _ = journal.must(&Command::TakeHelp { help }, at(4));
    let _ = journal.must(&call(HelpKind::Staff), at(5));
}
