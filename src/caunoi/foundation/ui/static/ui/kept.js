// What a cut line could not send stays in the browser and goes out when the line is back: forms with data-kept.
// Kept per address and person signed in; the answer of the server takes its place on the page as always.
(() => {
  "use strict";
  const STORE = "caunoi.kept";
  const EVERY = 15000;
  const A_WEEK = 7 * 24 * 3600 * 1000;
  const told = document.getElementById("kept-told");
  const whose = () => told.dataset.me;
  const young = ([, each]) => Date.now() - each.at < A_WEEK;
  const read = () => Object.fromEntries(Object.entries(JSON.parse(localStorage.getItem(STORE) || "{}")).filter(young));
  const write = (kept) => localStorage.setItem(STORE, JSON.stringify(kept));
  const mine = () => Object.entries(read()).filter(([, each]) => each.who === whose());
  let sending = false;

  function keep(form) {
    const said = [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
    write({ ...read(), [form.getAttribute("action")]: { who: whose(), said, at: Date.now() } });
    tell();
  }

  function forget(address) {
    const kept = read();
    delete kept[address];
    write(kept);
    tell();
  }

  function tell() {
    const waiting = mine();
    document.querySelectorAll("form[data-kept]").forEach((form) => {
      form.toggleAttribute("data-waiting", waiting.some(([address]) => address === form.getAttribute("action")));
    });
    told.hidden = !waiting.length;
    told.querySelector("[data-count]").textContent = String(waiting.length);
  }

  async function send() {
    if (sending || !mine().length || !navigator.onLine) return;
    sending = true;
    try {
      for (const [address, each] of mine()) await sendOne(address, each);
    } catch { /* the line is still cut: the next try is in a moment */ } finally {
      sending = false;
    }
  }

  async function sendOne(address, each) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    const body = new URLSearchParams([...each.said, ["csrfmiddlewaretoken", token ? token.value : ""]]);
    const answer = await fetch(address, { method: "POST", body, headers: { "HX-Request": "true" }, redirect: "manual" });
    if (answer.status >= 500 || answer.type === "opaqueredirect" || answer.status === 403) return;
    forget(address);
    const place = document.querySelector(`[hx-post="${CSS.escape(address)}"]`);
    if (place && window.htmx) {
      const target = place.getAttribute("hx-target");
      window.htmx.swap(target, await answer.text(), { swapStyle: "outerHTML" });
    }
  }

  document.addEventListener("htmx:sendError", (event) => {
    const form = event.target.closest ? event.target.closest("form[data-kept]") : null;
    if (form) keep(form);
  });
  window.addEventListener("online", send);
  document.addEventListener("htmx:afterSwap", tell);
  setInterval(send, EVERY);
  tell();
  send();
})();
