// Building the page from data. Data only ever becomes text: nothing here parses markup.

import { icon } from "/page/icons.js";
import { words } from "/page/words.js";

/** An element. `props`: class, text, data, on, and attributes; null and false leave an attribute away. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (["value", "checked", "disabled", "hidden", "selected", "required"].includes(name)) node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export const byId = (id) => document.getElementById(id);

/** Words for screen readers alone. */
export const quiet = (text) => h("span", { class: "quiet", text });

export function iconButton(name, label, onClick, props = {}) {
  const { class: extra = "", ...rest } = props;
  return h(
    "button",
    { type: "button", class: `icon-button ${extra}`, "aria-label": label, title: label, on: { click: onClick }, ...rest },
    icon(name),
  );
}

const HUES = 8;

const hues = new Map();

/** Each person gets a colour of their own, as long as there are enough. */
export const colourPeople = (people) => people.forEach((person, index) => hues.set(person.id, index % HUES));

/** A person's round with initials. */
export function avatar(person, size = "") {
  if (!person || person.bot) return h("span", { class: `avatar bot ${size}`, "aria-hidden": "true" }, icon("hands"));
  return h("span", { class: `avatar hue-${hues.get(person.id) ?? 0} ${size}`, "aria-hidden": "true", text: initials(person.name) });
}

function initials(name) {
  const parts = name.split(/\s+/).filter((part) => part && !/^(dr|prof)\.?$/i.test(part));
  const letters = parts.length > 1 ? [parts[0], parts[parts.length - 1]] : parts;
  return letters.map((part) => [...part][0].toUpperCase()).join("") || "?";
}

/** "Dr Amara Osei" where room is scarce: "Dr Osei". */
export function shortName(name) {
  const parts = name.split(/\s+/);
  return /^(dr|prof)\.?$/i.test(parts[0]) && parts.length > 2 ? `${parts[0]} ${parts[parts.length - 1]}` : parts[0];
}

const ROLE_ICONS = { clinician: "badge", moderator: "shield", admin: "shield", bot: "hands" };

export function roleBadge(role) {
  return h("span", { class: `role ${role}` }, icon(ROLE_ICONS[role] || "person"), h("span", { text: words.roles[role] || role }));
}

/** The role that says most: what others should know about who speaks. */
export function leadingRole(roles = []) {
  return ["clinician", "moderator", "admin"].find((role) => roles.includes(role)) || "member";
}

// Text of the clinic: paragraphs, lists, strong words. Text of people stays as it was typed.

/** The clinic's text with its paragraphs, lists and strong words; moments are shown the reader's way unless it is `verbatim`. */
export function prose(text, verbatim = false) {
  const box = h("div", { class: "prose" });
  for (const block of text.trim().split(/\n{2,}/)) box.append(...blocks(block.split("\n"), verbatim ? (words) => [words] : timed));
  return box;
}

function blocks(lines, shown) {
  const made = [];
  let list = null;
  let paragraph = null;
  for (const line of lines) {
    const item = /^\s*(?:[-*]|(\d{1,2})\.)\s+(.*)$/.exec(line);
    if (item) {
      const tag = item[1] ? "ol" : "ul";
      if (!list || list.localName !== tag) made.push((list = h(tag)));
      list.append(h("li", {}, strong(item[2], shown)));
      paragraph = null;
    } else {
      if (paragraph) paragraph.append(document.createElement("br"), ...strong(line, shown));
      else made.push((paragraph = h("p", {}, strong(line, shown))));
      list = null;
    }
  }
  return made;
}

function strong(line, shown) {
  return line.split(/(\*\*[^*]+\*\*)/).map((part) =>
    part.startsWith("**") && part.endsWith("**") && part.length > 4 ? h("strong", { text: part.slice(2, -2) }) : shown(part),
  ).flat();
}

/** A value of the clinic's in which addresses can be followed. "Name https://…" becomes the name, linked, with its host. */
export function linked(text) {
  return text.split("\n").map((line) => {
    const found = /^(.*?)\s*(https:\/\/[^\s)]+)(.*)$/.exec(line);
    if (!found) return h("span", { class: "line", text: line });
    const [, before, address, after] = found;
    const host = new URL(address).host.replace(/^www\./, "");
    const named = before.includes(" ") && !before.includes(" · ");
    const link = h(
      "a",
      { href: address, target: "_blank", rel: "noopener noreferrer", text: named ? before : host },
      quiet(` (${words.newTab})`),
    );
    return named
      ? h("span", { class: "line" }, link, h("span", { class: "host", text: ` ${host}` }), after)
      : h("span", { class: "line" }, before ? `${before} ` : null, link, after);
  });
}

// Times, told by the sandbox's own clock

let skew = 0;
export const setNow = (iso) => (skew = new Date(iso).getTime() - Date.now());
export const now = () => new Date(Date.now() + skew);

const LOCALE = "en-GB";
const HOUR = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(LOCALE, { weekday: "long", day: "numeric", month: "long" });
const SHORT = new Intl.DateTimeFormat(LOCALE, { weekday: "short", day: "numeric", month: "short" });
const DATE = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", year: "numeric" });
const FULL = new Intl.DateTimeFormat(LOCALE, { dateStyle: "full", timeStyle: "short" });

const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

export function dayName(date) {
  const days = Math.round((midnight(now()) - midnight(date)) / 86400000);
  return days === 0 ? words.today : days === 1 ? words.yesterday : DAY.format(date);
}

export const hour = (date) => HOUR.format(date);
export const fullTime = (date) => FULL.format(date);

/** "15:29", or with the day where it is not today. */
export function moment(date) {
  return midnight(date) === midnight(now()) ? `${words.today} ${hour(date)}` : `${dayName(date)}, ${hour(date)}`;
}

const STAMP = /(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2})(?: UTC)?)?/;
/** "Fri 2026-11-27 20:00 - 08:00 Europe/London": hours of a shift stay in the zone that is named. */
const TURN = /(?:\p{L}{2,4}\.? )?(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) - (\d{2}:\d{2})(?= [A-Z][\w+-]*(?:\/|$))/u;

/** A stable form of a moment or day inside the bot's words, shown in the reader's own way. */
export function timed(text) {
  const turn = TURN.exec(text);
  if (turn) {
    const [found, day, from, until] = turn;
    const shown = `${SHORT.format(new Date(`${day}T12:00:00`))}, ${from} to ${until}`;
    return [text.slice(0, turn.index), h("time", { datetime: day, text: shown }), text.slice(turn.index + found.length)];
  }
  const parts = [];
  let rest = text;
  for (let found; (found = STAMP.exec(rest)); rest = rest.slice(found.index + found[0].length)) {
    const iso = found[2] ? `${found[1]}T${found[2]}:00Z` : found[1];
    const date = new Date(iso);
    if (Number.isNaN(date.getTime())) break;
    const shown = found[2] ? moment(date) : DATE.format(new Date(`${found[1]}T12:00:00`));
    parts.push(rest.slice(0, found.index), h("time", { datetime: iso, text: shown }));
  }
  return [...parts, rest];
}
