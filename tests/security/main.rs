//! Our answers to the checks of OpenClaw's own `security audit`, against what it said of thousands of accepted configurations: the same
//! checks fail, as badly; and what we do not tell, another finding tells.

#![expect(clippy::print_stdout, reason = "the figures are what this test is read for")]

mod cases;
mod figures;
#[path = "../recorded/mod.rs"]
mod recorded;

use cases::Case;
use expect_test::{Expect, expect};
use figures::Figures;
use openclaw_lsp::base::codes;

fn check(cases: &[Case], least: usize, expect: &Expect) {
    assert!(cases.len() >= least, "only {} cases", cases.len());
    let figures = Figures::of(cases);
    for difference in &figures.differences {
        println!("{difference}");
    }
    println!("{figures}");
    let part = figures.met_part();
    assert!(part >= 0.99, "only {part} of the checks are met");
    expect.assert_eq(&figures.to_string());
}

#[test]
fn every_check_of_configurations_made_for_it() {
    check(
        &cases::made(),
        2_000,
        &expect![[r#"
        check                                                           met missed otherwise surplus
        config.insecure_or_dangerous_flags                              422      0         0       0
        config.secrets.gateway_password_in_config                        82      8         0       0
        config.secrets.hooks_token_in_config                            178      1         0       0
        discovery.mdns_full_mode                                         32      0         0       0
        gateway.auth_no_rate_limit                                      331      0         0       0
        gateway.bind_no_auth                                            135      0         0       0
        gateway.control_ui.allowed_origins_required                     252      0         0       0
        gateway.control_ui.allowed_origins_wildcard                     148      0         0       0
        gateway.control_ui.host_header_origin_fallback                   94      0         0       0
        gateway.http.no_auth                                           2542      0         0       0
        gateway.http.session_key_override_enabled                        34      0         0       0
        gateway.loopback_no_auth                                       2383      0         0       0
        gateway.nodes.allow_commands_dangerous                           50      0         0       0
        gateway.nodes.deny_commands_ineffective                          35      0         0       0
        gateway.password_placeholder_value                               17      0         0       0
        gateway.password_too_short                                       12      0         0       0
        gateway.real_ip_fallback_enabled                                120      0         0       0
        gateway.tailscale_funnel                                          9      0         0       0
        gateway.tailscale_serve                                          13      0         0       0
        gateway.token_placeholder_value                                  46      1         0       0
        gateway.token_too_short                                          22      0         0       0
        gateway.tools_invoke_http.dangerous_allow                        69      0         0       0
        gateway.trusted_proxies_missing                                2704      0         0       0
        gateway.trusted_proxy_allow_loopback                             31      0         0       0
        gateway.trusted_proxy_auth                                      103      0         0       0
        gateway.trusted_proxy_device_auto_approve                         3      0         0       0
        gateway.trusted_proxy_device_auto_approve_admin                   2      0         0       0
        gateway.trusted_proxy_no_allowlist                               77      0         0       0
        gateway.trusted_proxy_no_proxies                                 60      0         0       0
        gateway.trusted_proxy_no_user_header                             23      0         0       0
        hooks.allowed_agent_ids_unrestricted                            112      0         0       0
        hooks.default_session_key_unset                                  95      0         0       0
        hooks.path_root                                                  42      0         0       0
        hooks.request_session_key_enabled                                47      0         0       0
        hooks.request_session_key_prefixes_missing                       21      0         0       0
        hooks.token_reuse_gateway_token                                  31      0         0       0
        hooks.token_too_short                                            45      0         0       0
        mcp.apps.enabled                                                 26      0         0       0
        models.legacy                                                    72      0         0       0
        models.small_params                                             334      0         0       0
        models.weak_tier                                                210      0         0       0
        sandbox.dangerous_bind_mount                                     96      0         0       0
        sandbox.dangerous_network_mode                                  101      0         0       0
        sandbox.docker_config_mode_off                                   99      0         0       0
        security.audit.suppressions.active                                4      0         0       0
        security.exposure.open_channels_with_exec                        99      0         0       0
        security.exposure.open_groups_with_control_plane_tools          417      0         0       0
        security.exposure.open_groups_with_elevated                     552      0         0       0
        security.exposure.open_groups_with_runtime_or_fs                356      0         0       0
        security.trust_model.cross_agent_session_access_default         641      0         0       0
        security.trust_model.group_scope_main                            44      0         0       1
        security.trust_model.multi_user_heuristic                       705      0         0       0
        tools.elevated.allowFrom.discord.wildcard                         2      0         0       0
        tools.elevated.allowFrom.telegram.large                           2      0         0       0
        tools.elevated.allowFrom.telegram.wildcard                       39      0         0       0
        tools.exec.agent_skill_mcp_boundary_drift                        42      0         0       0
        tools.exec.fs_tools_disabled_but_exec_enabled                   131      0         0       0
        tools.exec.host_sandbox_no_sandbox_agents                        55      0         0       0
        tools.exec.host_sandbox_no_sandbox_defaults                      24      0         0       0
        tools.exec.safe_bin_trusted_dirs_risky                          110      0         0       0
        tools.exec.safe_bins_broad_behavior                              40      0         0       0
        tools.exec.safe_bins_interpreter_unprofiled                     169      0         0       0
        tools.exec.security_full_configured                             159      0         0       0
        tools.profile_minimal_overridden                                 50      0         0       0
        all                                                           15001     10         0       1
    "#]],
    );
}

#[test]
fn real_files() {
    check(
        &cases::field(),
        40,
        &expect![[r#"
        check                                                           met missed otherwise surplus
        config.insecure_or_dangerous_flags                                5      0         0       0
        gateway.auth_no_rate_limit                                        8      0         0       0
        gateway.bind_no_auth                                              8      0         0       0
        gateway.control_ui.allowed_origins_required                       4      0         0       0
        gateway.control_ui.allowed_origins_wildcard                       2      0         0       0
        gateway.control_ui.host_header_origin_fallback                    4      0         0       0
        gateway.http.no_auth                                             37      0         0       0
        gateway.http.session_key_override_enabled                         1      0         0       0
        gateway.loopback_no_auth                                         27      0         0       0
        gateway.tailscale_serve                                           2      0         0       0
        gateway.trusted_proxies_missing                                  35      0         0       0
        models.small_params                                               2      0         0       0
        models.weak_tier                                                  7      0         0       0
        security.exposure.open_groups_with_control_plane_tools            7      0         0       0
        security.exposure.open_groups_with_elevated                       7      0         0       0
        security.exposure.open_groups_with_runtime_or_fs                  7      0         0       0
        security.trust_model.multi_user_heuristic                        10      0         0       0
        all                                                             173      0         0       0
    "#]],
    );
}

/// What OpenClaw's audit says of a risk that a finding of another family tells is not told twice, and told all the same.
#[test]
fn what_is_not_told_as_a_risk_is_told_by_another_finding() {
    for (check, code) in figures::ELSEWHERE {
        for case in cases::made().iter().filter(|case| case.findings.contains_key(*check)).take(12) {
            let is_told = case.found().iter().any(|one| one.code == *code);
            assert!(is_told, "{}: {check} is told by nothing: {}", case.id, case.text);
        }
    }
}

/// The table of the documentation has each check that was recorded, with a code that there is.
#[test]
fn every_check_stands_in_the_table() {
    let page = include_str!("../../docs/security.md");
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    let rows: Vec<(Vec<&str>, &str)> = rows
        .filter_map(|line| {
            let mut cells = line.trim_matches('|').split('|').map(str::trim);
            let (checks, _, here) = (cells.next()?, cells.next()?, cells.next()?);
            Some((checks.split(", ").map(|check| check.trim_matches('`')).collect(), here))
        })
        .collect();
    for (_, here) in &rows {
        let code = here.split('`').nth(1);
        assert!(code.is_none_or(|code| codes::find(code).is_some()), "{here} is no code");
    }
    let fits = |pattern: &str, check: &str| match pattern.split_once('*') {
        Some((start, end)) => check.starts_with(start) && check.ends_with(end),
        None => pattern == check,
    };
    for check in cases::made().iter().chain(&cases::field()).flat_map(|case| case.findings.keys()) {
        let row = rows.iter().find(|(checks, _)| checks.iter().any(|pattern| fits(pattern, check)));
        assert!(row.is_some_and(|(_, here)| *here != "—"), "{check} is not told, says the table");
    }
}

/// The secrets of the configurations, in whole or in part, are in no sentence.
#[test]
fn no_sentence_has_a_secret() {
    for case in cases::made().iter().filter(|case| case.text.contains("made-for-tests")).step_by(7) {
        for finding in case.found() {
            let shown = [&finding.message, &finding.path].into_iter().chain(&finding.meant);
            let has_secret =
                shown.into_iter().any(|text| text.contains("made-for") || text.contains("xxxxxx"));
            assert!(!has_secret, "{}: {finding:?}", case.id);
        }
    }
}
