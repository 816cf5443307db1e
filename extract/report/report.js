/* The report in the browser: language, records and their mentions, lists, search.
   Opened from disk a page may load scripts and nothing else: data are scripts that call trichluc.put(key, value). */
"use strict";

(() => {
  const root = document.currentScript.dataset.root;
  const data = new Map();
  const waiting = new Map();
  const byId = (id) => document.getElementById(id);

  window.trichluc = {
    put(key, value) {
      data.set(key, value);
      waiting.get(key)?.resolve(value);
    },
  };

  /** The value of a data script, loaded once. */
  function load(key) {
    if (data.has(key)) return Promise.resolve(data.get(key));
    if (!waiting.has(key)) {
      const entry = {};
      entry.promise = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
      waiting.set(key, entry);
      const script = document.createElement("script");
      script.src = `${root}data/${key}.js`;
      script.onload = () => script.remove();
      script.onerror = () => {
        waiting.delete(key);
        entry.reject(new Error(key));
      };
      document.head.append(script);
    }
    return waiting.get(key).promise;
  }

  /** An element with attributes and children; texts stay texts. */
  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function later(action, wait = 150) {
    let timer;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(action, wait);
    };
  }

  /** As `fold` of search.py: lower case, without accents, đ as d. */
  const fold = (text) =>
    text.normalize("NFD").toLowerCase().replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d");

  /* Language ---------------------------------------------------------------------------------------------------- */

  const LANGUAGES = ["vi", "en"];
  let language = 0;

  const word = (key) => data.get("labels")[key]?.[language] ?? key;
  const label = (key) => element("span", { "data-t": key }, word(key));

  function setLanguage(name, keep) {
    language = Math.max(0, LANGUAGES.indexOf(name));
    document.documentElement.lang = LANGUAGES[language];
    for (const at of document.querySelectorAll("[data-t]")) at.textContent = word(at.dataset.t);
    for (const at of document.querySelectorAll("[data-t-label]")) at.setAttribute("aria-label", word(at.dataset.tLabel));
    for (const at of document.querySelectorAll("[data-t-placeholder]")) at.placeholder = word(at.dataset.tPlaceholder);
    for (const at of document.querySelectorAll("[data-language]"))
      at.setAttribute("aria-pressed", String(at.dataset.language === LANGUAGES[language]));
    if (keep) {
      try {
        localStorage.setItem("trichluc-language", LANGUAGES[language]);
      } catch {
        /* a browser that keeps nothing for files */
      }
    }
    document.dispatchEvent(new Event("languagechange"));
  }

  function startLanguage() {
    let kept = null;
    try {
      kept = localStorage.getItem("trichluc-language");
    } catch {
      /* as above */
    }
    setLanguage(kept ?? (navigator.language.startsWith("vi") ? "vi" : "en"), false);
    for (const button of document.querySelectorAll("[data-language]"))
      button.addEventListener("click", () => setLanguage(button.dataset.language, true));
  }

  /* A document: text and cards ---------------------------------------------------------------------------------- */

  function startDocument() {
    const text = byId("text");
    if (!text) return;
    const marks = [...text.querySelectorAll("a.m")];
    const cards = [...document.querySelectorAll(".card")];
    const ofRecord = new Map(cards.map((card) => [card.dataset.r, { card, marks: [], kind: card.dataset.kind }]));
    const own = marks.map((mark) => mark.className);
    for (const mark of marks)
      for (const number of mark.dataset.r.split(" ")) ofRecord.get(number)?.marks.push(mark);
    const words = new Map();
    let lit = null;

    const calm = matchMedia("(prefers-reduced-motion: reduce)");
    const show = (at) => at.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });

    function light(number) {
      if (lit !== null) {
        const before = ofRecord.get(lit);
        before.card.classList.remove("lit");
        before.card.querySelector(".pick").setAttribute("aria-pressed", "false");
        for (const mark of before.marks) mark.classList.remove("lit");
      }
      lit = number !== null && ofRecord.has(number) ? number : null;
      if (lit === null) return;
      const now = ofRecord.get(lit);
      now.card.classList.add("lit");
      now.card.querySelector(".pick").setAttribute("aria-pressed", "true");
      for (const mark of now.marks) mark.classList.add("lit");
    }

    text.addEventListener("click", (event) => {
      const mark = event.target.closest("a.m");
      if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const here = mark.dataset.r.split(" ").filter((number) => ofRecord.has(number) && !ofRecord.get(number).card.hidden);
      if (!here.length) return; // its card is on another page: the link leads there
      event.preventDefault();
      light(here[(here.indexOf(lit) + 1) % here.length]); // once more: the record around it
      const card = ofRecord.get(lit).card;
      card.querySelector(".pick").focus({ preventScroll: true });
      show(card);
    });

    for (const card of cards)
      card.querySelector(".pick").addEventListener("click", () => {
        light(lit === card.dataset.r ? null : card.dataset.r);
        const mark = lit === null ? undefined : ofRecord.get(lit).marks[0];
        if (mark) show(mark);
      });

    byId("cards")?.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      const href = link?.getAttribute("href") ?? "";
      if (!href.startsWith("#")) return;
      const target = byId(href.slice(1));
      if (!target) return;
      event.preventDefault();
      if (target.classList.contains("card")) {
        light(target.dataset.r);
        target.querySelector(".pick").focus({ preventScroll: true });
      } else {
        light(link.closest(".card").dataset.r);
        target.focus({ preventScroll: true });
      }
      show(target);
    });

    byId("cards")?.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || !event.target.classList.contains("pick")) return;
      const visible = cards.filter((card) => !card.hidden);
      const next = visible[visible.indexOf(event.target.closest(".card")) + step];
      if (next) {
        event.preventDefault();
        next.querySelector(".pick").focus();
      }
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") light(null);
    });

    function filter() {
      const kinds = new Set([...document.querySelectorAll("input[name=kind]:checked")].map((box) => box.value));
      const wanted = fold(byId("filter").value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const { card, kind } of ofRecord.values()) {
        if (wanted.length && !words.has(card)) words.set(card, fold(card.textContent));
        card.hidden = !kinds.has(kind) || !wanted.every((part) => words.get(card).includes(part));
        if (!card.hidden) shown += 1;
      }
      if (lit !== null && ofRecord.get(lit).card.hidden) light(null);
      marks.forEach((mark, i) => {
        const numbers = mark.dataset.r.split(" ").filter((number) => !ofRecord.get(number)?.card.hidden);
        const known = numbers.map((number) => ofRecord.get(number)?.kind);
        const ends = own[i].endsWith(" end") ? " end" : "";
        const over = known[1] ? ` over o-${known[1]}` : "";
        const all = numbers.length === mark.dataset.r.split(" ").length;
        const drawn = all ? own[i] : known[0] ? `m t-${known[0]}${over}${ends}` : "m off";
        const lights = lit !== null && numbers.includes(lit) ? " lit" : "";
        if (mark.className !== drawn + lights) mark.className = drawn + lights;
      });
      byId("shown").textContent = `${shown} ${word("of")} ${cards.length}`;
    }

    for (const box of document.querySelectorAll("input[name=kind]")) box.addEventListener("change", filter);
    byId("filter").addEventListener("input", later(filter));
    document.addEventListener("languagechange", () => {
      words.clear();
      filter();
    });
    filter();

    function follow() {
      const target = byId(decodeURIComponent(location.hash.slice(1)));
      if (!target) return;
      if (target.classList.contains("card")) {
        light(target.dataset.r);
        const mark = lit === null ? undefined : ofRecord.get(lit).marks[0];
        target.scrollIntoView({ block: "nearest" });
        mark?.scrollIntoView({ block: "center" }); // last: where the cards stand below the text, the place is seen
      } else if (target.dataset.r) {
        light(target.dataset.r.split(" ")[0]);
      }
    }
    addEventListener("hashchange", follow);
    if (performance.getEntriesByType("navigation")[0]?.type === "navigate") // else it goes back to where one was
      addEventListener("load", () => requestAnimationFrame(follow)); // once more: the browser itself goes to the card
    follow();
  }

  /* Lists ------------------------------------------------------------------------------------------------------- */

  const ON_PAGE = 50;
  const NUMBER = /^[\d.,:T/~<>=+ -]{1,24}$/; // and dates
  const KINDS = ["date", "official", "legal_reference", "meeting", "target", "actual"];

  function last(starts, at) {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (starts[middle] <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Row `at` of a list in the order that its scripts have. */
  async function stored(list, name, order, at) {
    const { starts } = list.orders[order];
    const shard = last(starts, at);
    return (await load(`${name}-${order}-${shard}`))[at - starts[shard]];
  }

  /** Row `at` of a list as shown: downwards from the last, rows without a value still at the end. */
  function row(list, name, order, down, at) {
    const given = list.rows - list.orders[order].nulls;
    return stored(list, name, order, down && at < given ? given - 1 - at : at);
  }

  function cell(value) {
    if (value === null) return [];
    if (Array.isArray(value)) return [element("a", { href: root + value[1], lang: "vi" }, value[0])];
    if (typeof value !== "object") return [String(value)];
    if (value.t) return [label(value.t)];
    if (value.types)
      return value.types.flatMap((count, i) =>
        count ? [element("span", { class: `badge t-${KINDS[i]}` }, element("span", { class: "sign", "data-n": count }), element("span", { class: "quiet" }, label(`type.${KINDS[i]}`), " ")), " "] : [],
      );
    const items = value.list.map((item) => element("li", {}, ...cell(item)));
    if (value.others) items.push(element("li", {}, `+${value.others} `, label("others")));
    return [element("ul", { class: "cells" }, ...items)];
  }

  function words(value) {
    if (value === null) return "";
    if (Array.isArray(value)) return value[0];
    if (typeof value !== "object") return String(value);
    if (value.t) return data.get("labels")[value.t].join(" ");
    return value.list ? value.list.map(words).join(" ") : "";
  }

  function startList() {
    const place = byId("list");
    if (!place) return;
    const name = place.dataset.list;
    const list = data.get("manifest").lists[name];
    const status = byId("list-status");
    const box = byId("list-filter");
    const [previous, next] = [byId("previous"), byId("next")];
    let { order, down } = list;
    let pages = [0]; // where each page seen so far begins, in rows of the order
    let run = 0;

    const heads = list.columns.map((column) => {
      const head = element("th", { scope: "col" });
      if (list.sortable.includes(column)) {
        const button = element("button", { type: "button", "data-order": column }, label(`column.${column}`));
        button.addEventListener("click", () => {
          down = order === column ? !down : column === "documents" || column === "records";
          order = column;
          pages = [0];
          draw();
        });
        head.append(button);
      } else head.append(label(`column.${column}`));
      return head;
    });
    place.querySelector("thead tr").append(...heads);

    async function draw() {
      const mine = ++run;
      list.columns.forEach((column, i) => {
        if (column === order) heads[i].setAttribute("aria-sort", down ? "descending" : "ascending");
        else heads[i].removeAttribute("aria-sort");
      });
      const wanted = fold(box.value).split(/\s+/).filter(Boolean);
      const found = [];
      let at = pages[pages.length - 1];
      try {
        for (; at < list.rows && found.length < ON_PAGE; at += 1) {
          const one = await row(list, name, order, down, at);
          if (mine !== run) return;
          const said = wanted.length ? fold(one.map(words).join(" ")) : "";
          if (wanted.every((part) => said.includes(part))) found.push(one);
          if (at % 2000 === 1999) status.textContent = `${word("searching")}: ${at + 1} ${word("of")} ${list.rows}`;
        }
      } catch {
        status.textContent = word("failed");
        return;
      }
      const rows = found.map((one) =>
        element("tr", {}, ...one.map((value) => element("td", NUMBER.test(value) ? { class: "number" } : {}, ...cell(value)))),
      );
      place.querySelector("tbody").replaceChildren(...rows);
      const first = pages[pages.length - 1];
      status.textContent = wanted.length
        ? `${found.length} ${word("rows")} · ${word("searching")}: ${at} ${word("of")} ${list.rows}`
        : `${list.rows ? first + 1 : 0}–${at} ${word("of")} ${list.rows}`;
      previous.disabled = pages.length < 2;
      next.disabled = at >= list.rows;
      next.dataset.at = at;
    }

    previous.addEventListener("click", () => {
      pages.pop();
      draw();
    });
    next.addEventListener("click", () => {
      pages.push(Number(next.dataset.at));
      draw();
    });
    box.value = new URLSearchParams(location.search).get("f") ?? "";
    box.addEventListener("input", later(() => {
      pages = [0];
      draw();
    }, 250));
    document.addEventListener("languagechange", draw);
    draw();
  }

  /* Search ------------------------------------------------------------------------------------------------------ */

  const HITS = 20;

  /** The scripts of an index that may hold terms from `low` to `high`. */
  async function terms(kind, low, high, most) {
    const firsts = data.get("manifest").search[kind];
    const found = [];
    for (let i = 0; i < firsts.length; i += 1) {
      if (firsts[i] > high) break;
      if (i + 1 < firsts.length && firsts[i + 1] < low) continue;
      if (found.length >= most) break;
      found.push(load(`search-${kind}-${i}`));
    }
    return (await Promise.all(found)).flat();
  }

  /** The numbers of the documents with a term, or with one that begins with it. */
  async function documents(kind, term, begins = false) {
    const high = begins ? `${term}\uffff` : term;
    const found = new Set();
    for (const [one, numbers] of await terms(kind, term, high, begins ? 4 : 1000)) {
      if (!(begins ? one.startsWith(term) : one === term)) continue;
      let number = 0;
      for (const step of numbers.split(" ")) found.add((number += parseInt(step, 36)));
    }
    return found;
  }

  const RECORD_ID = new RegExp(`/(${KINDS.join("|")})/\\d+$`);

  /** The page that an id leads to, with the record's card; not `exact` where only the record's document is known. */
  async function placeOf(id) {
    const halves = id.split("/");
    const record = halves.splice(-2).join("/");
    const pages = async (name) => (await terms("ids", name, name, Infinity)).filter((entry) => entry[0] === name);
    const ofDocument = await pages(halves.join("/"));
    for (const [, number, page, cards] of ofDocument)
      if (Object.hasOwn(cards, record)) return { number, href: `${page}#${cards[record]}`, exact: true };
    const named = await pages(id);
    const nearest = named[0] ?? (RECORD_ID.test(id) ? ofDocument[0] : undefined);
    return nearest ? { number: nearest[1], href: nearest[2], exact: named.length > 0 } : null;
  }

  /** On the overview: `index.html#<id>` leads to where the record is. */
  function startId() {
    const status = byId("id-status");
    if (!status) return;

    function decoded(text, escapes) {
      return text.replace(escapes, (part) => {
        try {
          return decodeURIComponent(part);
        } catch {
          return part;
        }
      });
    }

    async function follow() {
      status.replaceChildren();
      const given = location.hash.slice(1);
      const read = decoded(given, /(%[0-9a-f]{2})+/gi);
      if (!given || byId(read)) return;
      const typed = decoded(given, /(%[89a-f][0-9a-f])+/gi); // an id may have % in it; the browser escapes accents
      status.append(label("loading"));
      try {
        await load("manifest");
        const places = await Promise.all([read, typed].map(placeOf));
        const place = places.find((one) => one?.exact) ?? places.find(Boolean);
        if (place?.exact) return location.replace(root + place.href);
        if (!place) return status.replaceChildren(label("id.none"), ` ${read}`);
        const [title] = await stored(data.get("manifest").lists.documents, "documents", "input", place.number);
        status.replaceChildren(label("id.document"), " ", ...cell(title));
      } catch {
        status.replaceChildren(label("failed"));
      }
    }
    addEventListener("hashchange", follow);
    follow();
  }

  async function find(query) {
    const inside = query.split('"').map((part, i) => ({ exact: i % 2 === 1, words: fold(part).match(/[\p{L}\p{N}]+/gu)?.map((w) => w.slice(0, 40)) ?? [] }));
    const all = inside.flatMap((part) => part.words);
    if (!all.length) return null;
    const open = /[\p{L}\p{N}]$/u.test(query) ? all[all.length - 1] : null; // perhaps not typed to its end
    const sets = await Promise.all(
      [...new Set(all)].map((term) => documents("words", term, term === open && term.length > 1)),
    );
    const together = (parts) => parts.flatMap((part) => part.words.slice(1).map((term, i) => `${part.words[i]} ${term}`));
    const must = new Set(together(inside.filter((part) => part.exact)));
    const pairs = [...new Set(together(inside))];
    const pairSets = await Promise.all(pairs.map((pair) => documents("pairs", pair)));
    const named = await Promise.all([...new Set(all)].map((term) => documents("words", `=${term}`)));
    pairs.forEach((pair, i) => must.has(pair) && sets.push(pairSets[i]));
    sets.sort((a, b) => a.size - b.size);
    const hits = [...sets[0]].filter((number) => sets.every((set) => set.has(number)));
    const count = (sets, number) => sets.filter((set) => set.has(number)).length;
    const score = (number) => // all words side by side are worth more than all of them apart in a title
      2 * count(pairSets, number) + 3 * count(named, number) + (count(pairSets, number) === pairs.length ? 4 * all.length : 0);
    return hits.map((number) => [score(number), number]).sort((a, b) => b[0] - a[0] || a[1] - b[1]).map((hit) => hit[1]);
  }

  function startSearch() {
    const place = byId("hits");
    if (!place) return;
    const box = byId("q");
    const status = byId("search-status");
    const [previous, next] = [byId("previous"), byId("next")];
    const list = data.get("manifest").lists.documents;
    let hits = null;
    let id = null; // what was asked for where it looks like the id of a record, and where that leads
    let leads = null;
    let first = 0;
    let run = 0;

    async function draw() {
      const mine = ++run;
      const here = (hits ?? []).slice(first, first + HITS);
      const rows = await Promise.all(here.map((number) => stored(list, "documents", "input", number)));
      if (mine !== run) return;
      place.start = first + 1;
      place.replaceChildren(
        ...rows.map(([title, published, publisher, counts]) =>
          element("li", {}, element("h2", {}, ...cell(leads ? [title[0], leads.href] : title)), element("p", { class: "note", lang: "vi" }, [published, publisher].filter(Boolean).join(" · ")), element("p", {}, ...cell(counts))),
        ),
      );
      if (leads) status.textContent = word(leads.exact ? "id.found" : "id.document");
      else if (hits === null) status.textContent = word("search.empty");
      else if (hits.length) status.textContent = `${hits.length} ${word("search.found")}`;
      else status.textContent = id ? `${word("id.none")} ${id}` : word("search.none");
      previous.disabled = first === 0;
      next.disabled = hits === null || first + HITS >= hits.length;
    }

    /** Where the query is not being typed, `go` follows the id of a record to its place. */
    async function search(go) {
      const mine = ++run;
      const query = box.value;
      const bare = query.trim().replace(/^"|",?$/g, ""); // as copied from JSON
      status.textContent = word("loading");
      try {
        const asked = RECORD_ID.test(bare) ? bare : null;
        const there = asked && (await placeOf(asked));
        const found = there ? [there.number] : await find(query);
        if (mine !== run) return;
        if (go && there?.exact) return go(root + there.href);
        [id, leads, hits] = [asked, there, found];
        first = 0;
        await draw();
      } catch {
        status.textContent = word("failed");
      }
    }

    box.form.addEventListener("submit", (event) => {
      event.preventDefault();
      search((href) => location.assign(href));
    });
    box.addEventListener("input", later(() => search(null), 250));
    previous.addEventListener("click", () => {
      first = Math.max(0, first - HITS);
      draw();
    });
    next.addEventListener("click", () => {
      first += HITS;
      draw();
    });
    document.addEventListener("languagechange", draw);
    box.value = new URLSearchParams(location.search).get("q") ?? "";
    search((href) => location.replace(href));
  }

  document.addEventListener("DOMContentLoaded", () => {
    startLanguage();
    startDocument();
    startList();
    startSearch();
    startId();
  });
})();
