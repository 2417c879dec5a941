// What a volunteer does with the set-up link, and then logs in.

import assert from "node:assert/strict";
import { ORGANISATION, PERSON } from "./samples.mjs";
import { Visitor } from "./visitor.mjs";

/** The fields of the set-up page of the node `alpha`, by the names of the inputs. */
export const SET_UP_FIELDS = {
  domain: "alpha.test",
  for_ever: "yes",
  login: PERSON.login,
  person_name: PERSON.name,
  new_password: PERSON.password,
  handle: ORGANISATION.handle,
  name: ORGANISATION.name,
  country: ORGANISATION.country,
  kind: "community-based",
  profile_language: "en",
};

/** Sets a node up through its pages; answers with somebody who is logged in. */
export async function setUp(node) {
  const visitor = new Visitor(node);
  const path = await node.setupPath();
  const form = await visitor.open(path);
  const done = await visitor.send(form, path, { ...SET_UP_FIELDS, domain: node.domain });
  assert.equal(done.status, 200, done.text);
  const door = await visitor.open("/login");
  const inside = await visitor.send(door, "/login", { login: PERSON.login, password: PERSON.password });
  assert.equal(inside.status, 200, inside.text);
  assert.ok(!inside.path.startsWith("/login"), inside.text);
  return visitor;
}
