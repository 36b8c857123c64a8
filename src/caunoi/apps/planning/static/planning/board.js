// The calendar of a plan: a bar dragged with the mouse, or moved with the arrow keys, asks what would break.
// Nothing is written here: the answer opens beside the page and holds the button that keeps the change.
"use strict";

(() => {
  const board = document.querySelector("[data-board]");
  if (!board) return;
  const said = document.querySelector("[data-board-said]");
  const rows = Array.from(board.querySelectorAll("tbody tr"));
  const heads = Array.from(board.querySelectorAll("thead [data-week]"));
  const venues = [...new Set(rows.map((row) => row.dataset.venue))];
  let aim = null; // { bar, week, venue }
  let grabbed = null; // { bar, offset }

  const weeksOf = (bar) => Number(bar.dataset.weeks);
  const nameOf = (venue) => rows.find((row) => row.dataset.venue === venue).cells[0].firstChild.textContent;

  function clear() {
    board.querySelectorAll(".aim").forEach((cell) => cell.classList.remove("aim"));
    aim = null;
  }

  function show(bar, week, venue) {
    clear();
    week = Math.max(0, Math.min(week, heads.length - weeksOf(bar)));
    aim = { bar, week, venue };
    const within = (cell) => Number(cell.dataset.week) >= week && Number(cell.dataset.week) < week + weeksOf(bar);
    heads.filter(within).forEach((cell) => cell.classList.add("aim"));
    rows.filter((row) => row.dataset.venue === venue).forEach((row) => {
      Array.from(row.cells).filter((cell) => cell.matches("th") || within(cell)).forEach((cell) => cell.classList.add("aim"));
    });
  }

  function ask() {
    const { bar, week, venue } = aim;
    clear();
    if (week === Number(bar.dataset.week) && venue === bar.dataset.venue) return;
    const query = new URLSearchParams({ noi: venue, tuan: week });
    window.htmx.ajax("GET", `${bar.dataset.move}?${query}`, { source: bar, target: "#side-panel-body" });
  }

  // The week under the pointer: a bar covers several, so its width is divided among them
  function weekAt(cell, x) {
    const box = cell.getBoundingClientRect();
    const span = Number(cell.dataset.span || 1);
    return Number(cell.dataset.week) + Math.min(span - 1, Math.max(0, Math.floor(((x - box.left) / box.width) * span)));
  }

  board.addEventListener("dragstart", (event) => {
    const bar = event.target.closest("[data-bar]");
    if (!bar) return;
    grabbed = { bar, offset: weekAt(bar.closest("td"), event.clientX) - Number(bar.dataset.week) };
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", bar.href);
    bar.classList.add("held");
    board.classList.add("dragging");  // labels hang over the weeks beside their bar, and must not catch the drop there
  });
  board.addEventListener("dragover", (event) => {
    const cell = event.target.closest("td[data-week]");
    if (!grabbed || !cell) return;
    event.preventDefault();
    show(grabbed.bar, weekAt(cell, event.clientX) - grabbed.offset, cell.parentElement.dataset.venue);
  });
  board.addEventListener("drop", (event) => {
    if (!grabbed || !aim) return;
    event.preventDefault();
    ask();
  });
  board.addEventListener("dragend", () => {
    if (grabbed) grabbed.bar.classList.remove("held");
    board.classList.remove("dragging");
    grabbed = null;
    clear();
  });

  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  board.addEventListener("keydown", (event) => {
    const bar = event.target.closest("[data-bar]");
    if (!bar || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") { clear(); return; }
    if (event.key === "Enter" && aim && aim.bar === bar) { event.preventDefault(); ask(); return; }
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const from = aim && aim.bar === bar ? aim : { week: Number(bar.dataset.week), venue: bar.dataset.venue };
    const place = Math.max(0, Math.min(venues.length - 1, venues.indexOf(from.venue) + step[0]));
    show(bar, from.week + step[1], venues[place]);
    const head = heads[aim.week];
    head.scrollIntoView({ block: "nearest", inline: "nearest" });
    said.textContent = said.dataset.words.replace("[1]", nameOf(aim.venue)).replace("[2]", head.title);
  });
  board.addEventListener("focusout", clear);
})();
