// A list that only has elements for the rows in sight.

class WindowedList {
  /**
   * @param {object} plan
   * @param {string} plan.label    what the list is of
   * @param {number} plan.height   of a row, in pixels
   * @param {(item, number) => Node[]} plan.fill  what stands in a row
   * @param {(item, number, clicked) => void} plan.pick  a row was chosen, with a click or with keys
   * @param {(item) => boolean} [plan.passive]    rows that cannot be chosen
   */
  constructor(plan) {
    this.plan = plan;
    this.items = [];
    this.selected = -1;
    this.all = false;
    this.name = `list-${(WindowedList.made += 1)}`;
    this.space = make("div", { class: "space", role: "presentation" });
    this.node = make("div", { class: "window", "aria-label": plan.label, tabindex: "0" }, this.space);
    this.node.addEventListener("scroll", () => this.draw(), { passive: true });
    this.node.addEventListener("keydown", (event) => this.press(event));
    this.space.addEventListener("click", (event) => {
      const row = event.target.closest("[data-row]");
      if (row) this.choose(Number(row.dataset.row), true);
    });
    this.sized = new ResizeObserver(() => this.draw());
    this.sized.observe(this.node);
  }

  set(items) {
    this.items = items;
    this.selected = -1;
    this.drawn = null;
    this.space.style.height = `${items.length * this.plan.height}px`;
    if (items.length) this.node.setAttribute("role", "listbox");
    else this.node.setAttribute("role", "group"); // an empty listbox would be an error
    this.node.removeAttribute("aria-activedescendant");
    this.draw();
  }

  /** Mark a row as the chosen one and bring it into sight. */
  select(number, { center = false } = {}) {
    const before = this.selected;
    this.selected = number;
    if (number >= 0) {
      const top = number * this.plan.height;
      const { scrollTop, clientHeight } = this.node;
      if (top < scrollTop || top + this.plan.height > scrollTop + clientHeight) {
        this.node.scrollTop = center ? top - clientHeight / 2 : top < scrollTop ? top : top + this.plan.height - clientHeight;
      }
    }
    this.draw(); // measures, so nothing is changed before it
    if (before !== number) this.mark(before, false);
    this.mark(number, true);
    if (number >= 0) this.node.setAttribute("aria-activedescendant", `${this.name}-${number}`);
    else this.node.removeAttribute("aria-activedescendant");
  }

  /** Whether a row is the chosen one, where it has an element. */
  mark(number, chosen) {
    document.getElementById(`${this.name}-${number}`)?.setAttribute("aria-selected", String(chosen));
  }

  choose(number, clicked = false) {
    const item = this.items[number];
    if (item === undefined || this.plan.passive?.(item)) return;
    this.select(number);
    this.plan.pick(item, number, clicked);
  }

  /** Choose the next (1) or previous (-1) row that can be chosen. */
  move(step) {
    let next = this.selected < 0 ? (step > 0 ? 0 : this.items.length - 1) : this.selected + step;
    while (this.items[next] !== undefined && this.plan.passive?.(this.items[next])) next += step;
    this.choose(next);
  }

  press(event) {
    const page = Math.max(1, Math.floor(this.node.clientHeight / this.plan.height) - 1);
    const jumps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
    if (event.key in jumps) {
      const jump = jumps[event.key];
      if (Math.abs(jump) === 1) this.move(jump);
      else this.choose(Math.min(this.items.length - 1, Math.max(0, this.selected + jump)));
    } else if (event.key === "Home") this.choose(this.items.findIndex((item) => !this.plan.passive?.(item)));
    else if (event.key === "End") this.choose(this.items.length - 1);
    else return;
    event.preventDefault();
  }

  /** All rows, to be printed, or those in sight again. */
  expand(all) {
    this.all = all;
    this.draw();
  }

  /** Make the rows in sight, or all of them while they are printed. */
  draw() {
    const { plan: { height }, all } = this;
    const first = all ? 0 : Math.max(0, Math.floor(this.node.scrollTop / height) - 2);
    const room = all ? this.items.length : Math.ceil((this.node.clientHeight || 600) / height) + 4;
    const last = Math.min(this.items.length, first + room);
    if (this.drawn?.[0] === first && this.drawn[1] === last) return;
    this.drawn = [first, last];
    this.redraw();
  }

  /** The same rows anew; as none comes or goes, nothing need be measured. */
  redraw() {
    const [first, last] = this.drawn;
    const rows = [];
    for (let number = first; number < last; number += 1) rows.push(this.row(number));
    fill(this.space, rows);
  }

  row(number) {
    const item = this.items[number];
    const passive = Boolean(this.plan.passive?.(item));
    const row = make("div", {
      class: `row ${this.plan.tone?.(item) ?? ""}`,
      role: "option",
      id: `${this.name}-${number}`,
      "data-row": String(number),
      "aria-selected": String(number === this.selected),
      "aria-disabled": passive ? "true" : null,
      "aria-setsize": String(this.items.length),
      "aria-posinset": String(number + 1),
    }, ...this.plan.fill(item, number));
    row.style.top = `${number * this.plan.height}px`;
    row.style.height = `${this.plan.height}px`;
    return row;
  }
}
WindowedList.made = 0;

/** Takes over what the address asks a view to search for: the words, or null where that is shown already. */
function newSearch(view, choice) {
  const { q = "", only = "" } = state;
  const key = `${q}\n${only}`;
  if (key === view.filtered) return null;
  view.filtered = key;
  if (view.query.value !== q) view.query.value = q;
  view.only.value = choice;
  return q.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Shows what a search found, by number, and how many that is of all. */
function showFound(view, found, all, word) {
  view.list.set(found.map((number) => [number]));
  view.found.textContent = found.length === all
    ? count(all, word) : `${found.length.toLocaleString("en")} of ${count(all, word)}`;
}
