"""The life of a circuit and its BGP session, from the order to the end, by the generated clients.

Usage: life.py URL
"""

import base64
import sys
from collections.abc import Mapping
from http import HTTPStatus
from typing import Protocol, TypeVar

from interconnect import AuthenticatedClient
from interconnect.api.bgp_sessions import delete_bgp_session, fetch_bgp_session, list_bgp_sessions, open_bgp_session
from interconnect.api.completion_notices import report_completion
from interconnect.api.cross_connects import (
    change_cross_connect,
    delete_cross_connect,
    fetch_cross_connect,
    list_cross_connects,
    order_cross_connect,
)
from interconnect.api.events import list_events
from interconnect.api.exchanges import fetch_exchange
from interconnect.api.health import fetch_bgp_session_health
from interconnect.api.letter_of_authorization import fetch_letter_document, fetch_letter_of_authorization
from interconnect.models import (
    BgpSession,
    BgpSessionHealth,
    BgpSessionList,
    BgpSessionRequest,
    BgpSessionStatus,
    Completion,
    CompletionNotice,
    CrossConnect,
    CrossConnectList,
    CrossConnectOrder,
    CrossConnectStatus,
    CrossConnectUpdate,
    Details,
    Error,
    EventList,
    Exchange,
    HealthState,
    LetterOfAuthorization,
    PendingBandwidth,
)
from interconnect.types import File
from interconnect_controls import Client
from interconnect_controls.api.mock_controls import (
    mock_add_fault,
    mock_advance_clock,
    mock_force_cross_connect,
    mock_list_faults,
    mock_set_step_times,
)
from interconnect_controls.models import (
    Advance,
    BareFault,
    Fault,
    FaultList,
    ForceDetails,
    MockClock,
    Pace,
    Refuse,
    RefuseFault,
    StepTimes,
)

ACCOUNT_SID = "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
AUTH_TOKEN = "thisisamocktokenandnotasecret000"
EDGE = "ashburn-ix"
NAME = "voice-a"


Wanted = TypeVar("Wanted")


class Answer(Protocol):
    """The common interface of the answers of both generated clients."""

    @property
    def status_code(self) -> HTTPStatus: ...

    @property
    def headers(self) -> Mapping[str, str]: ...

    @property
    def parsed(self) -> object: ...


def body_of(answer: Answer, status: int, kind: type[Wanted]) -> Wanted:
    """Returns the body of an answer, which must have this status and this type."""
    assert answer.status_code == status, f"{answer.status_code} instead of {status}: {answer.parsed}"
    assert isinstance(answer.parsed, kind), f"{answer.parsed} is no {kind.__name__}"
    return answer.parsed


class Life:
    """A life at a mock server, with a client of the contract and a client of the controls."""

    def __init__(self, url: str) -> None:
        token = base64.b64encode(f"{ACCOUNT_SID}:{AUTH_TOKEN}".encode()).decode()
        self.contract = AuthenticatedClient(base_url=url, token=token, prefix="Basic")
        self.controls = Client(base_url=url)

    def live(self) -> None:
        """Runs the life."""
        ordered = self.order()
        self.refuse_the_name_twice(ordered)
        letter = self.take_the_letter(ordered)
        session = self.open_session(ordered)
        self.complete(ordered, letter)
        self.look_at_the_session(session)
        self.change_bandwidth(ordered)
        self.let_a_person_decide(ordered)
        self.read_events(ordered)
        self.meet_a_fault(ordered)
        self.delete(ordered, session)

    def order(self) -> CrossConnect:
        """Orders the circuit, once for two requests with one key, and finds it in the list."""
        exchange = body_of(fetch_exchange.sync_detailed(EDGE, client=self.contract), 200, Exchange)
        order = CrossConnectOrder(
            unique_name=NAME,
            exchange=exchange.edge,
            bandwidth_mbps=exchange.bandwidths_mbps[0],
            loa_entity="Example Corp",
        )
        first = order_cross_connect.sync_detailed(client=self.contract, body=order, idempotency_key="order-1")
        again = order_cross_connect.sync_detailed(client=self.contract, body=order, idempotency_key="order-1")
        ordered = body_of(first, 201, CrossConnect)
        assert body_of(again, 201, CrossConnect).sid == ordered.sid
        assert again.headers["Idempotency-Replayed"] == "true"
        found = body_of(list_cross_connects.sync_detailed(client=self.contract, unique_name=NAME), 200, CrossConnectList)
        assert [circuit.sid for circuit in found.cross_connects] == [ordered.sid]
        assert found.meta.next_page_url is None
        return ordered

    def refuse_the_name_twice(self, ordered: CrossConnect) -> None:
        """Orders another circuit with the same name; the refusal contains the SID of the first."""
        order = CrossConnectOrder(unique_name=NAME, exchange=EDGE, bandwidth_mbps=10, loa_entity="Example Corp")
        refused = body_of(order_cross_connect.sync_detailed(client=self.contract, body=order), 409, Error)
        assert refused.code == 20409
        assert isinstance(refused.details, Details)
        assert refused.details.existing_sid == ordered.sid

    def take_the_letter(self, ordered: CrossConnect) -> LetterOfAuthorization:
        """Reads the letter, which is issued after two hours, and its document."""
        early = fetch_letter_of_authorization.sync_detailed(ordered.sid, client=self.contract)
        assert body_of(early, 404, Error).code == 20404
        self.advance(Advance(hours=2))
        letter = body_of(
            fetch_letter_of_authorization.sync_detailed(ordered.sid, client=self.contract), 200, LetterOfAuthorization
        )
        assert letter.entity == "Example Corp" and letter.expires_on > letter.issued_on
        document = body_of(fetch_letter_document.sync_detailed(ordered.sid, client=self.contract), 200, File)
        assert document.payload.read().startswith(b"%PDF-")
        return letter

    def open_session(self, ordered: CrossConnect) -> BgpSession:
        """Opens a session, after a request with two wrong routes."""
        routes = ["52.1.2.0/23", "10.0.0.0/24"]
        request = BgpSessionRequest(cross_connect_sid=ordered.sid, ip_routes=routes)
        refused = body_of(open_bgp_session.sync_detailed(client=self.contract, body=request), 400, Error)
        assert isinstance(refused.details, Details) and isinstance(refused.details.problems, list)
        assert [problem.value for problem in refused.details.problems] == routes
        request.ip_routes = ["52.1.2.0/24", "52.1.4.0/24"]
        session = body_of(open_bgp_session.sync_detailed(client=self.contract, body=request), 201, BgpSession)
        assert session.status == BgpSessionStatus.PENDING and session.customer_asn is None
        return session

    def complete(self, ordered: CrossConnect, letter: LetterOfAuthorization) -> None:
        """Reports completion, after which the circuit becomes active."""
        notice = CompletionNotice(reference="1-2345", completed_on=letter.issued_on)
        reported = report_completion.sync_detailed(ordered.sid, client=self.contract, body=notice)
        assert body_of(reported, 201, Completion).completed_on == letter.issued_on
        self.advance(Advance(days=1))
        assert self.circuit(ordered).status == CrossConnectStatus.ACTIVE

    def look_at_the_session(self, session: BgpSession) -> None:
        """Finds the session available and healthy."""
        listed = list_bgp_sessions.sync_detailed(
            client=self.contract, cross_connect_sid=session.cross_connect_sid, status=BgpSessionStatus.AVAILABLE
        )
        [available] = body_of(listed, 200, BgpSessionList).bgp_sessions
        assert available.sid == session.sid and isinstance(available.customer_asn, int)
        health = body_of(
            fetch_bgp_session_health.sync_detailed(session.sid, client=self.contract), 200, BgpSessionHealth
        )
        assert health.healthy and health.state == HealthState.ESTABLISHED
        assert health.prefixes_received == session.ip_routes

    def change_bandwidth(self, ordered: CrossConnect) -> None:
        """Changes the bandwidth at the present revision, and not at an older one."""
        change = CrossConnectUpdate(bandwidth_mbps=100)
        stale = change_cross_connect.sync_detailed(ordered.sid, client=self.contract, body=change, if_match='"1"')
        assert body_of(stale, 412, Error).code == 20412
        revision = f'"{self.circuit(ordered).revision}"'
        changed = change_cross_connect.sync_detailed(ordered.sid, client=self.contract, body=change, if_match=revision)
        assert body_of(changed, 200, CrossConnect).status == CrossConnectStatus.UPDATING
        assert changed.headers["ETag"] == f'"{body_of(changed, 200, CrossConnect).revision}"'
        self.advance(Advance(days=1))
        circuit = self.circuit(ordered)
        assert circuit.status == CrossConnectStatus.ACTIVE and circuit.bandwidth_mbps == 100

    def let_a_person_decide(self, ordered: CrossConnect) -> None:
        """Requests more bandwidth at the pace of people, and declines the request."""
        self.set_pace(Pace.PEOPLE)
        change = CrossConnectUpdate(bandwidth_mbps=1000)
        asked = body_of(
            change_cross_connect.sync_detailed(ordered.sid, client=self.contract, body=change), 200, CrossConnect
        )
        assert asked.pending_change is not None
        waiting = asked.pending_change.bandwidth_mbps
        assert isinstance(waiting, PendingBandwidth) and (waiting.in_service, waiting.requested) == (100, 1000)
        mock_force_cross_connect.sync_detailed(
            ordered.sid, "decline", client=self.controls, body=ForceDetails(reason="no budget")
        )
        circuit = self.circuit(ordered)
        assert circuit.pending_change is None and circuit.last_declined is not None
        declined = circuit.last_declined.bandwidth_mbps
        assert declined is not None and declined.reason == "no budget"
        self.set_pace(Pace.MACHINE)

    def set_pace(self, pace: Pace) -> None:
        """Sets the pace of future steps: machine or people."""
        set_pace = mock_set_step_times.sync_detailed(client=self.controls, body=StepTimes(pace=pace))
        assert body_of(set_pace, 200, StepTimes).pace == pace

    def read_events(self, ordered: CrossConnect) -> None:
        """Finds each status of the circuit in its events."""
        events = body_of(list_events.sync_detailed(ordered.sid, client=self.contract), 200, EventList).events
        statuses = {event.to_status for event in events}
        assert events[0].from_status is None
        assert statuses == {
            CrossConnectStatus.REQUESTED,
            CrossConnectStatus.LOA_ISSUED,
            CrossConnectStatus.CONFIGURING,
            CrossConnectStatus.ACTIVE,
            CrossConnectStatus.UPDATING,
        }, statuses

    def meet_a_fault(self, ordered: CrossConnect) -> None:
        """Sets two faults, and checks the first."""
        refuse = RefuseFault(refuse=Refuse(status=503, code=20503, message="come again", retry_after=7))
        for kind in (refuse, BareFault.WRONG_ACCOUNT):
            added = mock_add_fault.sync_detailed(client=self.controls, body=Fault(kind=kind))
            assert isinstance(body_of(added, 201, Fault).kind, type(kind))
        met = fetch_cross_connect.sync_detailed(ordered.sid, client=self.contract)
        assert body_of(met, 503, Error).code == 20503 and met.headers["Retry-After"] == "7"
        left = body_of(mock_list_faults.sync_detailed(client=self.controls), 200, FaultList)
        assert [fault.kind for fault in left.faults] == [BareFault.WRONG_ACCOUNT]
        assert self.circuit(ordered).account_sid != ordered.account_sid

    def delete(self, ordered: CrossConnect, session: BgpSession) -> None:
        """Deletes the session and the circuit, and waits until neither is found."""
        refused = body_of(delete_cross_connect.sync_detailed(ordered.sid, client=self.contract), 409, Error)
        assert isinstance(refused.details, Details) and refused.details.bgp_session_sids == [session.sid]
        assert delete_bgp_session.sync_detailed(session.sid, client=self.contract).status_code == 204
        self.advance(Advance(days=1))
        gone = fetch_bgp_session.sync_detailed(session.sid, client=self.contract)
        assert body_of(gone, 404, Error).code == 20404
        assert delete_cross_connect.sync_detailed(ordered.sid, client=self.contract).status_code == 204
        circuit = self.circuit(ordered)
        assert circuit.status == CrossConnectStatus.PENDING_DELETION and circuit.deletion is not None
        self.advance(Advance(days=30))
        gone_too = fetch_cross_connect.sync_detailed(ordered.sid, client=self.contract)
        assert body_of(gone_too, 404, Error).code == 20404

    def circuit(self, ordered: CrossConnect) -> CrossConnect:
        """Reads the circuit."""
        return body_of(fetch_cross_connect.sync_detailed(ordered.sid, client=self.contract), 200, CrossConnect)

    def advance(self, by: Advance) -> None:
        """Advances the clock of the mock server."""
        body_of(mock_advance_clock.sync_detailed(client=self.controls, body=by), 200, MockClock)


if __name__ == "__main__":
    Life(sys.argv[1]).live()
    print("The Python clients have lived a whole life.")
