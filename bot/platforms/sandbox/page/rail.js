// The left side: the community, whose eyes to see it through, and the channels.

import { avatar, byId, h, leadingRole, quiet, shortName } from "/page/dom.js";
import { icon, mark } from "/page/icons.js";
import { DIRECT, isStaffChannel, maySee, state, tell } from "/page/state.js";
import { words } from "/page/words.js";

const people = byId("people");
const channels = byId("channels");
/** For each person, the channels in which something is new. */
const unread = new Map();
let cases = 0;

export function start() {
  byId("brand").replaceChildren(mark(), h("div", {}, h("h1", { text: state.community || words.brand }), h("p", { text: words.brand })));
  byId("notice").replaceChildren(...(state.notice ? [icon("info"), h("span", { text: state.notice })] : []));
  const groups = [
    [words.groups.member, state.people.filter((person) => leadingRole(person.roles) === "member")],
    [words.groups.staff, state.people.filter((person) => leadingRole(person.roles) !== "member")],
  ].filter(([, list]) => list.length);
  people.replaceChildren(
    h(
      "fieldset",
      { class: "people" },
      h("legend", { text: words.people }),
      groups.map(([name, list]) => [h("p", { class: "group-name", text: name }), h("div", { class: "faces" }, list.map(face))]),
    ),
    h("p", { id: "me-line", "aria-live": "polite" }),
  );
  people.addEventListener("submit", (event) => event.preventDefault());
}

function face(person) {
  const role = leadingRole(person.roles);
  const box = h("input", {
    type: "radio",
    name: "person",
    value: person.id,
    class: "quiet",
    on: { change: () => tell("go", { person: person.id }) },
  });
  const sign = { clinician: "badge", moderator: "shield", admin: "shield" }[role];
  return h(
    "label",
    { class: `face ${role}`, title: `${person.name} · ${words.roles[role]}${person.about ? ` · ${person.about}` : ""}`, data: { person: person.id } },
    box,
    h("span", { class: "face-ring" }, avatar(person), sign ? h("span", { class: `sign ${role}` }, icon(sign)) : null),
    h("span", { class: "face-name", text: shortName(person.name) }),
    quiet(`, ${words.roles[role]}`),
    h("span", { class: "on-duty", data: { duty: person.id }, hidden: true }, quiet(`, ${words.onDuty}`)),
  );
}

/** Who is on duty now: a mark on the face. */
export function drawDuty() {
  for (const mark of people.querySelectorAll("[data-duty]")) mark.hidden = !state.duty.includes(mark.dataset.duty);
  if (state.me) drawMe();
}

export function draw() {
  for (const box of people.querySelectorAll("input")) box.checked = box.value === state.me.id;
  drawMe();
  drawChannels();
  channels.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

let said = "";

/** Who one is; told to a screen reader only where it changed. */
function drawMe() {
  const { me } = state;
  const duty = state.duty.includes(me.id);
  if (said === (said = `${me.id} ${duty}`)) return;
  byId("me-line").replaceChildren(
    h("strong", { text: `${words.you} ${me.name}` }),
    ...me.roles.map((role) => h("span", { class: `role ${role}`, text: words.roles[role] || role })),
    duty ? h("span", { class: "role duty", text: words.onDuty }) : "",
    h("span", { class: "me-about", title: me.about || null, text: me.about || "" }),
  );
}

function drawChannels() {
  const visible = state.channels.filter((channel) => maySee(state.me, channel));
  const groups = [
    [words.channelGroups.direct, [{ id: DIRECT, kind: DIRECT }]],
    [words.channelGroups.staff, visible.filter(isStaffChannel)],
    [words.channelGroups.general, visible.filter((channel) => ["general", "announcements", "ama"].includes(channel.kind))],
    [words.channelGroups.support, visible.filter((channel) => channel.kind === "support")],
  ].filter(([, list]) => list.length);
  const focused = channels.contains(document.activeElement) ? document.activeElement.dataset.channel : null;
  channels.replaceChildren(...groups.map(([name, list]) => h("section", {}, h("h2", { class: "group-name", text: name }), h("ul", {}, list.map(row)))));
  if (focused) channels.querySelector(`[data-channel="${CSS.escape(focused)}"]`)?.focus();
}

const ICONS = { direct: "lock", announcements: "news", ama: "question", moderators: "shield", clinicians: "badge" };

function row(channel) {
  const fresh = unread.get(state.me.id)?.has(channel.id);
  const count = channel.kind === "moderators" && cases ? h("span", { class: "count", text: String(cases) }) : null;
  return h(
    "li",
    {},
    h(
      "a",
      {
        href: `#${encodeURIComponent(state.me.id)}/${encodeURIComponent(channel.id)}`,
        class: `channel ${channel.kind}${fresh ? " fresh" : ""}`,
        "aria-current": channel.id === state.channel ? "page" : null,
        data: { channel: channel.id },
      },
      icon(ICONS[channel.kind] || "hash"),
      h("span", { class: "channel-name", text: channel.kind === DIRECT ? words.direct : channel.name }),
      count,
      fresh ? [h("span", { class: "dot", "aria-hidden": "true" }), quiet(words.unread)] : null,
    ),
  );
}

export function markUnread(channel) {
  if (channel === state.channel) return;
  const list = unread.get(state.me.id) || new Set();
  unread.set(state.me.id, list.add(channel));
  drawChannels();
}

export function markRead(channel) {
  if (unread.get(state.me.id)?.delete(channel)) drawChannels();
}

export function setCases(count) {
  cases = count;
  drawChannels();
}
