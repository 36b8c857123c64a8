// The command palette: a combobox over one address. Without script the search box and its page do the same work.
"use strict";

(() => {
  const dialog = () => document.getElementById("bang-lenh");
  const input = () => dialog().querySelector("[role=combobox]");
  const list = () => dialog().querySelector("[role=listbox]");
  const options = () => Array.from(list().querySelectorAll("[role=option]"));
  const status = (text) => { dialog().querySelector("[data-status]").textContent = text; };
  let opener = null;
  let asked = null;
  let waiting = 0;

  function open() {
    if (!dialog() || dialog().open) return;
    opener = document.activeElement;
    input().value = "";
    dialog().showModal();
    input().focus();
    ask();
  }

  function closed() {
    clearTimeout(waiting);
    if (asked) asked.abort();
    if (opener && document.contains(opener)) opener.focus();
  }

  async function ask() {
    if (asked) asked.abort();
    const now = new AbortController();
    asked = now;
    const box = dialog();
    const text = input().value;
    const query = new URLSearchParams({ q: text, ngay: box.dataset.day, phan: "1" });
    try {
      const answer = await fetch(`${box.dataset.palette}?${query}`, {
        signal: now.signal, credentials: "same-origin",
      });
      if (answer.redirected) { location.assign(answer.url); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      const html = await answer.text();
      if (now.signal.aborted) return;
      list().innerHTML = html;
      const told = list().querySelector("[data-told]");
      status(told ? told.content.textContent.trim() : "");
      // Somebody may have typed on: Enter then asks the page of all that is found, never opens a stranger's first line
      choose(text.trim() && text === input().value ? options()[0] : null);
    } catch (fault) {
      if (fault.name === "AbortError") return;
      list().replaceChildren();
      choose(null);
      status(box.dataset.lost);
    }
  }

  function choose(option) {
    options().forEach((each) => each.setAttribute("aria-selected", String(each === option)));
    if (!option) { input().removeAttribute("aria-activedescendant"); return; }
    input().setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = options();
    if (!all.length) return;
    const at = all.findIndex((each) => each.getAttribute("aria-selected") === "true");
    choose(all[at < 0 && by < 0 ? all.length - 1 : (at + by + all.length) % all.length]);
  }

  document.addEventListener("keydown", (event) => {
    const wanted = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (wanted && (event.key.toLowerCase() === "k" || event.key === "/") && dialog()) {
      event.preventDefault();
      event.stopImmediatePropagation();
      open();
    }
  }, true);

  document.addEventListener("click", (event) => {
    const found = event.target instanceof Element && event.target.closest("[data-opens-palette]");
    if (found) open();
    else if (event.target === dialog()) dialog().close();
  });

  function begin() {
    if (!dialog()) return;
    document.querySelectorAll("[data-opens-palette]").forEach((button) => { button.hidden = false; });
    dialog().addEventListener("close", closed);
    // Telex and Unikey write a letter in several steps: wait for the word, never touch what stands in the box
    input().addEventListener("input", (event) => {
      clearTimeout(waiting);
      choose(null);
      if (!event.isComposing) waiting = setTimeout(ask, 250);
    });
    input().addEventListener("compositionend", () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, 250);
    });
    input().addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        step(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter") {
        const chosen = options().find((each) => each.getAttribute("aria-selected") === "true");
        if (chosen) { event.preventDefault(); location.assign(chosen.href); }
      }
    });
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
