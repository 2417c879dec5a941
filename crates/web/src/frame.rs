//! What every page shows around its content: language, node, person. Plain data, so that templates can be tested alone.

use std::fmt::Display;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    field_error::FieldError,
    follow::FollowState,
    ids::{NetworkId, OrganisationId},
    second_factor::Ask,
    time::Month,
};
use operations::{
    Refusal,
    view::{CheckState, NodeView},
};

use crate::{
    assets,
    locale::{Count, Locale},
};

/// The person who is logged in.
#[derive(Clone, Debug)]
pub(crate) struct FramePerson {
    pub(crate) name: String,
    pub(crate) operator: bool,
    pub(crate) moderator: bool,
    /// Operator, or owner of an organisation here.
    pub(crate) may_seal: bool,
    /// The networks of which the person is an admin.
    pub(crate) networks: Vec<NetworkId>,
    /// Applications that wait in them.
    pub(crate) applications: u64,
    /// The organisation that the person acts for.
    pub(crate) acting: Option<FrameOrganisation>,
}

/// An organisation that the person may act for.
#[derive(Clone, Debug)]
pub(crate) struct FrameOrganisation {
    pub(crate) id: OrganisationId,
    pub(crate) handle: String,
    pub(crate) name: String,
}

/// What every page shows around its content.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) locale: Locale,
    pub(crate) node: NodeView,
    /// Path and query of this page, without `lang`.
    pub(crate) here: String,
    /// The language was chosen in the address.
    pub(crate) language_in_address: bool,
    pub(crate) person: Option<FramePerson>,
    /// The token that forms on this page carry.
    pub(crate) form_token: String,
    /// The reader asked to save data.
    pub(crate) saver: bool,
    /// The reader asked for larger text.
    pub(crate) large: bool,
    /// What the person is asked for before something that binds others.
    pub(crate) ask: Ask,
    /// A notice after an action: key of a text `done-…`.
    pub(crate) notice: Option<String>,
}

/// Stands in a page where its weight will be written.
pub(crate) const WEIGHT: &str = "@@weight@@";

impl Frame {
    /// The frame of an answer that is no page: a language and a node, nobody logged in.
    pub(crate) fn plain_of(locale: Locale, node: NodeView) -> Self {
        Self {
            locale,
            node,
            here: String::new(),
            language_in_address: false,
            person: None,
            form_token: String::new(),
            saver: false,
            large: false,
            ask: Ask::Nothing,
            notice: None,
        }
    }

    pub(crate) fn lang(&self) -> &'static str {
        self.locale.tag()
    }
    pub(crate) fn dir(&self) -> &'static str {
        self.locale.dir()
    }
    pub(crate) fn t(&self, key: impl Display) -> String {
        self.locale.t(key)
    }
    pub(crate) fn plain(&self, key: impl Display) -> String {
        self.locale.plain(key)
    }
    pub(crate) fn n(&self, key: impl Display, count: impl Count) -> String {
        self.locale.n(key, count)
    }
    pub(crate) fn w(&self, key: impl Display, it: impl Display) -> String {
        self.locale.w(key, it)
    }
    pub(crate) fn plain_w(&self, key: impl Display, it: impl Display) -> String {
        self.locale.plain_w(key, it)
    }
    pub(crate) fn ww(&self, key: impl Display, it: impl Display, other: impl Display) -> String {
        self.locale.ww(key, it, other)
    }
    pub(crate) fn label(&self, list: impl Display, slug: impl Display) -> String {
        self.locale.label(list, slug)
    }
    pub(crate) fn refusal(&self, refusal: &Refusal) -> String {
        self.locale.refusal(refusal)
    }
    pub(crate) fn number(&self, number: impl Count) -> String {
        self.locale.number(number)
    }
    pub(crate) fn quantity(&self, quantity: impl Display) -> String {
        self.locale.quantity(quantity)
    }
    pub(crate) fn kilobytes(&self, bytes: impl Count) -> String {
        self.locale.kilobytes(bytes)
    }
    pub(crate) fn date(&self, moment: &DateTime<Utc>) -> String {
        self.locale.date(moment)
    }
    pub(crate) fn day(&self, day: &NaiveDate) -> String {
        self.locale.day(day)
    }
    pub(crate) fn moment(&self, moment: &DateTime<Utc>) -> String {
        self.locale.moment(moment)
    }
    pub(crate) fn month(&self, month: &Month) -> String {
        self.locale.month(month)
    }
    /// A moment for `datetime=`.
    pub(crate) fn machine(&self, moment: &DateTime<Utc>) -> String {
        moment.format("%Y-%m-%dT%H:%M:%SZ").to_string()
    }
    pub(crate) fn fault(&self, error: &FieldError) -> String {
        crate::form::fault_text(self.locale, error)
    }
    pub(crate) fn asset(&self, name: &str) -> &'static str {
        assets::path_of(name)
    }
    pub(crate) fn locales(&self) -> [Locale; 7] {
        Locale::ALL
    }
    pub(crate) fn weight(&self) -> &'static str {
        WEIGHT
    }
    /// This page in another language.
    pub(crate) fn here_in(&self, locale: &Locale) -> String {
        let separator = if self.here.contains('?') { '&' } else { '?' };
        format!("{}{separator}lang={}", self.here, locale.tag())
    }
    /// The full address of a path of ours; an address of another server stays as it is.
    pub(crate) fn full(&self, path: impl Display) -> String {
        let path = path.to_string();
        if path.starts_with('/') {
            format!("{}{path}", self.node.base.as_deref().unwrap_or(""))
        } else {
            path
        }
    }
    /// `aria-current` of a link in a menu: whether it leads to this page, or to one above it.
    pub(crate) fn current(&self, path: &str) -> &'static str {
        let below = self.path().strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        if below { "true" } else { self.current_page(path) }
    }
    /// The same for a link beneath which other links of the menu stand: whether it leads to this very page.
    pub(crate) fn current_page(&self, path: &str) -> &'static str {
        if self.path() == path { "page" } else { "false" }
    }
    fn path(&self) -> &str {
        self.here.split('?').next().unwrap_or_default()
    }
    /// The person may seal the node (SECURITY PR4).
    pub(crate) fn may_seal(&self) -> bool {
        self.person.as_ref().is_some_and(|person| person.may_seal)
    }
    /// The person is logged in.
    pub(crate) fn signed_in(&self) -> bool {
        self.person.is_some()
    }
    pub(crate) fn operator(&self) -> bool {
        self.person.as_ref().is_some_and(|person| person.operator)
    }
    pub(crate) fn moderator(&self) -> bool {
        self.person.as_ref().is_some_and(|person| person.moderator)
    }
    /// The person is asked for the password before something that binds others.
    pub(crate) fn asks_password(&self) -> bool {
        self.ask == Ask::Password
    }
    /// The person is asked for the second factor before something that binds others.
    pub(crate) fn asks_code(&self) -> bool {
        matches!(self.ask, Ask::SecondFactor { .. })
    }
    /// A passkey can answer.
    pub(crate) fn asks_passkey(&self) -> bool {
        self.ask == Ask::SecondFactor { passkey: true }
    }
    /// The person is an admin of some network of this node.
    pub(crate) fn network_admin(&self) -> bool {
        self.person.as_ref().is_some_and(|person| !person.networks.is_empty())
    }
    /// How many applications wait in the networks of which the person is an admin.
    pub(crate) fn applications(&self) -> u64 {
        self.person.as_ref().map_or(0, |person| person.applications)
    }
    /// The person is an admin of this network.
    pub(crate) fn manages(&self, network: NetworkId) -> bool {
        self.person
            .as_ref()
            .is_some_and(|person| person.networks.contains(&network))
    }
    /// The organisation that the person acts for.
    pub(crate) fn acting(&self) -> Option<&FrameOrganisation> {
        self.person.as_ref().and_then(|person| person.acting.as_ref())
    }
    /// The name of a state of a follow in the texts.
    pub(crate) fn follow_state(&self, state: &FollowState) -> &'static str {
        match state {
            FollowState::Pending => "pending",
            FollowState::Active => "active",
            FollowState::Refused => "refused",
            FollowState::Ended => "ended",
        }
    }
    /// The name of a state of a check in the texts.
    pub(crate) fn check_state(&self, state: &CheckState) -> &'static str {
        match state {
            CheckState::Ok => "ok",
            CheckState::Warn => "warn",
            CheckState::Fail => "fail",
        }
    }
    /// The steps of the form of a practice.
    pub(crate) fn steps(&self) -> std::ops::RangeInclusive<u8> {
        1..=4
    }
    /// The months of a year.
    pub(crate) fn months(&self) -> std::ops::RangeInclusive<u32> {
        1..=12
    }
    /// A number of a month or day in two digits.
    pub(crate) fn two_digits(&self, number: impl Count) -> String {
        format!("{:02}", number.count())
    }
    /// Whether the person acts for this organisation.
    pub(crate) fn acts_for(&self, organisation: &OrganisationId) -> bool {
        self.acting().is_some_and(|acting| acting.id == *organisation)
    }
    /// Whether a page of an organisation is of the one that the person acts for.
    pub(crate) fn acts_as(&self, page: &str) -> bool {
        self.acting()
            .is_some_and(|acting| page.strip_prefix("/@") == Some(acting.handle.as_str()))
    }
    /// Part of a query, escaped.
    pub(crate) fn escaped(&self, text: impl Display) -> String {
        escaped(&text.to_string())
    }
}

/// Escapes a text for a query or a path segment.
pub(crate) fn escaped(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// What a page of a visitor shows around its content.
    pub(crate) fn frame(locale: Locale) -> Frame {
        let node = NodeView {
            name: "Water Forum".to_owned(),
            about: String::new(),
            rules: String::new(),
            domain: Some("water.example".to_owned()),
            base: Some("https://water.example".to_owned()),
            language: "en".to_owned(),
            development: false,
            organisations: 1,
            practices: 1,
            disk_low: false,
            clock_wrong: false,
        };
        Frame::plain_of(locale, node)
    }
}
