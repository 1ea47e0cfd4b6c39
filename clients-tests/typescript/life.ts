// The life of a circuit and its BGP session, from the order to the end, by the generated clients.
//
// Usage: node life.js URL

import assert from "node:assert/strict";
import createClient from "openapi-fetch";

import {
  BgpSessionStatus,
  CrossConnectStatus,
  HealthState,
  type BgpSession,
  type CrossConnect,
  type Error as Refusal,
  type LetterOfAuthorization,
  type paths as Contract,
} from "./contract.js";
import { BareFault, Pace, type Advance, type FaultKind, type paths as Controls } from "./controls.js";

const accountSid = "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const authToken = "thisisamocktokenandnotasecret000";
const edge = "ashburn-ix";
const name = "voice-a";

/** Serializes a form; a list repeats its key. */
function asForm(body: object): string {
  const form = new URLSearchParams();
  for (const [field, value] of Object.entries(body)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      form.append(field, String(item));
    }
  }
  return form.toString();
}

interface Answer<Body> {
  data?: Body;
  error?: Refusal;
  response: Response;
}

/** Returns the body of an answer, which must have this status. */
function bodyOf<Body>(answer: Answer<Body>, status: number): Body {
  assert.equal(answer.response.status, status, JSON.stringify(answer.error));
  assert(answer.data !== undefined, "the answer has no body");
  return answer.data;
}

/** Returns the refusal of an answer, which must have this status and this code. */
function refusalOf(answer: Answer<unknown>, status: number, code: number): Refusal {
  assert.equal(answer.response.status, status, JSON.stringify(answer.error));
  assert(answer.error !== undefined, "the answer is no refusal");
  assert.equal(answer.error.code, code);
  return answer.error;
}

class Life {
  readonly #contract;
  readonly #controls;

  constructor(baseUrl: string) {
    const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
    this.#contract = createClient<Contract>({ baseUrl, headers: { authorization } });
    this.#controls = createClient<Controls>({ baseUrl });
  }

  async live(): Promise<void> {
    const ordered = await this.#order();
    await this.#refuseTheNameTwice(ordered);
    const letter = await this.#takeTheLetter(ordered);
    const session = await this.#openSession(ordered);
    await this.#complete(ordered, letter);
    await this.#lookAtTheSession(session);
    await this.#changeBandwidth(ordered);
    await this.#letAPersonDecide(ordered);
    await this.#readEvents(ordered);
    await this.#meetAFault(ordered);
    await this.#delete(ordered, session);
  }

  /** Orders the circuit, once for two requests with one key, and finds it in the list. */
  async #order(): Promise<CrossConnect> {
    const exchange = bodyOf(
      await this.#contract.GET("/v1/Exchanges/{Exchange}", { params: { path: { Exchange: edge } } }),
      200,
    );
    const [smallest] = exchange.bandwidths_mbps;
    assert(smallest !== undefined);
    const order = () =>
      this.#contract.POST("/v1/CrossConnects", {
        params: { header: { "Idempotency-Key": "order-1" } },
        body: { UniqueName: name, Exchange: exchange.edge, BandwidthMbps: smallest, LoaEntity: "Example Corp" },
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        bodySerializer: asForm,
      });
    const ordered = bodyOf(await order(), 201);
    const again = await order();
    assert.equal(bodyOf(again, 201).sid, ordered.sid);
    assert.equal(again.response.headers.get("Idempotency-Replayed"), "true");
    const found = await this.#contract.GET("/v1/CrossConnects", { params: { query: { UniqueName: name } } });
    assert.deepEqual(
      bodyOf(found, 200).cross_connects.map((circuit) => circuit.sid),
      [ordered.sid],
    );
    return ordered;
  }

  /** Orders another circuit with the same name; the refusal contains the SID of the first. */
  async #refuseTheNameTwice(ordered: CrossConnect): Promise<void> {
    const answer = await this.#contract.POST("/v1/CrossConnects", {
      body: { UniqueName: name, Exchange: edge, BandwidthMbps: 10, LoaEntity: "Example Corp" },
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      bodySerializer: asForm,
    });
    assert.equal(refusalOf(answer, 409, 20409).details?.existing_sid, ordered.sid);
  }

  /** Reads the letter, which is issued after two hours, and its document. */
  async #takeTheLetter(ordered: CrossConnect): Promise<LetterOfAuthorization> {
    const params = { path: { Sid: ordered.sid } };
    const read = () => this.#contract.GET("/v1/CrossConnects/{Sid}/LetterOfAuthorization", { params });
    refusalOf(await read(), 404, 20404);
    await this.#advance({ hours: 2 });
    const letter = bodyOf(await read(), 200);
    assert.equal(letter.entity, "Example Corp");
    const document = await this.#contract.GET("/v1/CrossConnects/{Sid}/LetterOfAuthorization.pdf", {
      params,
      parseAs: "arrayBuffer",
    });
    assert.equal(Buffer.from(bodyOf(document, 200)).subarray(0, 5).toString(), "%PDF-");
    return letter;
  }

  /** Opens a session, after a request with two wrong routes. */
  async #openSession(ordered: CrossConnect): Promise<BgpSession> {
    const open = (IpRoutes: string[]) =>
      this.#contract.POST("/v1/BgpSessions", {
        body: { CrossConnectSid: ordered.sid, IpRoutes },
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        bodySerializer: asForm,
      });
    const wrong = ["52.1.2.0/23", "10.0.0.0/24"];
    const refused = refusalOf(await open(wrong), 400, 62019);
    assert.deepEqual(
      refused.details?.problems?.map((problem) => problem.value),
      wrong,
    );
    const session = bodyOf(await open(["52.1.2.0/24", "52.1.4.0/24"]), 201);
    assert.equal(session.status, BgpSessionStatus.pending);
    assert.equal(session.customer_asn, null);
    return session;
  }

  /** Reports completion, after which the circuit becomes active. */
  async #complete(ordered: CrossConnect, letter: LetterOfAuthorization): Promise<void> {
    const reported = await this.#contract.POST("/v1/CrossConnects/{Sid}/CompletionNotices", {
      params: { path: { Sid: ordered.sid } },
      body: { Reference: "1-2345", CompletedOn: letter.issued_on },
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      bodySerializer: asForm,
    });
    assert.equal(bodyOf(reported, 201).completed_on, letter.issued_on);
    await this.#advance({ days: 1 });
    assert.equal((await this.#circuit(ordered)).status, CrossConnectStatus.active);
  }

  /** Finds the session available and healthy. */
  async #lookAtTheSession(session: BgpSession): Promise<void> {
    const query = { CrossConnectSid: session.cross_connect_sid, Status: BgpSessionStatus.available };
    const listed = await this.#contract.GET("/v1/BgpSessions", { params: { query } });
    const [available] = bodyOf(listed, 200).bgp_sessions;
    assert(available !== undefined);
    assert.equal(available.sid, session.sid);
    assert.equal(typeof available.customer_asn, "number");
    const params = { path: { Sid: session.sid } };
    const health = bodyOf(await this.#contract.GET("/v1/BgpSessions/{Sid}/Health", { params }), 200);
    assert.equal(health.state, HealthState.established);
    assert(health.healthy);
    assert.deepEqual(health.prefixes_received, session.ip_routes);
  }

  #change(ordered: CrossConnect, bandwidth: number, revision: string) {
    return this.#contract.POST("/v1/CrossConnects/{Sid}", {
      params: { path: { Sid: ordered.sid }, header: { "If-Match": revision } },
      body: { BandwidthMbps: bandwidth },
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      bodySerializer: asForm,
    });
  }

  /** Changes the bandwidth at the present revision, and not at an older one. */
  async #changeBandwidth(ordered: CrossConnect): Promise<void> {
    refusalOf(await this.#change(ordered, 100, '"1"'), 412, 20412);
    const { revision } = await this.#circuit(ordered);
    const answer = await this.#change(ordered, 100, `"${revision}"`);
    const changed = bodyOf(answer, 200);
    assert.equal(changed.status, CrossConnectStatus.updating);
    assert.equal(answer.response.headers.get("ETag"), `"${changed.revision}"`);
    await this.#advance({ days: 1 });
    const circuit = await this.#circuit(ordered);
    assert.equal(circuit.status, CrossConnectStatus.active);
    assert.equal(circuit.bandwidth_mbps, 100);
  }

  /** Requests more bandwidth at the pace of people, and declines the request. */
  async #letAPersonDecide(ordered: CrossConnect): Promise<void> {
    await this.#setPace(Pace.people);
    const waiting = bodyOf(await this.#change(ordered, 1000, "*"), 200).pending_change?.bandwidth_mbps;
    assert.deepEqual([waiting?.in_service, waiting?.requested], [100, 1000]);
    const declined = await this.#controls.POST("/_mock/cross-connects/{Sid}/{Action}", {
      params: { path: { Sid: ordered.sid, Action: "decline" } },
      body: { reason: "no budget" },
    });
    bodyOf(declined, 200);
    const circuit = await this.#circuit(ordered);
    assert.equal(circuit.pending_change, null);
    assert.equal(circuit.last_declined?.bandwidth_mbps?.reason, "no budget");
    await this.#setPace(Pace.machine);
  }

  async #setPace(pace: Pace): Promise<void> {
    const set = await this.#controls.POST("/_mock/step-times", { body: { pace } });
    assert.equal(bodyOf(set, 200).pace, pace);
  }

  /** Finds each status of the circuit in its events. */
  async #readEvents(ordered: CrossConnect): Promise<void> {
    const params = { path: { Sid: ordered.sid } };
    const { events } = bodyOf(await this.#contract.GET("/v1/CrossConnects/{Sid}/Events", { params }), 200);
    assert.equal(events[0]?.from_status, null);
    assert.deepEqual(
      new Set(events.map((event) => event.to_status)),
      new Set([
        CrossConnectStatus.requested,
        CrossConnectStatus.loa_issued,
        CrossConnectStatus.configuring,
        CrossConnectStatus.active,
        CrossConnectStatus.updating,
      ]),
    );
  }

  /** Sets two faults, and checks the first. */
  async #meetAFault(ordered: CrossConnect): Promise<void> {
    const refuse: FaultKind = { refuse: { status: 503, code: 20503, message: "come again", retry_after: 7 } };
    for (const kind of [refuse, BareFault.wrong_account]) {
      const added = await this.#controls.POST("/_mock/faults", { body: { kind } });
      assert.equal(added.response.status, 201);
    }
    const params = { path: { Sid: ordered.sid } };
    const met = await this.#contract.GET("/v1/CrossConnects/{Sid}", { params });
    refusalOf(met, 503, 20503);
    assert.equal(met.response.headers.get("Retry-After"), "7");
    const { faults } = bodyOf(await this.#controls.GET("/_mock/faults"), 200);
    assert.deepEqual(
      faults.map((fault) => fault.kind),
      [BareFault.wrong_account],
    );
    assert.notEqual((await this.#circuit(ordered)).account_sid, ordered.account_sid);
  }

  /** Deletes the session and the circuit, and waits until neither is found. */
  async #delete(ordered: CrossConnect, session: BgpSession): Promise<void> {
    const circuit = { params: { path: { Sid: ordered.sid } } };
    const bgpSession = { params: { path: { Sid: session.sid } } };
    const refused = refusalOf(await this.#contract.DELETE("/v1/CrossConnects/{Sid}", circuit), 409, 20409);
    assert.deepEqual(refused.details?.bgp_session_sids, [session.sid]);
    assert.equal((await this.#contract.DELETE("/v1/BgpSessions/{Sid}", bgpSession)).response.status, 204);
    await this.#advance({ days: 1 });
    refusalOf(await this.#contract.GET("/v1/BgpSessions/{Sid}", bgpSession), 404, 20404);
    assert.equal((await this.#contract.DELETE("/v1/CrossConnects/{Sid}", circuit)).response.status, 204);
    const leaving = await this.#circuit(ordered);
    assert.equal(leaving.status, CrossConnectStatus.pending_deletion);
    assert.notEqual(leaving.deletion, null);
    await this.#advance({ days: 30 });
    refusalOf(await this.#contract.GET("/v1/CrossConnects/{Sid}", circuit), 404, 20404);
  }

  /** Reads the circuit. */
  async #circuit(ordered: CrossConnect): Promise<CrossConnect> {
    return bodyOf(
      await this.#contract.GET("/v1/CrossConnects/{Sid}", { params: { path: { Sid: ordered.sid } } }),
      200,
    );
  }

  /** Advances the clock of the mock server. */
  async #advance(by: Advance): Promise<void> {
    bodyOf(await this.#controls.POST("/_mock/clock/advance", { body: by }), 200);
  }
}

const [, , url] = process.argv;
assert(url !== undefined, "Usage: node life.js URL");
await new Life(url).live();
console.log("The TypeScript clients have lived a whole life.");
