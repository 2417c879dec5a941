"use strict";
// Optional: whoever has no script types a code instead.
(() => {
  if (!self.PublicKeyCredential || !navigator.credentials) return;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
  // Members that an answer has, by kind of question.
  const members = {
    create: ["attestationObject", "clientDataJSON"],
    get: ["authenticatorData", "clientDataJSON", "signature", "userHandle"],
  };
  const ask = async (box, form) => {
    const kind = box.dataset.passkey;
    let question = box.dataset.options;
    if (!question) {
      const body = new URLSearchParams({ token: form.elements.token.value });
      const answer = await fetch(box.dataset.from, { method: "POST", body });
      if (!answer.ok) throw new Error(answer.status);
      question = await answer.text();
    }
    const { publicKey } = JSON.parse(question);
    publicKey.challenge = bytes(publicKey.challenge);
    if (publicKey.user) publicKey.user.id = bytes(publicKey.user.id);
    if (publicKey.allowCredentials) publicKey.allowCredentials = known(publicKey.allowCredentials);
    if (publicKey.excludeCredentials) publicKey.excludeCredentials = known(publicKey.excludeCredentials);
    const made = await navigator.credentials[kind]({ publicKey });
    const response = {};
    for (const member of members[kind]) response[member] = text(made.response[member]);
    return JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response, extensions: {} });
  };
  for (const box of document.querySelectorAll("[data-passkey]")) {
    const form = box.closest("form");
    const state = [...box.querySelectorAll("[role=status]")].pop();
    box.hidden = false;
    box.querySelector(":scope > button, .make").addEventListener("click", async () => {
      state.textContent = "";
      try {
        form.elements[box.dataset.into].value = await ask(box, form);
        form.requestSubmit();
      } catch (_) {
        state.textContent = box.dataset.failed;
      }
    });
  }
})();
