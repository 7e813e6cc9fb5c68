//! An installation to try things on.

use aufruf_core::{
    command::Command,
    contact::EmailAddress,
    id::{OfficeId, RequestId, VisitId},
    visit::{Channel, Concern},
    wire::answer::Answer,
};
use jiff::{Timestamp, civil::Date};
use sea_orm::{ConnectionTrait, Database};
use tempfile::TempDir;
use uuid::Uuid;

use crate::{
    app::App,
    clock::Clock,
    config::Config,
    days::{Actor, ContactDraft, DaysError, Done, Effects, Guard, Job},
    settings::file,
    verify::verify,
};

const EXAMPLE: &str = include_str!("../../../../assets/example-office.toml");
/// A Monday morning before opening.
const START: &str = "2026-11-23T06:00:00Z";

/// A fresh database with the example office.
pub(super) struct Bench {
    folder: TempDir,
    config: Config,
    pub(super) office: OfficeId,
    pub(super) today: Date,
}

impl Bench {
    pub(super) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::in_folder(folder.path());
        Self::new(folder, config).await
    }

    pub(super) async fn postgres() -> Self {
        let server = std::env::var("AUFRUF_TEST_POSTGRES").expect(
            "this test needs a PostgreSQL server: run it with \
             `cargo xtask postgres -- cargo test -p aufruf-backend`",
        );
        let name = format!("aufruf_{}", Uuid::new_v4().simple());
        let admin = Database::connect(server.as_str()).await.unwrap();
        let _ = admin
            .execute_unprepared(&format!("CREATE DATABASE {name}"))
            .await
            .unwrap();
        admin.close().await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::in_folder(folder.path());
        let (server, _) = server.rsplit_once('/').expect("the URL names a database");
        config.database_url = Some(format!("{server}/{name}"));
        Self::new(folder, config).await
    }

    async fn new(folder: TempDir, config: Config) -> Self {
        let settings = file::read(EXAMPLE).settings.expect("the example is right");
        let bench = Self {
            folder,
            config,
            office: settings.office.id.clone(),
            today: "2026-11-23".parse().unwrap(),
        };
        let app = bench.app().await;
        let document = serde_json::to_string(&settings).unwrap();
        let (version, new) = app
            .store
            .import_settings(&bench.office, document, app.clock.now())
            .await
            .unwrap();
        assert_eq!((version, new), (1, true));
        app.close().await;
        bench
    }

    /// Starts the program on the database; as often as wanted on PostgreSQL.
    pub(super) async fn app(&self) -> App {
        assert!(self.folder.path().exists());
        let start: Timestamp = START.parse().unwrap();
        let clock = Clock::movable(start.duration_since(Timestamp::now()));
        App::build(self.config.clone(), clock).await.unwrap()
    }

    pub(super) fn is_postgres(&self) -> bool {
        self.config.database_url.is_some()
    }

    pub(super) async fn send(&self, app: &App, command: Command) -> Result<Done, DaysError> {
        app.days.send(&self.office, self.today, job(command)).await
    }

    /// Draws a walk-in ticket and answers its digits.
    pub(super) async fn draw(&self, app: &App) -> Result<u16, DaysError> {
        match self.send(app, draw_ticket()).await?.answer {
            Answer::Ticket { number, .. } => Ok(number.digits),
            other => panic!("no ticket but {other:?}"),
        }
    }

    /// The free times of a day for the public.
    pub(super) async fn free(&self, app: &App, date: Date) -> Vec<Timestamp> {
        let day = app.days.snapshot(&self.office, date).await.unwrap();
        day.free_times(&concerns(), Channel::Online, app.clock.now())
            .unwrap()
            .to_vec()
    }

    /// Holds the first free time of a day.
    pub(super) async fn hold(&self, app: &App, date: Date) -> (VisitId, Timestamp) {
        let from = *self.free(app, date).await.first().expect("a free time");
        let visit = VisitId(Uuid::new_v4());
        let hold = Command::Hold {
            visit,
            from,
            concerns: concerns(),
        };
        let _ = app.days.send(&self.office, date, job(hold)).await.unwrap();
        (visit, from)
    }

    /// Sends the form of a held time.
    pub(super) async fn submit(
        &self,
        app: &App,
        date: Date,
        visit: VisitId,
        address: &str,
    ) -> Result<Done, DaysError> {
        let address = EmailAddress::parse(address).unwrap();
        let mut job = job(Command::Submit { visit });
        job.effects = Effects {
            contact: Some(ContactDraft {
                visit,
                name: "Erika Beispiel".to_owned(),
                email: Some(address.clone()),
                phone: String::new(),
            }),
            guard: Some(Guard { address }),
            ..Effects::default()
        };
        app.days.send(&self.office, date, job).await
    }

    /// Books the first free time of a day, confirmed.
    pub(super) async fn book(&self, app: &App, date: Date, address: &str) -> VisitId {
        let (visit, _) = self.hold(app, date).await;
        let _ = self.submit(app, date, visit, address).await.unwrap();
        let confirm = Command::Confirm { visit, bits: 7 };
        let _ = app
            .days
            .send(&self.office, date, job(confirm))
            .await
            .unwrap();
        visit
    }

    /// Opens the first counter's door: puts the clock to 10:00 local time.
    pub(super) fn go_to_ten(&self, app: &App) {
        app.clock
            .advance(std::time::Duration::from_secs(3 * 3600))
            .unwrap();
    }

    pub(super) async fn assert_verified(&self, app: &App) {
        let report = verify(&app.store).await.unwrap();
        assert!(report.entries > 0);
        assert_eq!(report.differences, []);
    }
}

pub(super) fn job(command: Command) -> Job {
    Job {
        request_id: RequestId(Uuid::new_v4()),
        actor: Actor::Device(Uuid::from_u128(1)),
        command,
        effects: Effects::default(),
    }
}

pub(super) fn concerns() -> Vec<Concern> {
    vec![Concern {
        service: "meldebescheinigung".parse().unwrap(),
        quantity: 1,
    }]
}

/// By a clerk, so that neither quota nor opening hours matter.
pub(super) fn draw_ticket() -> Command {
    Command::DrawTicket {
        visit: VisitId(Uuid::new_v4()),
        concerns: concerns(),
        beyond_quota: true,
        standby: false,
    }
}
