//! What a route needs of whoever asks. Each route of [`crate::router`] names
//! one of these; the type of its handler's caller follows from it.

use aufruf_core::wire::{
    ErrorCode,
    device::{DeviceKind, StaffRole},
};
use schemars::JsonSchema;
use serde::Serialize;

use super::identity::{Caller, Device, Guest, Identity, Staff};

/// What a route needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Nothing: it says nothing of any office (health).
    Open,
    /// A one-time code or link in the request itself, which the handler checks.
    OneTime,
    /// The operator's token for monitoring; without one, a program of this machine.
    Monitor,
    /// The key of a paired device.
    AnyDevice,
    /// The key of a kiosk.
    Kiosk,
    /// The key of a display.
    Display,
    /// The key of a desk; nobody needs to be logged in.
    Desk,
    /// A clerk's session on a desk.
    Clerk,
    /// A lead's session on a desk.
    Lead,
    /// An administrator's session on a desk.
    Administrator,
}

impl Access {
    /// Every kind, for tests and documents.
    pub const ALL: [Self; 10] = [
        Self::Open,
        Self::OneTime,
        Self::Monitor,
        Self::AnyDevice,
        Self::Kiosk,
        Self::Display,
        Self::Desk,
        Self::Clerk,
        Self::Lead,
        Self::Administrator,
    ];

    /// Whether this caller may use a route with this need.
    ///
    /// # Errors
    /// [`ErrorCode::Unauthorized`] if a key or session is missing,
    /// [`ErrorCode::Forbidden`] if it is there but not enough.
    pub fn admit(self, identity: &Identity) -> Result<(), ErrorCode> {
        match self {
            Self::Open | Self::OneTime => Ok(()),
            Self::Monitor => identity.monitor(),
            Self::AnyDevice => identity.device().map(|_| ()),
            Self::Kiosk => Self::kind(identity, DeviceKind::Kiosk),
            Self::Display => Self::kind(identity, DeviceKind::Display),
            Self::Desk => Self::kind(identity, DeviceKind::Desk),
            Self::Clerk => Self::staff(identity, StaffRole::Clerk),
            Self::Lead => Self::staff(identity, StaffRole::Lead),
            Self::Administrator => Self::staff(identity, StaffRole::Administrator),
        }
    }

    /// Whether the route needs the key of a device.
    #[must_use]
    pub fn needs_device(self) -> bool {
        !matches!(self, Self::Open | Self::OneTime | Self::Monitor)
    }

    /// Whether the route needs a session, too.
    #[must_use]
    pub fn needs_session(self) -> bool {
        matches!(self, Self::Clerk | Self::Lead | Self::Administrator)
    }

    fn kind(identity: &Identity, kind: DeviceKind) -> Result<(), ErrorCode> {
        if identity.device()?.kind == kind {
            Ok(())
        } else {
            Err(ErrorCode::Forbidden)
        }
    }

    fn staff(identity: &Identity, least: StaffRole) -> Result<(), ErrorCode> {
        Self::kind(identity, DeviceKind::Desk)?;
        if identity.staff()?.role >= least {
            Ok(())
        } else {
            Err(ErrorCode::Forbidden)
        }
    }
}

/// A need that is written in the table of routes; it fixes what the handler is
/// told of its caller, so that no handler can be mounted without its check.
pub trait Role: Copy + Send + Sync + 'static {
    /// What the handler is told.
    type Caller: Caller;
    /// The need.
    const ACCESS: Access;
}

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident => $caller:ty;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy)]
            pub struct $name;

            impl Role for $name {
                type Caller = $caller;
                const ACCESS: Access = Access::$name;
            }
        )*
    };
}

roles! {
    /// See [`Access::Open`].
    Open => Guest;
    /// See [`Access::OneTime`].
    OneTime => Guest;
    /// See [`Access::Monitor`].
    Monitor => Guest;
    /// See [`Access::AnyDevice`].
    AnyDevice => Device;
    /// See [`Access::Kiosk`].
    Kiosk => Device;
    /// See [`Access::Display`].
    Display => Device;
    /// See [`Access::Desk`].
    Desk => Device;
    /// See [`Access::Clerk`].
    Clerk => Staff;
    /// See [`Access::Lead`].
    Lead => Staff;
    /// See [`Access::Administrator`].
    Administrator => Staff;
}

#[cfg(test)]
mod tests {
    use aufruf_core::id::OfficeId;
    use uuid::Uuid;

    use super::*;

    fn device(kind: DeviceKind) -> Device {
        Device {
            id: Uuid::nil(),
            kind,
            office: OfficeId::new("rathaus").unwrap(),
            name: "Gerät".to_owned(),
        }
    }

    fn identity(kind: Option<DeviceKind>, role: Option<StaffRole>) -> Identity {
        let device = kind.map(device);
        let staff = device.clone().zip(role).map(|(device, role)| Staff {
            device,
            user: Uuid::nil(),
            name: "klein".to_owned(),
            role,
            session: [0; 32],
            until: jiff::Timestamp::MAX,
        });
        Identity::new(device, staff)
    }

    #[test]
    fn a_session_counts_on_a_desk_only_and_each_role_includes_the_one_before() {
        use DeviceKind::{Desk, Display, Kiosk};
        use StaffRole::{Administrator, Clerk, Lead};
        let no = Err(ErrorCode::Unauthorized);
        let not_enough = Err(ErrorCode::Forbidden);
        for (access, kind, role, expected) in [
            (Access::Open, None, None, Ok(())),
            (Access::Monitor, Some(Desk), Some(Administrator), no.clone()),
            (Access::AnyDevice, None, None, no.clone()),
            (Access::AnyDevice, Some(Display), None, Ok(())),
            (Access::Kiosk, Some(Display), None, not_enough.clone()),
            (Access::Desk, Some(Desk), None, Ok(())),
            (Access::Clerk, Some(Desk), None, no),
            (
                Access::Clerk,
                Some(Kiosk),
                Some(Administrator),
                not_enough.clone(),
            ),
            (Access::Clerk, Some(Desk), Some(Clerk), Ok(())),
            (Access::Lead, Some(Desk), Some(Clerk), not_enough.clone()),
            (Access::Lead, Some(Desk), Some(Administrator), Ok(())),
            (Access::Administrator, Some(Desk), Some(Lead), not_enough),
        ] {
            assert_eq!(
                access.admit(&identity(kind, role)),
                expected,
                "{access:?} {kind:?} {role:?}"
            );
        }
    }
}
