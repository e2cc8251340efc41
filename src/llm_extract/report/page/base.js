"use strict";
// What everything else stands on: the data, the state in the address, and making elements.

const content = JSON.parse(document.getElementById("content").textContent);
const COLUMN = { key: 0, title: 1, status: 2, supported: 3, unsupported: 4, unchecked: 5, gravity: 6, tokens: 7, version: 8, differing: 9 };

// Each state has an icon and a word, so that colour never stands alone.
const SUPPORT = {
  supported: ["✓", "supported", "good"],
  unsupported: ["✕", "unsupported", "bad"],
  unchecked: ["?", "unchecked", "plain"],
  missing: ["∅", "quote not found", "bad"],
  uncited: ["–", "not cited", "plain"],
};
const STATUS = {
  ok: ["✓", "ok", "good"],
  empty: ["○", "empty", "plain"],
  partial: ["◐", "partial", "warn"],
  refused: ["⊘", "refused", "bad"],
  truncated: ["⋯", "truncated", "bad"],
  filtered: ["▽", "filtered", "bad"],
  invalid: ["✕", "invalid", "bad"],
  failed: ["!", "failed", "bad"],
};
const VERDICT = {
  unanimous: ["=", "unanimous", "good"],
  compatible: ["≈", "compatible", "plain"],
  conflict: ["≠", "conflict", "bad"],
  "single source": ["1", "single source", "plain"],
};
const DECISION = {
  accept: ["✓", "accepted", "good"],
  reject: ["✕", "rejected", "bad"],
  edit: ["✎", "edited", "warn"],
};

/** An element; children are elements or text, and text is never read as markup. */
function make(tag, given = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [kind, act] of Object.entries(value)) node.addEventListener(kind, act);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Put children in place of what a node holds; as arguments of one call, very many would be refused. */
function fill(node, children) {
  const all = document.createDocumentFragment();
  for (const child of children) all.append(child);
  node.replaceChildren(all);
  return node;
}

/** Draw a part of the page anew; what had the focus there has it again, found by its `data-name`. */
function keepFocus(node, draw) {
  const held = node.contains(document.activeElement) ? document.activeElement.closest("[data-name]")?.dataset.name : undefined;
  draw();
  if (held === undefined) return;
  const again = node.querySelector(`[data-name="${CSS.escape(held)}"]`);
  (again && !again.disabled ? again : node.querySelector("[tabindex]"))?.focus({ preventScroll: true });
}

const FEW = 5;
/** The first few of many nodes, the others behind a word that opens them; of list items, in a list inside the last one. */
function few(nodes, item = null) {
  if (nodes.length <= FEW) return nodes;
  const rest = fill(make(item ? "ul" : "div"), nodes.slice(FEW));
  const more = make("details", {}, make("summary", {}, `${(nodes.length - FEW).toLocaleString("en")} more`), rest);
  return [...nodes.slice(0, FEW), item ? make(item, {}, more) : more];
}

const LONG = 400;
/** A text for people; of a long one the beginning, and all of it behind a word. */
function inShort(tag, given, text) {
  if (text.length <= LONG) return [make(tag, given, text)];
  const long = { ...given, class: `${given.class ?? ""} long` };
  return [make(tag, long, `${Array.from(text.slice(0, LONG)).slice(0, LONG - 100).join("").trimEnd()}…`),
    make("details", {}, make("summary", {}, `all ${text.length.toLocaleString("en")} characters`), make(tag, long, text))];
}

/** Icon and word of a state. */
function badge([icon, word, tone]) {
  return make("span", { class: `badge ${tone}` }, `${icon} ${word}`);
}

function button(label, act, given = {}) {
  return make("button", { type: "button", ...given, on: { click: act } }, label);
}

const count = (number, one, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
const percent = (share) => (share === null || share === undefined ? "–" : `${(100 * share).toFixed(1)} %`);

// Blocks of records are parsed when one of them is wanted, and a few of them are kept.
const parsed = new Map();
function readBlock(name, starts, number) {
  let block = 0;
  while (block + 1 < starts.length && starts[block + 1] <= number) block += 1;
  const id = `${name}-${block}`;
  if (!parsed.has(id)) {
    if (parsed.size >= 6) parsed.delete(parsed.keys().next().value);
    parsed.set(id, JSON.parse(document.getElementById(id).textContent));
  }
  return parsed.get(id)[number - starts[block]];
}
/** A record; what is written shortly in the file is spelled out, and each row is told what it is inside of. */
function readRecord(number) {
  const record = readBlock("records", content.blocks, number);
  if (record.whole) return record;
  record.whole = true;
  const around = [];
  for (const row of record.rows) {
    row[5] = row[5] === 1 ? [[row[0], row[2]]] : row[5].map(([rest, value]) => [row[0] + rest, value]);
    around.length = Math.min(around.length, row[3]);
    row[6] = [...around];
    around.push(row[1]);
  }
  const paths = new Map(record.rows.filter((row) => row[4] !== null).map((row) => [row[4], row[0]]));
  record.evidence = record.evidence.map(([alignment, support, reason = "", quote = null], place) =>
    [paths.get(place) ?? null, ["exact", "normalized", "fuzzy", "missing"][alignment], ["supported", "unsupported", "unchecked"][support], reason, quote]);
  return record;
}
const readEvent = (number) => readBlock("events", content.event_blocks, number);

let numberOfKey = null;
function recordNumber(key) {
  numberOfKey ??= new Map(content.records.map((entry, number) => [entry[COLUMN.key], number]));
  return numberOfKey.get(key);
}

// The state lives in the address, so that a link leads to the very value.
const views = {}; // name -> { label, count, show(main), update(), move(step), moveField(step), search() }
let state = {};
let shown = null;

function readAddress() {
  const found = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  if (!views[found.view]) found.view = firstView();
  return found;
}

function firstView() {
  if (content.events?.length) return "events";
  return "records";
}

/** Go to a state; keys left out of `change` stay, null takes one away. */
function go(change, { replace = false } = {}) {
  const next = { ...state, ...change };
  for (const [name, value] of Object.entries(next)) if (value === null || value === "") delete next[name];
  const address = `#${new URLSearchParams(next)}`;
  if (address === `#${new URLSearchParams(state)}`) return;
  try {
    if (replace) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  } catch { /* some browsers take only so many addresses in a while: the page goes on, and a later step writes its own */ }
  state = next;
  showState();
}

function follow() {
  state = readAddress();
  showState();
}

function showState() {
  const main = document.getElementById("main");
  if (shown !== state.view) {
    shown = state.view;
    if (main.contains(document.activeElement)) main.focus({ preventScroll: true }); // what had the focus is about to go
    main.replaceChildren();
    main.setAttribute("aria-label", views[shown].label);
    main.className = `view-${shown}`;
    views[shown].show(main);
    document.title = `${views[shown].label} – ${content.title}`;
    for (const link of document.querySelectorAll("#views a")) {
      if (link.dataset.view === shown) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }
  views[shown].update();
}

/** Say something to those who do not see it. */
function say(text) {
  document.getElementById("said").textContent = text;
}

const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
function bring(node, block = "nearest") {
  node.scrollIntoView({ block, inline: "nearest", behavior: isCalm() ? "auto" : "smooth" });
}

/** Bring what lies outside of a pane's view to the middle of it; the page around stays where it is.
 * A long way is gone at once: heights that were only guessed become known on it, and it would end elsewhere. */
function bringInside(pane, node) {
  const [room, place] = [pane.getBoundingClientRect(), node.getBoundingClientRect()];
  if (place.top >= room.top && place.bottom <= room.bottom) return;
  const top = pane.scrollTop + place.top - room.top - (pane.clientHeight - Math.min(place.height, pane.clientHeight)) / 2;
  const near = Math.abs(top - pane.scrollTop) < pane.clientHeight;
  pane.scrollTo({ top, behavior: near && !isCalm() ? "smooth" : "auto" });
}

/** What is kept in the browser; without storage it lasts as long as the page. */
const kept = {
  memory: new Map(),
  read(name) {
    try {
      return localStorage.getItem(name) ?? this.memory.get(name) ?? null;
    } catch {
      return this.memory.get(name) ?? null;
    }
  },
  write(name, text) {
    this.memory.set(name, text);
    try {
      localStorage.setItem(name, text);
      return true;
    } catch {
      return false;
    }
  },
};
