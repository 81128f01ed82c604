//! Access groups in lists of Slack, whose plugin compares entries in lower case, in which they stand for none
//! (docs/openclaw/access.md#entries).

use super::plain::text;
use crate::check::{Finding, Place, Rule};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "channels.slack.{allowFrom[],dm.allowFrom[],channels.*.users[]}", needs: &[], check: entry },
    Rule {
        at: "channels.slack.accounts.*.{allowFrom[],dm.allowFrom[],channels.*.users[]}",
        needs: &[],
        check: entry,
    },
];

/// What makes an entry stand for a group elsewhere.
const GROUP: &str = "accessgroup:";

fn entry(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(name) = text(place.value).filter(|name| name.trim().to_lowercase().starts_with(GROUP)) else {
        return;
    };
    let message = format!(
        "`{name}` names nobody here: Slack's plugin reads no access groups; write the ids of their members"
    );
    found.push(Finding::warning("unread-access-group", place.value.range(), message));
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn a_group_that_slack_does_not_read() {
        let groups = "accessGroups: { staff: { type: 'message.senders', members: { '*': ['1'] } } }";
        check(
            &format!(
                "{{ {groups}, channels: {{ slack: {{ botToken: 'xoxb-1', appToken: 'xapp-1', allowFrom: ['accessGroup:staff', 'U1'], channels: {{ C1: {{ users: ['accessGroup:staff'] }} }} }} }} }}"
            ),
            &expect![[r#"
                warning unread-access-group channels.slack.allowFrom.0 `'accessGroup:staff'`: `accessGroup:staff` names nobody here: Slack's plugin reads no access groups; write the ids of their members
                warning unread-access-group channels.slack.channels.C1.users.0 `'accessGroup:staff'`: `accessGroup:staff` names nobody here: Slack's plugin reads no access groups; write the ids of their members
            "#]],
        );
        accepts(&[&format!(
            "{{ {groups}, channels: {{ telegram: {{ botToken: '1:x', allowFrom: ['accessGroup:staff'] }} }} }}"
        )]);
    }
}
