// Forms that a passkey fills in: asks the server for a challenge, the device for its answer, then sends the form.
// A form says where the challenge comes from (data-passkey) and whether a key is made ("new") or used ("use").
"use strict";

(() => {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const opened = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

  function asked(options) {
    const given = { ...options, challenge: bytes(options.challenge) };
    if (given.user) given.user = { ...given.user, id: bytes(given.user.id) };
    if (given.excludeCredentials) given.excludeCredentials = opened(given.excludeCredentials);
    if (given.allowCredentials) given.allowCredentials = opened(given.allowCredentials);
    return given;
  }

  function answered(credential) {
    const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
    const response = {};
    parts.forEach((part) => { if (credential.response[part]) response[part] = text(credential.response[part]); });
    return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response, clientExtensionResults: {} };
  }

  async function challenge(form) {
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(form.dataset.passkey, {
      method: "POST", headers: { "X-CSRFToken": token, Accept: "application/json" }, credentials: "same-origin",
    });
    if (!answer.ok) throw new Error(`challenge: ${answer.status}`);
    return (await answer.json()).publicKey;
  }

  async function fill(form) {
    const fault = form.querySelector("[data-passkey-fault]");
    fault.hidden = true;
    try {
      const publicKey = asked(await challenge(form));
      const make = form.dataset.passkeyKind === "new";
      const credential = await (make ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }));
      form.querySelector("[data-passkey-answer]").value = JSON.stringify(answered(credential));
      form.submit();
    } catch (refusal) {
      fault.hidden = false;
      fault.focus();
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-passkey]");
    if (!form || form.querySelector("[data-passkey-answer]").value) return;
    event.preventDefault();
    if (form.reportValidity()) fill(form);
  });

  if (window.PublicKeyCredential) {
    document.querySelectorAll("[data-passkey-offer]").forEach((part) => { part.hidden = false; });
    document.querySelectorAll("[data-passkey-missing]").forEach((part) => { part.hidden = true; });
  }
})();
