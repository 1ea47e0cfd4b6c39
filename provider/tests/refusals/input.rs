//! The input rules that the values of a request violate, by the types of the provider.

use provider::domain::{
    Asn, Bandwidth, CompletedOn, CompletionReference, CrossConnectSid, Exchange, InterfaceAddress, IpRoutes, LoaEntity,
    Md5Key, Problem, RedundancyGroup, UniqueName,
};

use crate::situation::Form;

/// Returns the codes of the violated rules.
pub(crate) fn broken(form: &Form) -> Vec<&'static str> {
    let values = form.iter().filter(|(key, _)| *key != "IpRoutes");
    let problems = values.flat_map(|(key, value)| problems(key, value));
    problems.chain(routes(form)).map(|problem| problem.rule.code).collect()
}

fn problems(key: &str, value: &str) -> Vec<Problem> {
    match key {
        "UniqueName" => UniqueName::parse(value).err(),
        "RedundancyGroup" => RedundancyGroup::parse(value).err(),
        "Exchange" => Exchange::parse(value).err(),
        "BandwidthMbps" => Some(bandwidth(value)),
        "LoaEntity" => LoaEntity::parse(value).err(),
        "Reference" => CompletionReference::parse(value).err(),
        "CompletedOn" => CompletedOn::parse(value).err(),
        "CrossConnectSid" => CrossConnectSid::parse(value).err(),
        "CustomerAsn" => Asn::parse_customer(value).err(),
        "CustomerAddress" => InterfaceAddress::parse(value).err(),
        "Md5Key" => Md5Key::parse(value).err(),
        _ => None,
    }
    .unwrap_or_default()
}

/// Returns the problems of a bandwidth at Ashburn, where every situation is.
fn bandwidth(value: &str) -> Vec<Problem> {
    match Bandwidth::parse(value) {
        Ok(bandwidth) => bandwidth
            .problem_at(&Exchange::trusted("ashburn-ix"))
            .into_iter()
            .collect(),
        Err(problems) => problems,
    }
}

fn routes(form: &Form) -> Vec<Problem> {
    let routes: Vec<_> = form
        .iter()
        .filter(|(key, _)| *key == "IpRoutes")
        .map(|(_, value)| value)
        .collect();
    let found = match IpRoutes::parse(&routes) {
        Ok(routes) => addresses(form)
            .flat_map(|address| routes.problems_with(address))
            .collect(),
        Err(found) => found,
    };
    found.into_iter().map(|found| found.problem).collect()
}

fn addresses(form: &Form) -> impl Iterator<Item = InterfaceAddress> {
    let addresses = form.iter().filter(|(key, _)| *key == "CustomerAddress");
    addresses.filter_map(|(_, value)| InterfaceAddress::parse(value).ok())
}
