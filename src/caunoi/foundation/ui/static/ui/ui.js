// What pages do beyond links and forms. Everything here is an addition: without it each page still works.
// Events are caught once on the document, so fragments that htmx brings later need no setting up.
"use strict";

(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const on = (event, selector, act) =>
    document.addEventListener(event, (e) => {
      const found = e.target instanceof Element && e.target.closest(selector);
      if (found) act(found, e);
    });

  // Selection: one row, a range with Shift, the page, or all that the filter matches
  let lastPicked = null;
  const scopeOf = (box) => box.closest("form") || document;
  const picks = (scope) => all("[data-pick]", scope);

  function pick(box, event) {
    const boxes = picks(scopeOf(box));
    if (event.shiftKey && lastPicked && boxes.includes(lastPicked)) {
      const [from, to] = [boxes.indexOf(lastPicked), boxes.indexOf(box)].sort((a, b) => a - b);
      boxes.slice(from, to + 1).forEach((each) => { each.checked = box.checked; });
    }
    lastPicked = box;
    forgetWhole(scopeOf(box));
    countPicked(scopeOf(box));
  }

  // Whoever takes one row out no longer means everybody of the filter
  function forgetWhole(scope) {
    const whole = scope.querySelector("[data-pick-matching]");
    if (whole && picks(scope).some((box) => !box.checked)) whole.checked = false;
  }

  function countPicked(scope) {
    const bar = scope.querySelector("[data-bulk]");
    if (!bar) return;
    const text = bar.querySelector("[data-bulk-count]");
    const whole = bar.querySelector("[data-pick-matching]");
    const boxes = picks(scope);
    const chosen = boxes.filter((box) => box.checked).length;
    const n = whole && whole.checked ? Number(text.dataset.matching) : chosen;
    const words = n.toLocaleString(document.documentElement.lang);
    text.textContent = n ? text.dataset.some.replace("%n", words) : text.dataset.none;
    bar.classList.toggle("active", n > 0);
    const page = scope.querySelector("[data-pick-all]");
    if (page) {
      page.checked = boxes.length > 0 && chosen === boxes.length;
      page.indeterminate = chosen > 0 && chosen < boxes.length;
    }
  }

  on("click", "[data-pick]", pick);
  on("change", "[data-pick-all]", (box) => {
    picks(scopeOf(box)).forEach((each) => { each.checked = box.checked; });
    forgetWhole(scopeOf(box));
    countPicked(scopeOf(box));
  });
  on("change", "[data-pick-matching]", (box) => {
    picks(scopeOf(box)).forEach((each) => { each.checked = box.checked; });
    countPicked(scopeOf(box));
  });

  // Matrix: arrows go from cell to cell, Enter opens as on any link
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  on("keydown", "[data-grid] a", (link, event) => {
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    const cell = link.closest("td, th");
    const rows = all("tr:not(.group)", link.closest("table"));
    let row = rows.indexOf(cell.parentElement) + step[0];
    let column = cell.cellIndex + step[1];
    while (rows[row] && rows[row].cells[column]) {
      const next = rows[row].cells[column].querySelector("a");
      if (next) {
        event.preventDefault();
        next.focus();
        next.scrollIntoView({ block: "nearest", inline: "nearest" });
        return;
      }
      row += step[0];
      column += step[1];
    }
  });

  // Columns of a list: a button moves its line where one is, the form sends them as they stand
  on("click", "[data-move]", (button, event) => {
    event.preventDefault();
    const line = button.closest("li");
    const up = button.dataset.move === "-1";
    const other = up ? line.previousElementSibling : line.nextElementSibling;
    if (!other || !other.querySelector("[data-move]")) return;
    if (up) other.before(line); else other.after(line);
    button.focus();
  });

  // A block worked through with single keys: only while one stands in it, and never while one types
  const typing = "input:not([type=hidden]), textarea, select";
  on("keydown", "[data-keys]", (block, event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest(typing)) return;
    const found = block.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!found) return;
    event.preventDefault();
    if (found.matches(typing)) found.focus();
    else if (!event.repeat) found.click();
  });

  // Ctrl+/ goes to the search box; it has no meaning in the browser itself
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "/") {
      const box = document.querySelector("[data-search]");
      if (box) { event.preventDefault(); box.focus(); box.select(); }
    }
  });

  // Side panel and dialogs: what opened them gets the focus back
  const openers = new WeakMap();
  const panel = () => document.getElementById("side-panel");

  function close(dialog) {
    if (!dialog || !dialog.open) return;
    dialog.close();
    const opener = openers.get(dialog);
    if (opener && document.contains(opener)) opener.focus();
  }

  on("click", "[hx-target='#side-panel-body']", (link) => openers.set(panel(), link));
  on("click", "[data-opens]", (button) => {
    const dialog = document.getElementById(button.dataset.opens);
    openers.set(dialog, button);
    dialog.showModal();
  });
  on("click", "[data-closes]", (button) => close(button.closest("dialog")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    close(panel());
    all("[data-menu][open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });
  document.addEventListener("click", (event) => {
    all("[data-menu][open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  // Toasts: fifteen seconds, longer while one points at them; the same undo also stands in the log
  function settle(toast) {
    toast.dataset.settled = "";
    const button = toast.querySelector("[data-dismiss]");
    if (button) button.hidden = false;
    if (!toast.hasAttribute("data-fades")) return;
    let timer = setTimeout(() => toast.remove(), 15000);
    const stay = () => clearTimeout(timer);
    const leave = () => { timer = setTimeout(() => toast.remove(), 15000); };
    toast.addEventListener("mouseenter", stay);
    toast.addEventListener("focusin", stay);
    toast.addEventListener("mouseleave", leave);
    toast.addEventListener("focusout", leave);
  }

  function show(id) {
    const words = document.getElementById(id);
    if (words) document.getElementById("toasts").append(words.content.cloneNode(true));
    prepare();
  }
  on("click", "[data-dismiss]", (button) => button.closest("[data-toast]").remove());

  // Dropping a file is choosing it
  const drops = (event, act) => on(event, "[data-drop]", (area, e) => { e.preventDefault(); act(area, e); });
  drops("dragover", (area) => area.classList.add("over"));
  on("dragleave", "[data-drop]", (area) => area.classList.remove("over"));
  drops("drop", (area, event) => {
    area.classList.remove("over");
    const input = area.querySelector("input[type=file]");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  on("change", "[data-drop] input[type=file]", (input) => {
    const area = input.closest("[data-drop]");
    area.querySelector("[data-chosen]").textContent = Array.from(input.files, (file) => file.name).join(", ");
    if (area.hasAttribute("data-send-at-once") && input.files.length) input.form.requestSubmit();
  });

  on("click", "[data-print]", () => window.print());
  on("click", "[data-copy]", async (button) => {
    const words = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(words.textContent);
      button.textContent = button.dataset.copied;
    } catch {
      window.getSelection().selectAllChildren(words); // on an unsealed line no clipboard is offered: marked, so that Ctrl+C takes it
    }
  });

  // htmx: panels open when filled, refusals become toasts, a lost line is said
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target && event.detail.target.id === "side-panel-body") {
      if (!panel().open) panel().show();
      event.detail.target.focus();
    }
    prepare();
  });
  document.addEventListener("htmx:oobAfterSwap", () => prepare());
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.status >= 400 && xhr.status < 500 && xhr.responseText.includes("data-toast")) {
      Object.assign(event.detail, {
        shouldSwap: true, isError: false, target: document.getElementById("toasts"), swapOverride: "beforeend",
      });
    }
  });
  document.addEventListener("htmx:responseError", (event) => {
    show(event.detail.xhr.status < 500 ? "toast-refused" : "toast-fault");
  });
  document.addEventListener("htmx:sendError", () => show("toast-offline"));

  function prepare() {
    all("[data-toast]:not([data-settled])").forEach(settle);
    all("[data-print][hidden], [data-copy][hidden]").forEach((button) => { button.hidden = false; });
    all("form:has([data-bulk])").forEach(countPicked);
  }

  // A menu wider than a phone begins where one is, not where it starts
  function bringIntoList(link) {
    const list = link.closest("ul");
    list.scrollLeft += Math.max(0, link.getBoundingClientRect().right - list.getBoundingClientRect().right + 16);
  }

  function begin() {
    prepare();
    const summary = document.querySelector("[data-focus]");
    const keys = document.querySelector("[data-keys]");
    if (summary) summary.focus();
    else if (keys) keys.focus({ preventScroll: true });
    if (window.matchMedia("(max-width: 1023px)").matches) {
      all("[data-narrow-closed]").forEach((details) => { details.open = false; });
      all(".mainnav [aria-current], .views [aria-current]").forEach(bringIntoList);
    }
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
