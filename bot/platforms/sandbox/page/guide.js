// "Try this": four steps for a first visit, each ticked once its message was sent.

import { byId, h, iconButton } from "/page/dom.js";
import { icon } from "/page/icons.js";
import { guidePlace } from "/page/panel.js";
import { memory, on, onDuty, tell } from "/page/state.js";
import { words } from "/page/words.js";

const narrow = matchMedia("(max-width: 1080px)");
const done = new Set(memory.read("guide.done", []));

function draw() {
  const hidden = memory.read("guide.hidden", false);
  const places = [guidePlace, byId("guide-narrow")];
  places.forEach((place) => place.replaceChildren());
  if (!hidden) places[Number(narrow.matches)].append(view());
}

function view() {
  const close = () => {
    memory.write("guide.hidden", true);
    draw();
    tell("focus-composer");
  };
  return h(
    "section",
    { class: "guide", "aria-labelledby": "guide-title" },
    h("header", {}, h("h2", { id: "guide-title" }, icon("spark"), words.guide), iconButton("close", words.guideClose, close)),
    h("p", { class: "soft", text: words.guideIntro }),
    h(
      "ol",
      { class: "steps" },
      words.guideSteps.map((step, index) => {
        const ticked = done.has(step.chip);
        return h(
          "li",
          {},
          h(
            "button",
            { type: "button", class: `step${ticked ? " done" : ""}`, data: { step: step.chip }, on: { click: () => (tell("close-drawers"), tell("chip", step.chip)) } },
            h("span", { class: "step-number" }, ticked ? icon("check") : String(index + 1)),
            h("span", { class: "step-words" }, h("span", { class: "step-title", text: ticked ? `${step.title} · ${words.guideDone}` : step.title }), h("span", { class: "step-body", text: typeof step.body === "function" ? step.body(onDuty()) : step.body })),
          ),
        );
      }),
    ),
  );
}

export function start() {
  draw();
  narrow.addEventListener("change", draw);
  on("chip-sent", (id) => {
    done.add(id);
    memory.write("guide.done", [...done]);
    draw();
  });
  on("on-duty", draw);
  on("guide-again", () => {
    memory.write("guide.hidden", null);
    done.clear();
    memory.write("guide.done", null);
    draw();
    tell("open-panel");
  });
}
