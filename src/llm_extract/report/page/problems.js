// Problems: everything that a reader should look at, the gravest first.

const GRAVITY = [["!", "nothing usable", "bad"], ["✕", "look at this", "warn"], ["·", "good to know", "plain"]];

function listProblems() {
  const found = content.problems.map(([number, gravity, word, path, message]) => ({ number, gravity, word, path, message }));
  (content.events ?? []).forEach(([, , , , , conflicts], event) => {
    for (const field of conflicts) found.push({ event, gravity: 1, word: "conflict", path: field[0], message: field[1] });
  });
  return found.sort((one, other) => one.gravity - other.gravity);
}

/** A pointer for people: list positions count from one. */
function placeWords(path) {
  return path.split("/").slice(1).map((token) => (/^\d+$/.test(token) ? String(Number(token) + 1) : token.replaceAll("_", " "))).join(" › ");
}

const allProblems = listProblems();

const problemsView = {
  label: "Problems",
  count: allProblems.length,

  show(main) {
    this.list = new WindowedList({
      label: "Problems", height: 66,
      fill: (item) => this.fill(item),
      pick: (item, number, clicked) => (clicked ? this.open(item) : go({ row: String(number) }, { replace: true })),
    });
    const words = [...new Set(allProblems.map((item) => item.word))].sort();
    this.only = make("select", { "aria-label": "Show", on: { change: () => go({ kind: this.only.value, row: null }, { replace: true }) } },
      make("option", { value: "" }, "All problems"), ...words.map((word) => make("option", { value: word }, `Only: ${word}`)));
    this.found = make("p", { class: "found" });
    main.append(make("section", { class: "wide", "aria-label": "All problems" },
      make("h2", {}, "Problems"),
      make("p", { class: "lead" }, allProblems.length
        ? "The gravest first. Each opens where it stands."
        : content.records.length
          ? "None: every record is usable, every cited value has its words, and no articles contradict each other."
          : "There are no records."),
      allProblems.length ? make("div", { class: "filter" }, this.only, this.found) : null, allProblems.length ? this.list.node : null));
    this.filtered = null;
  },

  update() {
    const { kind = "" } = state;
    if (kind !== this.filtered) {
      this.filtered = kind;
      this.only.value = kind;
      this.list.set(allProblems.filter((item) => !kind || item.word === kind));
      this.found.textContent = count(this.list.items.length, "problem");
    }
    this.list.select(state.row === undefined ? -1 : Number(state.row));
  },

  fill(item) {
    const where = item.event === undefined ? content.records[item.number][COLUMN.title] : content.events[item.event][1];
    const place = item.event === undefined ? placeWords(item.path) : item.path;
    return [
      make("div", { class: "row-line" }, badge([item.event === undefined && item.word !== DIFFERS[1] ? GRAVITY[item.gravity][0] : "≠", item.word, GRAVITY[item.gravity][2]]), make("strong", { dir: "auto" }, where), make("span", { class: "muted" }, place)),
      make("div", { class: "row-message", dir: "auto" }, item.message),
    ];
  },

  open(item) {
    if (item.event !== undefined) {
      const event = readEvent(item.event);
      const field = event.fields.findIndex((one) => one.label === item.path);
      return go({ view: "events", event: event.id, field: String(field), row: null, kind: null });
    }
    const record = readRecord(item.number);
    go({ view: "records", record: record.key, at: item.path ? shownPath(record, item.path) : null, row: null, kind: null, q: null, only: null });
  },

  move(step) { this.list.move(step); },
  moveField(step) { this.move(step); },
  enter() { const item = this.list.items[this.list.selected]; if (item) this.open(item); },
  search() { this.only.focus(); },
  expand(all) { this.list.expand(all); },
};
views.problems = problemsView;
