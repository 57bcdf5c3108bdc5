// What the page knows, and who is told when it changes.

export const DIRECT = "direct";
export const BOT = "carecircle";

export const state = {
  people: [],
  channels: [],
  community: "",
  notice: "",
  commands: [],
  /** Who is on duty now, and how many bytes of a file are taken along. */
  duty: [],
  fileBytes: 0,
  /** The acting person and the open channel. */
  me: null,
  channel: null,
  /** Grows with each switch; an answer to an older question is dropped. */
  turn: 0,
};

const listeners = new Map();

export function on(event, listener) {
  listeners.set(event, [...(listeners.get(event) || []), listener]);
}

export function tell(event, detail) {
  for (const listener of listeners.get(event) || []) listener(detail);
}

export const personOf = (id) => state.people.find((person) => person.id === id) || null;
export const channelOf = (id) => (id === DIRECT ? { id: DIRECT, kind: DIRECT, name: "" } : state.channels.find((channel) => channel.id === id) || null);
/** The name of somebody on duty, or of any moderator. */
export const onDuty = () => (state.people.find((person) => state.duty.includes(person.id)) || state.people.find(isModerator))?.name || "";
export const isModerator = (person = state.me) => Boolean(person && person.roles.includes("moderator"));
export const isStaff = (person = state.me) => Boolean(person && person.roles.some((role) => role !== "member"));

const STAFF = { moderators: "moderator", clinicians: "clinician" };
export const maySee = (person, channel) => !STAFF[channel.kind] || person.roles.includes(STAFF[channel.kind]);
export const isStaffChannel = (channel) => channel.kind in STAFF;

const memory = {
  read(key, fallback) {
    try {
      return JSON.parse(localStorage.getItem(`carecircle.${key}`)) ?? fallback;
    } catch {
      return fallback;
    }
  },
  write(key, value) {
    try {
      if (value === null) localStorage.removeItem(`carecircle.${key}`);
      else localStorage.setItem(`carecircle.${key}`, JSON.stringify(value));
    } catch {
      // Storage may be off; the page works without it.
    }
  },
};
export { memory };
