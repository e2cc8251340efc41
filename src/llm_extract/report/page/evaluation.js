// The evaluation: scores by field against the gold, and every error by name.

const scores = content.evaluation;

const OUTCOME = { wrong: ["✕", "wrong", "bad"], missing: ["∅", "missing", "warn"], extra: ["+", "extra", "warn"] };

const evaluationView = {
  label: "Evaluation",
  count: scores?.errors.length,

  show(main) {
    const { overall } = scores;
    const range = overall.interval ? `95 %: ${overall.interval.map((one) => one.toFixed(3)).join(" – ")}` : null;
    const fixed = (number) => (number === null ? "–" : number.toFixed(3));
    this.list = new WindowedList({
      label: "Errors", height: 84,
      fill: (error) => this.fill(error),
      pick: (error, _number, clicked) => clicked && this.open(error),
    });
    main.append(make("section", { class: "wide", "aria-label": "Evaluation", tabindex: "0" },
      make("h2", {}, "Evaluation"),
      make("p", { class: "muted" }, "Precision: of the values found, the share that is right. Recall: of the gold's values, the share that was found. A wrong value is both false and missed. 95 %: where F1 may lie for articles like these."),
      make("div", { class: "tiles" },
        tile(fixed(overall.f1), "F1", range), tile(fixed(overall.precision), "precision", `${overall.false} false`),
        tile(fixed(overall.recall), "recall", `${overall.missed} missed`),
        tile(percent(scores.perfect_share), "of the articles", "without any error"),
        scores.breaches?.length ? tile(String(scores.breaches.length), "floors", "not held") : null),
      make("div", { class: "cards" },
        make("section", { class: "card full", tabindex: "0", "aria-label": "Fields" }, make("h3", {}, "Fields"),
          make("table", { class: "scores" },
            make("thead", {}, make("tr", {}, ...["Field", "F1", "F1", "Precision", "Recall", "Right", "False", "Missed"].map((name, at) =>
              make("th", { scope: "col", class: at > 1 ? "number" : at === 1 ? "bar-cell" : null }, at === 1 ? make("span", { class: "unseen" }, "F1 as a bar") : name)))),
            make("tbody", {}, ...Object.entries(scores.fields).map(([name, one]) => {
              const row = barRow(name, [[one.f1 ?? 0, one.f1 === 1 ? "good" : "warn"]], 1, fixed(one.f1));
              row.append(...[fixed(one.precision), fixed(one.recall), one.right, one.false, one.missed].map((cell) => make("td", { class: "number" }, String(cell))));
              return row;
            })))),
        make("section", { class: "card full" }, make("h3", {}, scores.errors.length ? count(scores.errors.length, "error") : "No errors"),
          scores.errors.length ? this.list.node : null))));
    this.list.set(scores.errors);
  },

  fill(error) {
    const cell = (value) => (value === null ? "none" : typeof value === "string" ? value : JSON.stringify(value));
    return [
      make("div", { class: "row-line" }, badge(OUTCOME[error.outcome] ?? ["·", error.outcome, "plain"]), make("strong", {}, error.field), make("span", { class: "muted" }, error.document)),
      make("div", { class: "row-message", dir: "auto" }, `gold: ${cell(error.gold)}`),
      make("div", { class: "row-message", dir: "auto" }, `found: ${cell(error.found)}`),
    ];
  },

  open(error) {
    const number = recordNumber(error.document);
    if (number === undefined) return say("There is no record of that article.");
    go({ view: "records", record: error.document, at: error.outcome === "missing" ? null : shownPath(readRecord(number), error.path), q: null, only: null });
  },

  update() {},
  move(step) { this.list.move(step); },
  moveField(step) { this.move(step); },
  enter() { const error = this.list.items[this.list.selected]; if (error) this.open(error); },
  search() {},
  expand(all) { this.list.expand(all); },
};
if (scores) views.evaluation = evaluationView;
