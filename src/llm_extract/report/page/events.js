// Events: what all articles say about one thing, field by article, and where they contradict each other.

const COLUMNS_AT_ONCE = 8;
const CLAIMS_AT_ONCE = 50;
const QUOTES_AT_ONCE = 20; // for one claim

/** A claim's letter, which ties the table to the quotes. */
const letterOf = (at) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[at] ?? String(at + 1);

const eventsView = {
  label: "Events",
  count: content.events?.length ?? 0,

  show(main) {
    this.list = new WindowedList({
      label: "Events", height: 64,
      fill: ([number]) => this.fillEvent(content.events[number]),
      pick: ([number]) => go({ event: content.events[number][0], field: null, claim: null }, { replace: true }),
    });
    this.query = make("input", { type: "search", placeholder: "Find by title", "aria-label": "Find events", on: {
      input: () => go({ q: this.query.value }, { replace: true }),
    } });
    this.only = make("select", { "aria-label": "Show", on: { change: () => go({ only: this.only.value }, { replace: true }) } },
      make("option", { value: "" }, "Conflicts first"), make("option", { value: "conflicts" }, "Only conflicts"), make("option", { value: "several" }, "Told by several"));
    this.found = make("p", { class: "found" });
    this.detail = make("section", { class: "event", "aria-label": "The chosen event" });
    main.append(make("section", { class: "side", "aria-label": "All events" }, make("div", { class: "filter" }, this.query, this.only, this.found), this.list.node), this.detail);
    this.filtered = null;
    this.number = null;
    this.page = 0;
  },

  update() {
    this.filter();
    let number = state.event === undefined ? undefined : content.events.findIndex((entry) => entry[0] === state.event);
    if (number === undefined || number < 0) number = this.list.items[0]?.[0];
    if (number === undefined) {
      this.number = null;
      return this.detail.replaceChildren(make("p", { class: "empty" }, "No event fits."));
    }
    if (number !== this.number) this.page = 0;
    if (number !== this.number || state.field !== this.field) this.most = CLAIMS_AT_ONCE;
    this.field = state.field;
    this.number = number;
    this.event = readEvent(number);
    this.list.select(this.list.items.findIndex(([one]) => one === number), { center: true });
    this.draw();
  },

  filter() {
    const { only = "" } = state;
    const words = newSearch(this, ["conflicts", "several"].includes(only) ? only : "");
    if (words === null) return;
    const found = [];
    content.events.forEach(([, title, , articles, , conflicts], number) => {
      if (only === "conflicts" && !conflicts.length) return;
      if (only === "several" && articles < 2) return;
      if (words.every((word) => title.toLowerCase().includes(word))) found.push(number);
    });
    showFound(this, found, content.events.length, "event");
  },

  fillEvent([, title, kind, articles, , conflicts]) {
    const line = [make("span", { class: "muted" }, `${kind} · ${count(articles, "article")}`)];
    if (conflicts.length) line.unshift(make("span", { class: "badge bad" }, `≠ ${count(conflicts.length, "conflict")}`));
    return [make("div", { class: "row-title", dir: "auto" }, title), make("div", { class: "row-line" }, ...line)];
  },

  draw() {
    const { event } = this;
    const chosen = state.field === undefined ? null : Number(state.field);
    const told = event.voices === event.articles.length
      ? `told by ${count(event.articles.length, "article")}`
      : `told by ${count(event.articles.length, "article")}, ${count(event.voices, "independent voice")}`;
    const conflicts = event.fields.filter((field) => field.verdict === "conflict").length;
    const top = this.detail.firstChild?.scrollTop ?? 0;
    const upper = make("div", { class: "event-top", tabindex: "0", role: "region", "aria-label": "Fields by article" }, ...[
      make("h2", { dir: "auto" }, event.title),
      make("p", { class: "facts" }, make("span", {}, event.kind), make("span", {}, told),
        conflicts ? make("span", { class: "badge bad" }, `≠ ${count(conflicts, "field")} in conflict`) : make("span", { class: "badge good" }, "= no conflict")),
      this.links(),
      event.fields[chosen] ? null : make("p", { class: "lead" }, "Choose a value to see the words behind it, and the words of those who say otherwise."),
      this.table(chosen),
    ].filter(Boolean));
    const parts = [upper, event.fields[chosen] ? this.quotes(event.fields[chosen], chosen) : null].filter(Boolean);
    keepFocus(this.detail, () => this.detail.replaceChildren(...parts));
    upper.scrollTop = top;
    const row = upper.querySelector("tr.chosen")?.getBoundingClientRect();
    const room = upper.getBoundingClientRect();
    if (row && row.bottom > room.bottom) upper.scrollTop += row.bottom - room.bottom + 12;
    else if (row && row.top < room.top) upper.scrollTop -= room.top - row.top + 12;
  },

  links() {
    if (!this.event.links.length) return null;
    return make("ul", { class: "links" }, ...this.event.links.map(([kind, id, title, agreed, against]) => make("li", {},
      `${kind === "chain" ? "Another closing" : kind === "possible" ? "Possibly the same" : kind}: `,
      make("a", { href: addressOf({ view: "events", event: id }), dir: "auto" }, title),
      agreed.length ? ` – agrees on ${agreed.join(", ").replaceAll("_", " ")}` : "",
      against.length ? ` – differs on ${against.join(", ").replaceAll("_", " ")}` : "")));
  },

  table(chosen) {
    const { event } = this;
    const first = this.page * COLUMNS_AT_ONCE;
    const columns = event.articles.slice(first, first + COLUMNS_AT_ONCE).map((article, at) => [first + at, article]);
    const head = make("tr", {}, make("th", { scope: "col" }, "Field"), make("th", { scope: "col" }, "Verdict"),
      ...columns.map(([, [number, key, title, date, copy]]) => {
        const name = make("th", { scope: "col", class: "article-name" },
          make("span", { class: "row-title", dir: "auto" }, number === null ? title ?? key : content.records[number][COLUMN.title]),
          make("span", { class: "muted" }, [date ?? key, copy ? "a copy" : null].filter(Boolean).join(" · ")));
        if (columns.length > 2) name.style.width = `${72 / columns.length}%`; // alike, however long their titles are
        return name;
      }));
    const body = event.fields.map((field, number) => make("tr", { class: number === chosen ? "chosen" : null },
      make("th", { scope: "row" }, button(field.label, () => this.choose(number), { class: "plain-button", "data-name": `field-${number}`, "aria-pressed": String(number === chosen) })),
      make("td", {}, badge(VERDICT[field.verdict] ?? ["·", field.verdict, "plain"]), field.kinds.length ? make("div", { class: "muted" }, field.kinds.join(", ").replaceAll("_", " ")) : null),
      ...columns.map(([column]) => this.cell(field, number, column))));
    const pages = Math.ceil(event.articles.length / COLUMNS_AT_ONCE);
    return make("div", { class: "table" },
      pages > 1 ? make("p", { class: "actions" }, button("‹ earlier articles", () => this.turn(-1), { "data-name": "earlier", disabled: this.page === 0 }),
        make("span", {}, `${first + 1}–${Math.min(first + COLUMNS_AT_ONCE, event.articles.length)} of ${event.articles.length}`),
        button("further articles ›", () => this.turn(1), { "data-name": "further", disabled: this.page === pages - 1 })) : null,
      make("table", {}, make("thead", {}, head), make("tbody", {}, ...body)));
  },

  cell(field, number, column) {
    const cells = [];
    field.claims.forEach((claim, at) => {
      for (const said of claim.said) {
        if (said[0] !== column) continue;
        const apart = field.verdict === "conflict" && field.claims.length > 1;
        const quiet = said[6] === "unsupported" ? badge(SUPPORT.unsupported) : null;
        cells.push(make("button", {
          type: "button", class: `claim${apart ? ` claim-${at % 6}` : ""}`, "data-field": String(number), "data-claim": String(at), "data-name": `claim-${number}-${at}-${column}`,
          on: { click: () => this.choose(number, at) },
        }, apart ? make("span", { class: "letter" }, letterOf(at)) : null, make("span", { dir: "auto" }, claim.shown), said[3] ? make("span", { class: "muted" }, `citing ${said[3]}`) : null, quiet));
      }
    });
    return make("td", {}, ...(cells.length ? cells : [make("span", { class: "muted" }, "–")]));
  },

  showMore() { this.most += CLAIMS_AT_ONCE; this.draw(); },

  turn(step) { this.page += step; this.draw(); },

  choose(number, claim = null) {
    go({ event: this.event.id, field: String(number), claim: claim === null ? null : String(claim) }, { replace: true });
    say(`The quotes for ${this.event.fields[number].label} stand below.`);
    const quotes = this.detail.querySelector(".quotes");
    if (quotes?.getBoundingClientRect().top > innerHeight - 80) bring(quotes, "start"); // panes below each other
  },

  /** The words of each claim beside each other: the chosen one first, then those who say otherwise. */
  quotes(field, number) {
    const first = state.claim === undefined ? null : Number(state.claim);
    const order = field.claims.map((_, at) => at).sort((one, other) => (other === first) - (one === first) || one - other);
    const resolved = field.resolved;
    const columns = order.slice(0, this.most).map((at) => {
      const claim = field.claims[at];
      const apart = first === null ? null : field.conflicts.find(([, one, other]) => [one, other].includes(at) && [one, other].includes(first) && at !== first);
      return make("section", { class: `claim-quotes${at === first ? " first" : ""}` },
        make("h4", {}, field.verdict === "conflict" && field.claims.length > 1 ? make("span", { class: `letter claim-${at % 6}` }, letterOf(at)) : null, make("span", { dir: "auto" }, claim.shown)),
        make("p", { class: "muted" }, count(claim.voices, "independent voice")),
        apart ? make("p", {}, make("span", { class: `badge ${apart[4] ? "plain" : "bad"}` }, `${apart[4] ? "≈" : "≠"} ${apart[0].replaceAll("_", " ")}`), ` ${apart[3]}`) : null,
        claim.elsewhere ? make("p", {}, make("a", { href: addressOf({ view: "events", event: claim.elsewhere }) }, "Open that event")) : null,
        ...claim.said.slice(0, QUOTES_AT_ONCE).map((said) => quoteCard(said, this.event)),
        claim.said.length > QUOTES_AT_ONCE ? make("p", { class: "muted" }, `and ${count(claim.said.length - QUOTES_AT_ONCE, "more article")}`) : null);
    });
    return make("section", { class: "quotes", id: `quotes-${number}`, tabindex: "0", "aria-label": `Quotes for ${field.label}` },
      make("div", { class: "quotes-head" }, make("h3", {}, field.label, " ", badge(VERDICT[field.verdict] ?? ["·", field.verdict, "plain"])),
        button("Close", () => go({ field: null, claim: null }, { replace: true }), { class: "quiet", "data-name": `field-${number}` })),
      make("p", { class: "reason" }, resolved ? `Holds: ${field.claims[resolved[0]]?.shown ?? ""} (${resolved[1]}).` : "No stated rule says which holds."),
      make("div", { class: "claims" }, ...columns),
      order.length > columns.length ? make("p", { class: "actions" }, button(`Show ${Math.min(CLAIMS_AT_ONCE, order.length - columns.length)} more of ${order.length - columns.length}`, () => this.showMore(), { "data-name": "more" })) : null,
      field.conflicts.length ? make("details", {}, make("summary", {}, `How the claims differ, two by two (${field.conflicts.length})`),
        make("ul", { class: "reasons" }, ...field.conflicts.slice(0, 50).map(([kind, one, other, reason, compatible]) =>
          make("li", {}, make("strong", {}, `${letterOf(one)} ${compatible ? "≈" : "≠"} ${letterOf(other)} ${kind.replaceAll("_", " ")}: `), reason)))) : null);
  },

  move(step) { this.list.move(step); },
  moveField(step) {
    const now = state.field === undefined ? (step > 0 ? -1 : this.event.fields.length) : Number(state.field);
    const next = now + step;
    if (this.event?.fields[next]) this.choose(next);
  },
  search() { this.query.focus(); this.query.select(); },
  others() { this.detail.querySelector(".quotes")?.focus(); },
};
if (content.events?.length) views.events = eventsView;
