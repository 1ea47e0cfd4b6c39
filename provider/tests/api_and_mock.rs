//! The client against the mock server. The two implement the contract without a shared type.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test may stop at the first surprise"
)]

use mock_api::{DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN, Fault, FaultKind, MalformedForm, MockApi, Seed};
use provider::api::{
    BaseUrl, BgpSessionChange, BgpSessionFilter, BgpSessionOrder, Client, Credentials, CrossConnectChange,
    CrossConnectFilter, CrossConnectOrder, Edit, Effect, Error, IdempotencyKey, Revision, Settings, UserAgent,
};
use provider::domain::{
    AccountSid, AssignedBy, Bandwidth, BgpSessionStatus, CompletedOn, Completion, CompletionReference, CrossConnectSid,
    CrossConnectStatus, Exchange, IpRoutes, LoaEntity, MaxConcurrentRequests, MaxRetries, Md5Key, ObjectSid,
    RedundancyGroup, RequestTimeout, UniqueName,
};
use secrecy::SecretString;
use serde_json::json;
use std::time::Duration;

async fn start() -> (MockApi, Client) {
    let mock = MockApi::start(mock_api::Settings::default()).await.unwrap();
    let client = client_of(&mock, DEFAULT_AUTH_TOKEN);
    (mock, client)
}

fn client_of(mock: &MockApi, token: &str) -> Client {
    let settings = Settings {
        base_url: BaseUrl::parse(&mock.base_url()).unwrap(),
        account_sid: AccountSid::parse(DEFAULT_ACCOUNT_SID).unwrap(),
        credentials: Credentials::AuthToken(SecretString::from(token)),
        max_retries: Some(MaxRetries::trusted(3)),
        max_concurrent_requests: MaxConcurrentRequests::default(),
        request_timeout: RequestTimeout::default(),
        user_agent: UserAgent::new(None, None),
    };
    Client::new(settings).unwrap()
}

fn order(unique_name: &str) -> CrossConnectOrder {
    CrossConnectOrder {
        unique_name: UniqueName::parse(unique_name).unwrap(),
        exchange: Exchange::parse("ashburn-ix").unwrap(),
        bandwidth: Bandwidth::parse("1000").unwrap(),
        loa_entity: LoaEntity::parse("Example & Söhne").unwrap(),
        redundancy_group: None,
        redundancy_role: None,
        enabled: None,
    }
}

fn session_order(cross_connect_sid: &CrossConnectSid) -> BgpSessionOrder {
    BgpSessionOrder {
        cross_connect_sid: cross_connect_sid.clone(),
        ip_routes: IpRoutes::parse(&["52.1.2.0/24"]).unwrap(),
        customer_asn: None,
        customer_address: None,
        enabled: None,
        md5_key: Some(Md5Key::parse("a key: +/&=").unwrap()),
    }
}

async fn ordered(client: &Client, name: &str) -> CrossConnectSid {
    client
        .order_cross_connect(&order(name), &IdempotencyKey::random())
        .await
        .unwrap()
        .value
        .sid
}

#[tokio::test]
async fn a_circuit_lives_from_order_to_removal() {
    let (mock, client) = start().await;
    let placed = client
        .order_cross_connect(&order("primary"), &IdempotencyKey::random())
        .await
        .unwrap();
    let sid = placed.value.sid.clone();
    assert_eq!(placed.value.status, CrossConnectStatus::Requested);
    assert!(placed.retry_after.is_some() && placed.request_id.is_some());
    assert!(client.letter(&sid).await.unwrap_err().is_not_found());

    mock.advance(Duration::from_secs(3 * 3600)).await;
    assert_eq!(
        client.letter(&sid).await.unwrap().value.entity.as_str(),
        "Example & Söhne"
    );
    assert!(client.letter_document(&sid).await.unwrap().value.starts_with(b"%PDF"));
    let reissued = client
        .reissue_letter(&sid, Some(placed.value.revision))
        .await
        .unwrap()
        .value;
    assert_eq!(reissued.revision.get(), 2);

    let issued = client.cross_connect(&sid).await.unwrap().value;
    assert_eq!(issued.status, CrossConnectStatus::LoaIssued);
    let completion = Completion {
        reference: CompletionReference::parse("1-234").unwrap(),
        completed_on: CompletedOn::trusted(reissued.issued_on),
    };
    client
        .report_completion(&sid, &completion, Some(issued.revision))
        .await
        .unwrap();
    let session = client
        .create_bgp_session(&session_order(&sid), &IdempotencyKey::random())
        .await
        .unwrap()
        .value;
    assert_eq!(
        (session.status, session.customer_asn, session.has_md5_key),
        (BgpSessionStatus::Pending, None, Some(true))
    );

    mock.advance(Duration::from_secs(6 * 3600)).await;
    let active = client.cross_connect(&sid).await.unwrap().value;
    assert_eq!(active.status, CrossConnectStatus::Active);
    assert_eq!(active.completion.unwrap().reference, completion.reference);
    let session = client.bgp_session(&session.sid).await.unwrap().value;
    assert_eq!(session.status, BgpSessionStatus::Available);
    assert_eq!(session.customer_asn_assigned_by, Some(AssignedBy::Twilio));
    let (customer, twilio) = (session.customer_address.unwrap(), session.twilio_address.unwrap());
    assert_eq!(customer.peer_problem(twilio), None);
    assert!(client.health(&session.sid).await.unwrap().value.healthy);

    let error = client.delete_cross_connect(&sid, None).await.unwrap_err();
    assert_eq!(
        error.error.refusal().unwrap().bgp_session_sids,
        std::slice::from_ref(&session.sid)
    );
    client
        .delete_bgp_session(&session.sid, Some(session.revision))
        .await
        .unwrap();
    mock.advance(Duration::from_secs(3600)).await;
    assert!(client.bgp_session(&session.sid).await.unwrap_err().is_not_found());
    client.delete_cross_connect(&sid, Some(active.revision)).await.unwrap();
    assert_eq!(
        client.cross_connect(&sid).await.unwrap().value.status,
        CrossConnectStatus::PendingDeletion
    );
    mock.advance(Duration::from_secs(3600)).await;
    assert!(client.cross_connect(&sid).await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn an_order_whose_answer_is_lost_is_placed_once() {
    let (mock, client) = start().await;
    mock.add_fault(
        Fault::new(FaultKind::DropAfterEffect)
            .on("POST", "/v1/CrossConnects")
            .times(1),
    )
    .await;
    let answer = client
        .order_cross_connect(&order("primary"), &IdempotencyKey::random())
        .await
        .unwrap();
    assert!(answer.is_replayed);
    assert_eq!(mock.cross_connects().await.len(), 1);
    let keys: Vec<_> = mock
        .requests()
        .into_iter()
        .map(|request| request.idempotency_key.unwrap())
        .collect();
    assert!(keys.len() == 2 && keys[0] == keys[1], "{keys:?}");
    // Control: another key is another order.
    client
        .order_cross_connect(&order("secondary"), &IdempotencyKey::random())
        .await
        .unwrap();
    assert_eq!(mock.cross_connects().await.len(), 2);
}

#[tokio::test]
async fn a_change_whose_outcome_is_unknown_is_sent_once() {
    let (mock, client) = start().await;
    let sid = ordered(&client, "primary").await;
    let change = CrossConnectChange {
        redundancy_group: Edit::Set(RedundancyGroup::trusted("us")),
        ..Default::default()
    };
    mock.clear_requests();
    let late = FaultKind::Refuse {
        status: 500,
        code: 62_000,
        message: "no".to_owned(),
        retry_after: None,
        after_effect: true,
    };
    mock.add_fault(Fault::new(late).on("POST", "/v1/CrossConnects/*").times(1))
        .await;
    let error = client.change_cross_connect(&sid, &change, None).await.unwrap_err();
    assert_eq!(error.effect, Effect::Perhaps, "{error:?}");
    assert_eq!(mock.requests().len(), 1);
    // Control: a read is retried after the same failure.
    let early = FaultKind::Refuse {
        status: 500,
        code: 62_000,
        message: "no".to_owned(),
        retry_after: None,
        after_effect: false,
    };
    mock.add_fault(Fault::new(early).on("GET", "/v1/CrossConnects/*").times(1))
        .await;
    let record = client.cross_connect(&sid).await.unwrap().value;
    assert_eq!(record.redundancy_group, Some(RedundancyGroup::trusted("us")));
    assert_eq!(mock.requests().len(), 3);
}

#[tokio::test]
async fn a_group_is_set_and_cleared_and_a_stale_revision_is_a_conflict() {
    let (_mock, client) = start().await;
    let sid = ordered(&client, "primary").await;
    let set = CrossConnectChange {
        redundancy_group: Edit::Set(RedundancyGroup::trusted("us")),
        ..Default::default()
    };
    let changed = client
        .change_cross_connect(&sid, &set, Some(Revision::trusted(1)))
        .await
        .unwrap()
        .value;
    assert_eq!(
        (changed.redundancy_group, changed.revision.get()),
        (Some(RedundancyGroup::trusted("us")), 2)
    );
    let clear = CrossConnectChange {
        redundancy_group: Edit::Clear,
        ..Default::default()
    };
    let stale = client
        .change_cross_connect(&sid, &clear, Some(Revision::trusted(1)))
        .await
        .unwrap_err();
    assert!(matches!(stale.error, Error::Conflict(_)), "{stale:?}");
    let cleared = client
        .change_cross_connect(&sid, &clear, Some(Revision::trusted(2)))
        .await
        .unwrap()
        .value;
    assert_eq!(cleared.redundancy_group, None);
}

#[tokio::test]
async fn refusals_name_what_stands_in_the_way() {
    let (mock, client) = start().await;
    let sid = ordered(&client, "primary").await;
    let taken = client
        .order_cross_connect(&order("primary"), &IdempotencyKey::random())
        .await
        .unwrap_err();
    assert_eq!(
        taken.error.refusal().unwrap().existing_sid,
        ObjectSid::parse(sid.as_str())
    );

    let session = client
        .create_bgp_session(&session_order(&sid), &IdempotencyKey::random())
        .await
        .unwrap()
        .value;
    let second = client
        .create_bgp_session(&session_order(&sid), &IdempotencyKey::random())
        .await
        .unwrap_err();
    assert_eq!(
        second.error.refusal().unwrap().existing_sid,
        ObjectSid::parse(session.sid.as_str())
    );

    let routes = ["10.0.0.0/24", "52.1.0.0/16"].map(|route| provider::domain::IpRoute::trusted(route.parse().unwrap()));
    let change = BgpSessionChange {
        ip_routes: Some(IpRoutes::trusted(routes)),
        ..Default::default()
    };
    let refusal = client
        .change_bgp_session(&session.sid, &change, None)
        .await
        .unwrap_err();
    let codes: Vec<_> = refusal
        .error
        .refusal()
        .unwrap()
        .problems
        .iter()
        .map(|problem| problem.code)
        .collect();
    assert_eq!(codes, [Some(62_018), Some(62_019)]);

    let elsewhere = CrossConnectOrder {
        exchange: Exchange::trusted("osaka-ix"),
        ..order("other")
    };
    let error = client
        .order_cross_connect(&elsewhere, &IdempotencyKey::random())
        .await
        .unwrap_err();
    assert!(
        matches!(&error.error, Error::Refused(refusal) if refusal.is(62_002)),
        "{error:?}"
    );
    assert!(
        client
            .exchange(&Exchange::trusted("osaka-ix"))
            .await
            .unwrap_err()
            .is_not_found()
    );
    let error = client_of(&mock, "wrong").cross_connect(&sid).await.unwrap_err();
    assert!(matches!(error, Error::Unauthorized(_)), "{error:?}");
}

#[tokio::test]
async fn spoilt_answers_are_unexpected_and_never_believed() {
    let (mock, client) = start().await;
    let sid = ordered(&client, "primary").await;
    for form in [
        MalformedForm::Truncated,
        MalformedForm::Html,
        MalformedForm::WrongTypes,
        MalformedForm::Empty,
    ] {
        mock.add_fault(Fault::new(FaultKind::MalformedBody { form }).times(1))
            .await;
        let error = client.cross_connect(&sid).await.unwrap_err();
        assert!(
            matches!(error, Error::Unexpected { status: 200, .. }),
            "{form:?}: {error:?}"
        );
    }
    mock.add_fault(Fault::new(FaultKind::WrongAccount).times(1)).await;
    let error = client.cross_connect(&sid).await.unwrap_err();
    assert!(error.to_string().contains("another account"), "{error}");
    mock.add_fault(
        Fault::new(FaultKind::UnknownStatus {
            status: "polished".to_owned(),
        })
        .times(1),
    )
    .await;
    let record = client.cross_connect(&sid).await.unwrap().value;
    assert_eq!(record.status, CrossConnectStatus::Other("polished".to_owned()));
}

#[tokio::test]
async fn an_account_of_a_thousand_and_one_is_read_in_two_requests() {
    let (mock, client) = start().await;
    let place =
        |number: i32| json!({"unique_name": format!("n{number}"), "exchange": "tokyo-ix", "bandwidth_mbps": 10});
    let seed = json!({"cross_connects": (0..1001).map(place).collect::<Vec<_>>()});
    mock.plant(&serde_json::from_value::<Seed>(seed).unwrap())
        .await
        .unwrap();
    let all = client
        .list_cross_connects(&CrossConnectFilter::default())
        .await
        .unwrap()
        .value;
    assert_eq!((all.len(), mock.requests().len()), (1001, 2));
    assert_eq!(all[1000].unique_name.as_str(), "n1000");

    let filter = CrossConnectFilter {
        unique_name: Some(UniqueName::trusted("n500")),
        ..Default::default()
    };
    assert_eq!(client.list_cross_connects(&filter).await.unwrap().value.len(), 1);
    assert_eq!(
        client
            .list_bgp_sessions(&BgpSessionFilter::default())
            .await
            .unwrap()
            .value,
        []
    );
}

/// The exchanges of the service and the table of the domain are the same, row by row.
#[tokio::test]
async fn the_catalogue_agrees_with_the_table() {
    let (_mock, client) = start().await;
    let exchanges = client.exchanges().await.unwrap().value;
    assert_eq!(exchanges.len(), provider::domain::exchange::LISTINGS.len());
    for exchange in exchanges {
        let listing = exchange
            .edge
            .listing()
            .unwrap_or_else(|| panic!("{} is not listed", exchange.edge));
        assert_eq!(
            (exchange.city.as_str(), exchange.data_center.as_str()),
            (listing.city, listing.data_center)
        );
        assert_eq!(exchange.legacy_edge.as_deref(), Some(listing.legacy_edge));
        assert_eq!(exchange.region.as_deref(), Some(listing.region));
        assert_eq!(exchange.address.as_deref(), Some(listing.address));
        assert_eq!(exchange.prefixes, listing.prefixes);
        let bandwidths: Vec<_> = exchange.bandwidths.iter().map(|bandwidth| bandwidth.get()).collect();
        assert_eq!(bandwidths, listing.bandwidths_mbps);
        assert_eq!(
            exchange.recommended_partner.as_ref().map(Exchange::as_str),
            listing.recommended_partner
        );
    }
}
