"use strict";
/* Answers, in place, what kernel has what layout. Reads names of kernels as the command line does. Text stays text: nothing
   here writes markup, and the drawings come from data.js alone. */
(function () {
  const LONGEST = 4096;
  const ABIS = new Map(VVARMAP.abis.map((abi, i) => [abi[0], i]));
  const VENDORS = VVARMAP.vendors.map(v => ({name: v[0], inSuffix: v[1] === 1, pattern: new RegExp(v[2]), exact: v[3] === 1, note: v[4]}));
  const MACHINE_PATTERNS = Object.entries(VVARMAP.machinePatterns).map(([p, abi]) => [new RegExp("^(?:" + p + ")$"), abi]);

  /* ---- releases ---- */
  const FORM = /^v?(?:(2)\.([0-6])\.(0|[1-9]\d{0,4})|([3-9]|[1-9]\d)\.(0|[1-9]\d{0,4}))(?:\.(0|[1-9]\d{0,4})|-rc(0|[1-9]\d{0,4}))?$/;
  function release(name) {
    const m = FORM.exec(name);
    if (!m) return null;
    const base = m[1] ? [2, +m[2], +m[3]] : [+m[4], +m[5], 0];
    const point = m[6] === undefined ? 0 : +m[6];
    const candidate = m[7] === undefined ? 0 : +m[7];
    if (m[6] !== undefined && point === 0 || m[7] !== undefined && candidate === 0) return null;
    return {base, candidate, point};
  }
  const baseName = r => r.base[0] === 2 ? r.base.join(".") : r.base[0] + "." + r.base[1];
  const tag = r => "v" + baseName(r) + (r.candidate ? "-rc" + r.candidate : "") + (r.point ? "." + r.point : "");
  const line = r => r.point ? baseName(r) + ".y" : "mainline";
  const mainline = r => ({base: r.base, candidate: 0, point: 0});
  function compare(a, b) {
    for (let i = 0; i < 3; i++) if (a.base[i] !== b.base[i]) return a.base[i] - b.base[i];
    return (a.candidate === 0) - (b.candidate === 0) || a.candidate - b.candidate || a.point - b.point;
  }
  const CALENDAR = new Map();
  for (const [name, ranges] of Object.entries(VVARMAP.releases)) {
    const list = [];
    for (const range of ranges.split(" ")) {
      const [from, to] = range.split("~");
      const first = release(from);
      list.push(first);
      for (let n = first.point + first.candidate + 1; to !== undefined && n <= +to; n++) {
        list.push({base: first.base, candidate: first.candidate ? n : 0, point: first.point ? n : 0});
      }
    }
    CALENDAR.set(name, list);
  }
  const has = r => (CALENDAR.get(line(r)) || []).some(other => compare(other, r) === 0);
  const floor = (list, r) => list.filter(other => compare(other, r) <= 0).pop();
  const ceiling = (list, r) => list.find(other => compare(other, r) >= 0);
  function nearest(r) {
    const list = CALENDAR.get(line(r)) || [];
    if (list.length === 0) {
      const all = CALENDAR.get("mainline") || [];
      return floor(all, mainline(r)) || ceiling(all, mainline(r)) || null;
    }
    return floor(list, r) || (r.point > 0 && has(mainline(r)) ? mainline(r) : ceiling(list, r)) || null;
  }

  /* ---- what people call kernels and machines ---- */
  const RELEASE = /^v?(\d{1,5})\.(\d{1,5})(?:\.(\d{1,5}))?(?:\.(\d{1,5}))?(?:-rc(\d{1,5})(?![0-9A-Za-z]))?((?:[-+_~.].*)?)$/;
  const NO_SUFFIX = /^(?:-tree|\.y|\.(?:[^A-Za-z].*)?|-rc\d.*)$/;
  const PREFIX = /(?:linux-(?:image-(?:unsigned-)?|headers-|modules-)?|kernel-(?:core-|default-)?|vmlinu[xz]-)(?=v?\d)/;
  const DEBIAN = /(?:^|\s)(?:Debian|Kali) (?:\d{1,3}:)?(\d[\w.~+-]{0,127})/;
  const DEBIAN_BASE = /^(\d+(?:\.\d+){1,3})(?:~rc(\d+))?(?:[-+~].*)?$/;
  const SIGNATURE = /^Ubuntu (\S+) (\d+(?:\.\d+){1,2})$/;
  const LATE = /^-(?:0\.rc(\d{1,3})[.\-_]|0\d{5}rc(\d{1,3})-).*$/;
  const SNAPSHOT = /^-0\.rc\d{1,3}\.(?:\d{6,8}git|git|\d{6}g)[0-9A-Za-z]*\..*$/;

  function ofMachine(name) {
    const lower = name.toLowerCase();
    if (Object.hasOwn(VVARMAP.machines, lower)) return VVARMAP.machines[lower];
    const found = MACHINE_PATTERNS.find(([pattern]) => pattern.test(lower));
    return found ? found[1] : null;
  }
  /* An ABI's own name, a machine's, or all of a folder below arch/. */
  function resolve(name) {
    const lower = name.toLowerCase();
    const machine = ofMachine(lower);
    if (machine) return [machine];
    return VVARMAP.abis.filter(abi => abi[1] === lower).map(abi => abi[0]);
  }
  function make(version, point, candidate) {
    const hasPoint = point !== undefined && +point > 0;
    if (hasPoint && candidate !== undefined) return null;
    return release(version + (hasPoint ? "." + +point : "") + (candidate === undefined ? "" : "-rc" + candidate));
  }
  function base(token) {
    if (token.length > 256) return null;
    const m = RELEASE.exec(token.replace(PREFIX, ""));
    if (!m || NO_SUFFIX.test(m[6])) return null;
    let rest = m[6];
    let found;
    let exact = true;
    let note = "";
    if (m[1] === "2") {
      if (m[3] === undefined) return null;
      const patch = +m[3];
      if (m[2] === "6" && patch > 39) {
        const version = patch < 60 ? "3." + (patch - 40) : "4." + (patch - 60);
        note = "there is no 2.6." + patch + ": programs that could not read 3.0 were told so instead of " + version;
        exact = false;
        found = make(version, m[4], m[5]);
      } else {
        found = make("2." + m[2] + "." + patch, m[4], m[5]);
      }
    } else {
      if (m[4] !== undefined) {
        exact = false;
        note = "the fourth number, " + m[4] + ", is a vendor's count";
      }
      let candidate = m[5];
      const late = LATE.exec(rest);
      const isMainline = m[3] === undefined || +m[3] === 0;
      if (isMainline && candidate === undefined && late) {
        candidate = late[1] === undefined ? late[2] : late[1];
        if (+candidate === 0) {
          candidate = "1";
          exact = false;
          note = "a snapshot of the merge window, before v" + m[1] + "." + m[2] + "-rc1 and after the release before it";
        } else if (SNAPSHOT.test(rest)) {
          exact = false;
          note = "a snapshot after -rc" + candidate;
        }
      } else if (!isMainline && candidate !== undefined) {
        candidate = undefined;
        exact = false;
        note = "a review candidate of a stable release";
      }
      found = make(m[1] + "." + m[2], m[3], candidate);
      if (rest === "-dontuse" && found) {
        note = "tagged " + tag(found) + rest + " upstream";
        rest = "";
        exact = true;
      }
    }
    return found ? {release: found, rest, exact, note} : null;
  }
  function machineOfLine(version) {
    for (const word of version.split(/\s+/)) {
      const abi = Object.hasOwn(VVARMAP.flavours, word) ? VVARMAP.flavours[word] : ofMachine(word);
      if (abi && word === word.toLowerCase()) return abi;
    }
    return null;
  }
  function machineOfRest(rest) {
    const parts = rest.split(/[-.+]/);
    for (let i = parts.length - 1; i > 0; i--) {
      const abi = Object.hasOwn(VVARMAP.flavours, parts[i]) ? VVARMAP.flavours[parts[i]] : ofMachine(parts[i]);
      if (abi) return abi;
    }
    return null;
  }
  const caution = r => "the layout is that of the upstream base " + tag(r) + ", to which changes may have been backported";
  const nothing = (query, note) => ({query, release: null, vendor: false, machine: null, notes: [note]});

  function parse(text) {
    if (text.length > LONGEST) return nothing(text.slice(0, 64).trim() + "…", "longer than " + LONGEST + " characters");
    const query = text.trim();
    const unknown = nothing(query, "names no release of the Linux kernel");
    const signed = SIGNATURE.exec(query);
    if (signed) {
      const named = base(signed[2]);
      return named && named.exact
        ? {query, release: named.release, vendor: true, machine: machineOfRest(signed[1]), notes: [
          "Ubuntu: its signature names " + tag(named.release) + " as the upstream base", caution(named.release)]}
        : unknown;
    }
    const words = query.split(/\s+/);
    let token = words[0];
    let version = query.slice(token.length);
    if (token === "Linux") {
      token = "";
      version = query;
      for (const at of [2, 1]) {
        if (words.length > at && base(words[at])) {
          token = words[at];
          version = words.slice(at + 1).join(" ");
          break;
        }
      }
    }
    const found = base(token);
    if (!found) return unknown;
    const notes = found.note ? [found.note] : [];
    const rule = VENDORS.find(v => v.pattern.test(v.inSuffix ? found.rest : version));
    const vendor = !found.exact || (rule ? !rule.exact : found.rest !== "");
    let named = found.release;
    if (rule) notes.push(rule.name + ": " + rule.note);
    else if (found.rest) notes.push("the suffix " + found.rest + " is of someone's own build, with changes or without");
    const debian = DEBIAN.exec(version);
    const package_ = debian && DEBIAN_BASE.exec(debian[1]);
    const upstream = package_ && base(package_[1] + (package_[2] === undefined ? "" : "-rc" + package_[2]));
    if (upstream && upstream.rest === "") {
      named = upstream.release;
      notes.push("the version text names " + tag(named) + " as the upstream base");
    }
    if (vendor) notes.push(caution(named));
    return {query, release: named, vendor, machine: machineOfLine(version) || machineOfRest(found.rest), notes};
  }

  /* ---- the table ---- */
  const ERAS = VVARMAP.eras.map(e => ({
    abi: e[0], line: e[1], since: release(e[2]), until: e[3] ? release(e[3]) : null, layout: VVARMAP.layouts[e[4]], commit: e[5]}));
  function era(r, abi) {
    const mine = ERAS.filter(e => e.abi === abi);
    const held = (list, at) => list.find(e => compare(e.since, at) <= 0 && (!e.until || compare(at, e.until) < 0)) || null;
    const own = mine.filter(e => e.line === line(r));
    return own.length === 0 && r.point > 0 ? held(mine.filter(e => e.line === "mainline"), mainline(r)) : held(own, r);
  }
  function absence(r, abi) {
    const lives = VVARMAP.abis[abi].slice(2);
    const at = mainline(r);
    const point = r.point ? at : r;
    const there = lives.length === 0 || lives.some(([before, gone]) =>
      (!before || compare(release(before), point) < 0) && (!gone || compare(point, release(gone)) < 0));
    return there ? null : tag(r) + " has no " + VVARMAP.abis[abi][0] + ": it " + lives.map(l => l[2]).join("; ");
  }
  function ask(text) {
    const query = text.trim();
    if (/^[0-9a-f]{7,40}$/i.test(query)) {
      const ids = Object.keys(VVARMAP.commits).filter(id => id.startsWith(query.toLowerCase()));
      if (ids.length > 0) return {commits: ids};
    }
    let words = query.split(/\s+/);
    if (words.length < 4 && words.length > 0 && words[0] && resolve(words[0]).length > 0) words = words.slice(1).concat(words[0]);
    const last = words.length < 4 ? resolve(words[words.length - 1]) : [];
    if (words.length === 1 && last.length > 0) return {abis: last};
    const kernel = parse(last.length > 1 ? words.slice(0, -1).join(" ") : words.join(" "));
    const abis = last.length > 1 ? last : kernel.machine ? [kernel.machine] : VVARMAP.abis.map(abi => abi[0]);
    if (!kernel.release) return {kernel, abis, found: null, match: "none"};
    const found = has(kernel.release) ? kernel.release : nearest(kernel.release);
    const notes = kernel.notes.slice();
    if (!found) return {kernel, abis, notes: notes.concat("the table has no release near " + tag(kernel.release)), found: null, match: "none"};
    const known = compare(found, kernel.release) === 0;
    if (!known) notes.push(tag(kernel.release) + " is not in the table; " + tag(found) + " is the nearest release that is");
    if (kernel.vendor) notes.push("a vendor built this kernel: vvarmap check, run on it, settles what it has");
    return {kernel, abis, notes, found, match: !known ? "nearest" : kernel.vendor ? "base" : "exact"};
  }

  /* ---- the answer ---- */
  if (typeof document === "undefined") {
    globalThis.vvarmapSearch = {parse, ask, era, tag, abi: name => ABIS.get(name)};
    return;
  }
  function add(parent, name, text, style) {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    if (style) element.className = style;
    parent.append(element);
    return element;
  }
  function link(parent, address, text) {
    const element = add(parent, "a", text);
    element.setAttribute("href", address);
    return element;
  }
  function sign(parent, layout) {
    const element = add(parent, "span", layout[1], "sign " + layout[2]);
    element.setAttribute("role", "img");
    element.setAttribute("aria-label", layout[3]);
    element.title = layout[3];
  }
  const ABSENT = [0, "·", "k-absent", "no such ABI"];
  const anchor = e => "abi/" + VVARMAP.abis[e.abi][0] + ".html#era-" + e.line + "-" + tag(e.since);
  const until = e => e.until ? " until before " + tag(e.until) : " on";

  function one(answer, found, name) {
    const abi = ABIS.get(name);
    const title = found ? tag(found) + " on " + name : name;
    link(add(answer, "h2"), "#q=" + encodeURIComponent(title.replace(/^v| on/g, "")), title);
    if (abi === undefined) {
      add(answer, "p", "The table says nothing of this ABI.");
      return;
    }
    const absent = found && absence(found, abi);
    if (absent) {
      add(answer, "p", absent + ".");
      return;
    }
    const list = ERAS.filter(e => e.abi === abi && e.line === "mainline");
    const here = found ? era(found, abi) : list[list.length - 1];
    if (!here) {
      add(answer, "p", "The table says nothing of it.");
      return;
    }
    const layout = here.layout;
    const pair = add(answer, "div", "", "pair");
    const figure = add(pair, "figure");
    const svg = new DOMParser().parseFromString(
      VVARMAP.drawings[layout[0]].replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"'), "image/svg+xml");
    figure.append(document.importNode(svg.documentElement, true));
    const words = add(pair, "div", "", "words");
    add(words, "p", VVARMAP.words[layout[4]], "advice");
    if (layout[5].length > 0) {
      const warnings = add(words, "ul", "", "warnings");
      layout[5].forEach(i => add(warnings, "li", VVARMAP.words[i]));
    }
    const since = add(words, "p");
    sign(since, layout);
    since.append(" ");
    link(since, anchor(here), (here.line === "mainline" ? "mainline" : here.line) + " from " + tag(here.since) + until(here));
    if (here.commit) {
      const known = VVARMAP.commits[here.commit];
      const id = Array.isArray(known) ? known[0] : here.commit;
      const commit = add(words, "p", "Began with ", "keys");
      link(commit, "change/" + id.slice(0, 12) + ".html", here.commit.slice(0, 12) + " " + (Array.isArray(known) ? VVARMAP.commits[id] : known));
    }
    const facts = add(answer, "dl", "", "short");
    VVARMAP.keys.forEach((key, i) => {
      const fact = add(facts, "div");
      add(fact, "dt", key);
      add(fact, "dd", layout[6][i]);
    });
  }
  function many(answer, found, names) {
    add(answer, "h2", found ? tag(found) : "Which ABI?");
    const list = add(answer, "ul", "", "abilist");
    for (const name of names) {
      const abi = ABIS.get(name);
      const here = found ? era(found, abi) : ERAS.filter(e => e.abi === abi && e.line === "mainline").pop();
      const item = add(list, "li");
      sign(item, found && absence(found, abi) || !here ? ABSENT : here.layout);
      item.append(" ");
      link(item, here ? anchor(here) : "abi/" + name + ".html", name);
    }
  }
  const answer = document.getElementById("answer");
  const form = document.getElementById("ask");
  const field = document.getElementById("query");
  if (!answer || !form || !field) return;

  function show(text) {
    answer.replaceChildren();
    if (text.trim() === "") return;
    const reply = ask(text);
    if (reply.commits) {
      add(answer, "h2", "Commits");
      const list = add(answer, "ul");
      for (const id of reply.commits) {
        const target = Array.isArray(VVARMAP.commits[id]) ? VVARMAP.commits[id][0] : id;
        const item = add(list, "li");
        link(item, "change/" + target.slice(0, 12) + ".html", id.slice(0, 12) + " " + VVARMAP.commits[target]);
      }
      return;
    }
    if (!reply.kernel) {
      if (reply.abis.length === 1) one(answer, null, reply.abis[0]);
      else many(answer, null, reply.abis);
      return;
    }
    if (!reply.found) {
      add(answer, "p", (reply.notes || reply.kernel.notes).join("; ") + ". Ask for a release like 5.11.7, with or without a machine.", "none");
      return;
    }
    if (reply.abis.length === 1) one(answer, reply.found, reply.abis[0]);
    else many(answer, reply.found, reply.abis);
    if (reply.notes.length > 0) {
      const notes = add(answer, "ul", "", "notes");
      reply.notes.forEach(note => add(notes, "li", note));
    }
  }
  function keep(text) {
    const address = text.trim() === "" ? location.pathname + location.search : "#q=" + encodeURIComponent(text.trim());
    try { history.replaceState(null, "", address); } catch (e) { /* A page opened from a disk may not. */ }
  }
  function fromAddress() {
    let text = null;
    try {
      const hash = decodeURIComponent(location.hash.slice(1));
      text = hash.startsWith("q=") ? hash.slice(2) : release(hash) ? hash : null;
    } catch (e) { /* Not an address of ours. */ }
    if (text !== null && text.length <= LONGEST) {
      field.value = text;
      show(text);
    }
  }
  form.hidden = false;
  answer.replaceChildren();
  form.addEventListener("submit", event => { event.preventDefault(); show(field.value); keep(field.value); });
  field.addEventListener("input", () => { show(field.value); keep(field.value); });
  document.addEventListener("keydown", event => {
    const typing = /^(?:INPUT|TEXTAREA|SELECT)$/.test(event.target.nodeName || "");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      field.focus();
    }
  });
  addEventListener("hashchange", fromAddress);
  fromAddress();

  /* From the field down into the answer and back, by arrow. */
  document.addEventListener("keydown", event => {
    const at = document.activeElement;
    if (at !== field && !answer.contains(at)) return;
    const stops = [field, ...answer.querySelectorAll("a")];
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    const next = event.key === "Escape" && at !== field ? field : step && stops[stops.indexOf(at) + step];
    if (!next || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    next.focus();
  });

  const matrix = document.querySelector("table.matrix");
  if (!matrix) return;
  /* The newest column is what most people look for. */
  matrix.parentElement.scrollLeft = matrix.parentElement.scrollWidth;
  const folds = [...matrix.querySelectorAll("details")];
  const button = document.getElementById("unfold");
  button.hidden = folds.length === 0;
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-pressed") !== "true";
    folds.forEach(fold => { fold.open = open; });
    button.setAttribute("aria-pressed", open);
  });
  /* What a cell says in its title, for who comes by keyboard or cannot wait for it. */
  const told = add(matrix.parentElement.parentElement, "p", "", "told");
  told.setAttribute("aria-hidden", "true");
  told.hidden = true;
  function tell(event) {
    const cell = event.target.closest("[title]");
    const head = cell && (cell.closest("tr").querySelector("th[scope=row]") || cell);
    told.hidden = !head;
    if (head) told.textContent = head.textContent + ": " + cell.title;
  }
  matrix.addEventListener("mouseover", tell);
  matrix.addEventListener("focusin", tell);
  for (const gone of ["mouseleave", "focusout"]) matrix.addEventListener(gone, () => { told.hidden = true; });
})();
