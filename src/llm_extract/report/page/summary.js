// The run in figures: what came of the articles, how well fields are backed, what it cost.

/** A name that may be broken behind its dots, brackets and underscores, and nowhere else. */
function breakable(name) {
  return name.split(/(?<=[\]._@])(?=[^\]._@[])/).flatMap((part, at) => (at ? [make("wbr"), part] : [part]));
}

/** A row of a bar table: name, bar, number. The bar repeats the number, so it is hidden from readers of the text. */
function barRow(name, parts, total, text) {
  const bar = make("div", { class: "bar", "aria-hidden": "true" }, ...parts.filter(([size]) => size > 0).map(([size, tone]) => {
    const part = make("span", { class: `fill ${tone}` });
    part.style.width = `${(100 * size) / Math.max(total, 1)}%`;
    return part;
  }));
  const named = typeof name === "string" ? breakable(name) : [name];
  return make("tr", {}, make("th", { scope: "row" }, ...named), make("td", { class: "bar-cell" }, bar), make("td", { class: "number" }, text));
}

function barTable(title, rows, heads) {
  return make("section", { class: "card" }, make("h3", {}, title),
    make("table", { class: "bars" }, make("thead", { class: heads.visible ? null : "unseen" }, make("tr", {}, ...heads.names.map((name) => make("th", { scope: "col" }, name)))), make("tbody", {}, ...rows)));
}

function tile(number, label, more) {
  return make("div", { class: "tile" }, make("strong", {}, number), make("span", {}, label), more ? make("span", { class: "muted" }, more) : null);
}

const summaryView = {
  label: "Summary",

  show(main) {
    const { figures } = content;
    const sums = figures.support.reduce((all, [, ...numbers]) => all.map((sum, at) => sum + numbers[at]), [0, 0, 0, 0]);
    const cited = sums.reduce((one, other) => one + other, 0);
    const usable = figures.statuses.filter(([word]) => word === "ok" || word === "empty").reduce((sum, [, number]) => sum + number, 0);
    const { read, written, cached, answers } = figures.tokens;
    const conflicts = (content.events ?? []).reduce((sum, entry) => sum + entry[5].length, 0);
    main.append(make("section", { class: "wide", "aria-label": "Summary", tabindex: "0" },
      make("h2", {}, "Run summary"),
      make("div", { class: "tiles" },
        tile(figures.records.toLocaleString("en"), "records", figures.records ? `${percent(usable / figures.records)} ok or empty` : null),
        tile(cited.toLocaleString("en"), "cited values", cited ? `${percent(sums[0] / cited)} supported` : null),
        content.events ? tile(content.events.length.toLocaleString("en"), "events", count(conflicts, "field in conflict", "fields in conflict")) : null,
        tile((read + written).toLocaleString("en"), "tokens", `${count(answers, "answer")}${cached ? `, ${cached.toLocaleString("en")} tokens from the provider's cache` : ""}`),
        figures.money ? tile(`${figures.money[0].toLocaleString("en", { maximumFractionDigits: 4 })} ${figures.money[1]}`, "cost", "at the prices given") : null,
        figures.reviewed ? tile(figures.reviewed.toLocaleString("en"), "reviewed", "records") : null),
      make("div", { class: "cards" },
        figures.records ? barTable("Status of the records", figures.statuses.map(([word, number]) => {
          const [icon, name, tone] = STATUS[word] ?? ["·", word, "plain"];
          return barRow(make("span", { class: `badge ${tone}` }, `${icon} ${name}`), [[number, tone]], figures.records, number.toLocaleString("en"));
        }), { names: ["Status", "Share", "Records"] }) : null,
        this.histogram(figures.histogram),
        figures.support.length ? this.support(figures.support, sums) : null,
        this.counts("How quotes were found", figures.alignments.map(([word, number]) => [FOUND[word] ?? word, number])),
        this.counts("Notes", figures.notes.map(([word, number]) => [word.replaceAll("_", " "), number])),
        this.counts("What came of the answers", figures.outcomes),
        this.counts("Versions and models", figures.versions))));
  },

  support(rows, sums) {
    const widest = Math.max(...rows.map(([, ...numbers]) => numbers.reduce((one, other) => one + other, 0)));
    const tones = ["good", "plain", "warn", "bad"];
    const legend = ["✓ supported", "? unchecked", "✕ unsupported", "∅ quote not found"];
    const words = (numbers) => numbers.map((number, at) => (number ? `${number.toLocaleString("en")} ${legend[at][0]}` : null)).filter(Boolean).join("  ");
    const card = barTable("Fields by support", rows.map(([name, ...numbers]) => barRow(name, numbers.map((number, at) => [number, tones[at]]), widest, words(numbers))), { names: ["Field", "Support", "Values"] });
    card.classList.add("full");
    card.firstChild.after(make("p", { class: "legend" }, ...legend.map((word, at) => make("span", { class: `badge ${tones[at]}` }, `${word} ${sums[at].toLocaleString("en")}`))));
    return card;
  },

  counts(title, rows) {
    if (!rows.length) return null;
    const widest = Math.max(...rows.map(([, number]) => number));
    return barTable(title, rows.map(([word, number]) => barRow(word, [[number, "calm"]], widest, number.toLocaleString("en"))), { names: ["What", "Share", "Number"] });
  },

  histogram(bars) {
    if (!bars.length) return null;
    const widest = Math.max(...bars.map(([, , number]) => number));
    return barTable("Tokens for each article", bars.map(([low, high, number]) =>
      barRow(`${low.toLocaleString("en")} – ${(high - 1).toLocaleString("en")}`, [[number, "calm"]], widest, number.toLocaleString("en"))), { names: ["Tokens", "Share", "Records"] });
  },

  update() {},
  move() {},
  moveField() {},
  search() {},
};
views.summary = summaryView;
