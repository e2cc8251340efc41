// Records: the list, the article, the fields, and all about the one value that was asked for.

const recordsView = {
  label: "Records",
  count: content.records.length,

  show(main) {
    this.list = new WindowedList({
      label: "Records", height: 64,
      fill: ([number]) => this.fillRecord(number),
      pick: ([number]) => go({ record: content.records[number][COLUMN.key], at: null }, { replace: true }),
    });
    this.fields = new WindowedList({
      label: "Fields", height: 46,
      passive: (row) => !row[5].length,
      tone: (row) => `depth-${Math.min(row[3], 6)}${row[5].length ? "" : " heading"}${row[2] === "none" ? " nothing" : ""}`,
      fill: (row) => this.fillField(row),
      pick: (row) => go({ at: row[0] }, { replace: true }),
    });
    this.article = new ArticlePane((marks) => this.pickEvidence(marks));
    this.query = make("input", { type: "search", placeholder: "Find by title, key or version", "aria-label": "Find records", on: {
      input: () => go({ q: this.query.value }, { replace: true }),
    } });
    this.only = make("select", { "aria-label": "Show", on: { change: () => go({ only: this.only.value }, { replace: true }) } },
      make("option", { value: "" }, "Problems first"), make("option", { value: "file" }, "In file order"),
      make("option", { value: "problems" }, "Only problems"), make("option", { value: "reviewed" }, "Only reviewed"),
      ...content.figures.statuses.map(([status]) => make("option", { value: `status:${status}` }, `Only ${STATUS[status]?.[1] ?? status}`)));
    this.found = make("p", { class: "found" });
    this.inspector = make("section", { class: "inspector", "aria-label": "The chosen value", tabindex: "0" });
    main.append(
      make("section", { class: "side", "aria-label": "All records" }, make("div", { class: "filter" }, this.query, this.only, this.found), this.list.node),
      this.article.node,
      make("section", { class: "fields", "aria-label": "Fields of the record" }, this.fields.node, this.inspector),
    );
    this.filtered = null;
    this.number = null;
  },

  update() {
    this.filter();
    let number = state.record === undefined ? this.list.items[0]?.[0] : recordNumber(state.record);
    if (number === undefined) number = this.list.items[0]?.[0];
    if (number === undefined) return this.showNothing();
    if (number !== this.number) this.showRecord(number);
    this.list.select(this.list.items.findIndex(([one]) => one === number), { center: true });
    this.showValue();
  },

  filter() {
    const { only = "" } = state;
    const words = newSearch(this, only);
    if (words === null) return;
    const reviewed = only === "reviewed" ? new Set(journal.keys()) : null;
    const found = [];
    content.records.forEach((entry, number) => {
      if (only === "problems" && entry[COLUMN.gravity] === null) return;
      if (only.startsWith("status:") && entry[COLUMN.status] !== only.slice(7)) return;
      if (reviewed && !reviewed.has(entry[COLUMN.key])) return;
      const text = `${entry[COLUMN.title]} ${entry[COLUMN.key]} ${entry[COLUMN.version]}`.toLowerCase();
      if (words.every((word) => text.includes(word))) found.push(number);
    });
    if (!only) found.sort((one, other) => (content.records[one][COLUMN.gravity] ?? 9) - (content.records[other][COLUMN.gravity] ?? 9));
    showFound(this, found, content.records.length, "record");
  },

  fillRecord(number) {
    const entry = content.records[number];
    const wrong = entry[COLUMN.unsupported];
    const parts = [badge(STATUS[entry[COLUMN.status]])];
    if (entry[COLUMN.differing]) parts.push(make("span", { class: "badge warn" }, `≠ ${count(entry[COLUMN.differing], "disagreement")}`));
    if (wrong) parts.push(make("span", { class: "badge bad" }, `✕ ${wrong} unsupported`));
    parts.push(make("span", { class: "muted" }, entry[COLUMN.key]));
    return [make("div", { class: "row-title", dir: "auto" }, entry[COLUMN.title]), make("div", { class: "row-line" }, ...parts)];
  },

  fillField([path, label, value, , number, leaves, around]) {
    const decision = this.review.get(path)?.decision;
    const place = around.length ? make("span", { class: "unseen" }, `, of ${around.join(", ")}: `) : null; // headings are passed over
    const parts = [make("span", { class: "label" }, label, ...(place ? [place] : [])), make("span", { class: "value", dir: "auto" }, decision?.action === "edit" ? Object.values(decision.values).map(String).join(" · ") : value)];
    if (decision) parts.push(badge(DECISION[decision.action]));
    else if (number !== null) {
      parts.push(badge(SUPPORT[stateOf(this.record.evidence[number])]));
    } else if (leaves.length && value !== "none") parts.push(badge(SUPPORT.uncited));
    if (!decision && notesOf(this.record).get(path)?.some((note) => note[4])) {
      parts.push(make("span", { class: "badges" }, badge(DIFFERS), parts.length > 2 ? parts.pop() : ""));
    }
    return parts;
  },

  showNothing() {
    document.getElementById("main").classList.add("nothing");
    this.number = null;
    this.record = null;
    this.article.head.replaceChildren();
    this.article.body.replaceChildren(make("p", { class: "empty" }, content.records.length ? "No record fits." : "There are no records."));
    this.fields.set([]);
    this.inspector.replaceChildren();
  },

  showRecord(number) {
    document.getElementById("main").classList.remove("nothing");
    this.number = number;
    this.record = readRecord(number);
    this.review = journal.of(this.record.key);
    const { record } = this;
    const [read, written] = record.attempts.reduce(([a, b], one) => [a + one[2], b + one[3]], [0, 0]);
    const facts = [record.source, record.date && `published ${record.date}`, record.task, record.model,
      record.attempts.length ? `${count(read, "token")} read, ${written.toLocaleString("en")} written` : "no answer"];
    this.article.head.replaceChildren(
      make("h2", { dir: "auto" }, record.title),
      make("p", { class: "facts" }, badge(STATUS[record.status]), ...facts.filter(Boolean).map((fact) => make("span", {}, fact))),
      ...few((notesOf(record).get(null) ?? []).map((note) => noteLine(note, "", "trouble"))),
      record.review ? make("p", { class: "facts" }, `Reviewed by ${record.review.by}: ${count(record.review.changes.length, "change")}.`) : null,
    );
    for (const node of [...this.article.head.childNodes]) if (node.nodeType === 3) node.remove();
    this.article.show(record);
    this.fields.set(record.rows);
    this.fields.node.hidden = !record.rows.length;
    if (!record.rows.length) this.inspector.replaceChildren();
    this.fields.node.scrollTop = 0;
  },

  showValue() {
    this.inspector.scrollTop = 0; // before anything is changed, since it has the page measured
    const at = this.record.rows.findIndex((row) => row[0] === (state.at ?? "")); // a single value has the empty pointer
    this.fields.select(at);
    this.row = this.record.rows[at] ?? null;
    this.article.choose(this.row ? this.row[4] : null);
    this.showAbout();
  },

  showAbout() {
    keepFocus(this.inspector, () => this.inspector.replaceChildren(...(this.row ? inspect(this) : this.invite())));
  },

  invite() {
    const cited = this.record.rows.filter((row) => row[4] !== null).length;
    if (!this.record.rows.length) return [make("p", { class: "empty" }, "This record holds no values.")];
    const [found, told] = cited
      ? [`${count(cited, "value")} with words of the article.`, "to see where it comes from."]
      : ["No value carries words of the article.", "to see all about it."];
    return [make("p", { class: "empty" }, `${found} Choose one, or press `, make("kbd", {}, "n"), `, ${told}`)];
  },

  /** A click on highlighted words: the shortest highlight there first, then the next one; and what is about it, in sight. */
  pickEvidence(marks) {
    const rows = this.record.rows.filter((row) => row[4] !== null && marks.includes(row[4]));
    rows.sort((one, other) => (quoteOf(this.record, one[4]) ?? "").length - (quoteOf(this.record, other[4]) ?? "").length);
    if (!rows.length) rows.push(...rowsDiffering(this.record, marks));
    const now = rows.findIndex((row) => row[0] === state.at);
    const next = rows[(now + 1) % rows.length];
    if (!next) return;
    go({ at: next[0] }, { replace: true });
    if (!marks.includes(next[4])) this.article.choose(marks[0]);
    if (this.inspector.getBoundingClientRect().top > innerHeight - 80) bring(this.inspector, "start"); // panes below each other
  },

  /** After a decision: the same value is shown, so the article and what was scrolled stay as they are. */
  refresh() {
    this.review = journal.of(this.record.key);
    this.fields.redraw();
    this.showAbout();
  },

  move(step) { this.list.move(step); },
  moveField(step) { this.fields.move(step); },
  search() { this.query.focus(); this.query.select(); },
  others() { document.getElementById("others-link")?.click(); },
  expand(all) { this.fields.expand(all); },
};
views.records = recordsView;

const FOUND = {
  exact: "found word for word",
  normalized: "found, up to quotes, spaces and case",
  fuzzy: "found with small differences",
  missing: "not in the article",
};
const foundIn = ([, alignment, support]) => (alignment === "missing" && support !== "unsupported" ? "found in the title" : FOUND[alignment]);

/** All about one value: what it is, the words, who says otherwise, where it comes from, and the review. */
function inspect(view) {
  const { record, row } = view;
  const [path, label, value, , number, , around] = row;
  const parts = [make("h3", {}, [...around, label].join(" › ")), ...inShort("p", { class: "big", dir: "auto" }, value)];
  if (number === null) parts.push(make("p", { class: "facts" }, badge(SUPPORT.uncited), make("span", {}, value === "none" ? "The article gives none." : "This field carries no quote.")));
  else {
    const [, , , reason] = record.evidence[number];
    const quote = quoteOf(record, number);
    parts.push(
      make("p", { class: "facts" }, badge(SUPPORT[stateOf(record.evidence[number])]), make("span", {}, foundIn(record.evidence[number]))),
      reason ? make("p", { class: "reason" }, reason) : null,
      ...(quote ? inShort("blockquote", { dir: "auto" }, quote) : []),
    );
  }
  const notes = notesOf(record).get(path) ?? [];
  parts.push(...few(notes.map((note) => (note[4] ? differingBlock(view, note) : noteLine(note, path)))));
  parts.push(othersBlock(view.number, record, row), reviewBlock(view), originBlock(record, path));
  return parts.filter(Boolean);
}

function originBlock(record, path) {
  const answers = record.attempts.map(([fingerprint, outcome, read, written]) =>
    `${fingerprint.slice(0, 8)} (${outcome}, ${(read + written).toLocaleString("en")} tokens)`);
  const changed = record.review?.changes.filter((change) => change.path === path) ?? [];
  return make("dl", { class: "origin" },
    make("dt", {}, "version"), make("dd", {}, `${record.task}, prompt ${record.prompt.slice(0, 8)}`),
    make("dt", {}, "model"), make("dd", {}, record.model),
    make("dt", {}, "answer"), make("dd", {}, answers.join(", ") || "none"),
    make("dt", {}, "path"), make("dd", { class: "code" }, path),
    ...changed.flatMap((change) => [make("dt", {}, "review"), make("dd", {}, `${change.action} by ${record.review.by}; the model said ${JSON.stringify(change.was)}`)]),
  );
}
