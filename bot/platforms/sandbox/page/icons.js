// Line icons on a 24 by 24 grid, drawn as DOM, never as markup.

const NS = "http://www.w3.org/2000/svg";

const PATHS = {
  menu: "M4 7h16M4 12h16M4 17h16",
  panel: "M4 5h16v14H4zM15 5v14",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  close: "M6 6l12 12M18 6L6 18",
  back: "M15 5l-7 7 7 7",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  hash: "M5 9h14M5 15h14M10 4L8 20M16 4l-2 16",
  news: "M4 10v4h3l7 4V6l-7 4zM18 9.500a4 4 0 0 1 0 5",
  chat: "M4 5h16v11H11l-5 4v-4H4z",
  hands: "M12 20s-7-4.4-7-9.600C5 7.4 7 6 8.8 6c1.4 0 2.6.8 3.2 2 .6-1.2 1.8-2 3.2-2C17 6 19 7.4 19 10.4 19 15.6 12 20 12 20z",
  shield: "M12 3.500l7 2.500v5.500c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6z",
  check: "M5 12.500l4.5 4.500L19 7.5",
  badge: "M12 3l2.3 1.8 2.9-.1.8 2.8 2.4 1.6-1 2.9 1 2.9-2.4 1.6-.8 2.8-2.9-.1L12 21l-2.3-1.8-2.9.1-.8-2.8-2.4-1.6 1-2.9-1-2.900L6 7.500l.8-2.8 2.9.1zM8.8 12.200l2.2 2.2 4.2-4.4",
  reply: "M10 6l-6 5.500L10 17v-3.500c5 0 8 1.5 10 4.5-.5-5.5-3.5-9-10-9.500z",
  pencil: "M5 19l1-4L16.5 4.500l3 3L9 18z",
  trash: "M5 7h14M10 7V4.500h4V7M7 7l.8 12.500h8.400L17 7M10.5 11v5M13.5 11v5",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.200a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.600z",
  eyeOff: "M4 4l16 16M9.5 6a9.5 9.5 0 0 1 2.5-.4c6 0 9.5 6.4 9.5 6.400a17 17 0 0 1-2.9 3.600M6 7.700A16.5 16.5 0 0 0 2.5 12S6 18.4 12 18.400c1.5 0 2.9-.4 4.1-1",
  send: "M4 12l16-7.5-5 15-3.5-6zM11.5 13.500L20 4.5",
  book: "M12 6.500C10 5 7 4.5 4 5v13c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.500V5c-3-.5-6 0-8 1.500zM12 6.500v13",
  pause: "M12 4.500L21 19.500H3zM12 10.500v4M12 17h.01",
  alarm: "M12 4a6 6 0 0 1 6 6c0 5 2 6.5 2 6.500H4S6 15 6 10a6 6 0 0 1 6-6zM10 19.500a2.2 2.2 0 0 0 4 0",
  phone: "M6 4h3.200l1.6 4.2-2 1.500a11 11 0 0 0 5.5 5.500l1.5-2 4.2 1.600V18a2 2 0 0 1-2.2 2A16 16 0 0 1 4 6.2 2 2 0 0 1 6 4z",
  person: "M12 4.500a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 0 0 0-7.400zM4.5 20c.6-4 3.5-6 7.5-6s6.9 2 7.5 6",
  globe: "M12 3.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM3.5 12h17M12 3.500c5 5 5 12 0 17-5-5-5-12 0-17z",
  download: "M12 4v11M7.5 11l4.5 4.5 4.5-4.500M5 20h14",
  question: "M9 9.200a3 3 0 1 1 4.4 2.700c-1 .5-1.4 1.1-1.4 2.100M12 17.500h.01M12 3.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z",
  info: "M12 3.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5.500M12 7.700h.01",
  clock: "M12 3.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.500V12l3 2",
  down: "M12 5v14M6.5 13.500L12 19l5.5-5.5",
  spark: "M12 4l1.8 5.200L19 11l-5.2 1.800L12 18l-1.8-5.200L5 11l5.2-1.800z",
  clip: "M8 12.500l6-6a3 3 0 0 1 4.200 4.200l-8 8a5 5 0 0 1-7-7l7.500-7.500",
  slash: "M15.500 4.500l-7 15",
  chevron: "M9 5l7 7-7 7",
  inbox: "M4 13.500L6.5 5h11L20 13.500V19H4zM4 13.500h4.500l1.5 2.500h4l1.5-2.500H20",
};

export function icon(name, className = "icon") {
  const svg = document.createElementNS(NS, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const path = document.createElementNS(NS, "path");
  path.setAttribute("d", PATHS[name] || PATHS.info);
  svg.append(path);
  return svg;
}

/** Carecircle's own mark: a circle left open, with a heart inside. */
export function mark() {
  const svg = document.createElementNS(NS, "svg");
  svg.setAttribute("viewBox", "0 0 32 32");
  svg.setAttribute("class", "mark");
  svg.setAttribute("aria-hidden", "true");
  for (const [kind, d] of [
    ["ring", "M24.2 12.100a9 9 0 1 0 .1 7.6"],
    ["heart", "M16 19.600c-2.6-1.6-4-3-4-4.7 0-2.3 2.9-2.9 4-.8 1.1-2.1 4-1.5 4 .8 0 1.7-1.4 3.1-4 4.700z"],
  ]) {
    const path = document.createElementNS(NS, "path");
    path.setAttribute("class", kind);
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}
