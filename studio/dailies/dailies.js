// The keys of the dailies page, and what is new on it. Without this file its buttons still work.
"use strict";

const said = document.getElementById("said");
const shown = new Map(); // each shot as the server last gave it, before anything here marked it
let shot = null;
let take = null;

function tell(words, wrong) {
  said.textContent = words;
  said.classList.toggle("wrong", Boolean(wrong));
  said.hidden = !words;
}

const near = new IntersectionObserver(
  (seen) => {
    for (const each of seen) {
      if (each.isIntersecting) {
        each.target.preload = "metadata";
        near.unobserve(each.target);
      }
    }
  },
  { rootMargin: "400px" },
);

const sounds = new WeakMap(); // what is heard over a take, once it was played

async function fetch_sound(video) {
  const answer = await fetch(`/sound/${encodeURIComponent(video.ariaLabel)}`);
  if (!answer.ok) {
    tell(await answer.text(), true);
    return null;
  }
  // Its own sound is in what is heard, where the film has it.
  if ("own" in video.dataset) video.muted = true;
  return new Audio(URL.createObjectURL(await answer.blob()));
}

// Let the sound run, or rest, where the picture does.
async function keep_in_step(video) {
  if (!sounds.has(video)) {
    if (video.paused) return;
    sounds.set(video, fetch_sound(video));
  }
  const sound = await sounds.get(video);
  if (!sound) return;
  const at = video.currentTime - Number(video.dataset.from);
  if (video.paused || !video.isConnected || at < 0) return sound.pause();
  sound.currentTime = at;
  sound.volume = video.volume;
  // Paused again before it began: there is nothing to tell.
  await sound.play().catch(() => {});
}

for (const event of ["play", "pause", "seeked", "volumechange"]) {
  document.addEventListener(event, (told) => keep_in_step(told.target), true);
}

function take_in(article) {
  for (const video of article.querySelectorAll("video")) near.observe(video);
}

function mark(old, now) {
  old?.removeAttribute("aria-current");
  now?.setAttribute("aria-current", "true");
  return now;
}

function choose_take(figure) {
  take = mark(take, figure);
}

function go_to(article, focus = true) {
  if (!article) return;
  if (shot !== article) {
    for (const video of shot?.querySelectorAll("video") ?? []) video.pause();
    choose_take(article.querySelector("figure.in_cut") ?? article.querySelector("figure"));
  }
  shot = mark(shot, article);
  if (focus) {
    article.focus({ preventScroll: true });
    article.scrollIntoView({ block: "nearest" });
  }
}

function step(by) {
  const all = [...document.querySelectorAll("article")];
  tell("");
  const at = shot ? all.indexOf(shot) + by : by > 0 ? 0 : all.length - 1;
  go_to(all[at]);
}

// Whether a person is in the middle of something there: it stays as it is until they are done.
function busy(place) {
  const plays = [...place.querySelectorAll("video")].some((video) => !video.paused);
  return plays || place.querySelector("figure details[open]");
}

let brought = Promise.resolve();

// Bring in what is new; `ruled` is the shot that was ruled on here, which is shown anew in any case. One after the
// other: a page asked for earlier could come later, and would show again what is over.
function refresh(ruled = "") {
  brought = brought.catch(() => {}).then(() => bring_in(ruled));
  return brought;
}

async function bring_in(ruled) {
  const answer = await fetch("/");
  if (!answer.ok) return tell(await answer.text(), true);
  const now = new DOMParser().parseFromString(await answer.text(), "text/html");
  const there = [...document.querySelectorAll("article")].map((each) => each.id).join(" ");
  const articles = [...now.querySelectorAll("article")];
  if (there !== articles.map((each) => each.id).join(" ")) {
    if (!busy(document)) location.reload();
    return;
  }
  let later = false;
  for (const article of articles) {
    const old = document.getElementById(article.id);
    const html = article.outerHTML;
    if (shown.get(article.id) === html) continue;
    if (article.id !== ruled && busy(old)) {
      later = true;
      continue;
    }
    shown.set(article.id, html);
    replace(old, document.importNode(article, true));
  }
  const standing = now.getElementById("standing");
  document.getElementById("standing").replaceWith(document.importNode(standing, true));
  if (!later) document.body.dataset.stamp = now.body.dataset.stamp;
}

function replace(old, article) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const inside = focused && focused !== old;
  const chosen = take && old.contains(take) ? take.id : "";
  old.replaceWith(article);
  for (const video of old.querySelectorAll("video")) keep_in_step(video);
  take_in(article);
  if (old.querySelector(".more[open]")) article.querySelector(".more").open = true;
  if (shot === old) {
    shot = null;
    go_to(article, Boolean(focused));
    if (chosen) choose_take(document.getElementById(chosen) ?? take);
  }
  if (inside) (document.getElementById(focused.id) ?? article).focus({ preventScroll: true });
}

async function rule(form, button) {
  const fields = new URLSearchParams(new FormData(form, button));
  const article = form.closest("article");
  try {
    const headers = { Accept: "text/plain" };
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: fields, headers });
    tell(await answer.text(), !answer.ok);
    if (answer.ok) await refresh(article.id);
  } catch (error) {
    tell("studio dailies has ended: start it again", true);
  }
}

document.addEventListener("submit", (event) => {
  event.preventDefault();
  rule(event.target, event.submitter);
});

const deeds = {
  j: () => step(1),
  k: () => step(-1),
  ArrowRight: () => step(1),
  ArrowLeft: () => step(-1),
  c: () => press(take, '[data-deed="circle"] button'),
  p: () => press(shot, '[data-deed="keep"] button, [data-deed="release"] button'),
  n: () => {
    const choice = take?.querySelector("details");
    if (!choice) return;
    choice.open = true;
    choice.querySelector("button").focus({ preventScroll: true });
    choice.scrollIntoView({ block: "nearest" });
  },
  " ": () => {
    const video = take?.querySelector("video");
    if (!video) return;
    if (video.paused) video.play();
    else video.pause();
  },
};

function press(where, what) {
  const button = where?.querySelector(what);
  if (button) rule(button.form, button);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = event.target;
  if (event.key === "Escape") {
    const open = at.closest("details[open]");
    if (open) {
      open.open = false;
      go_to(shot ?? open.closest("article"));
    } else tell("");
    return;
  }
  // Fields, buttons and players keep the keys that are theirs.
  if (at.matches("input, textarea, select")) return;
  if (at.matches("button, summary, a, video") && (event.key === " " || event.key === "Enter")) return;
  if (at.matches("video") && event.key.startsWith("Arrow")) return;
  if (/^[1-9]$/.test(event.key) && shot) {
    const figure = shot.querySelector(`figure[data-number="${event.key}"]`);
    if (figure) {
      choose_take(figure);
      figure.scrollIntoView({ block: "nearest" });
    }
  } else if (deeds[event.key]) deeds[event.key]();
  else return;
  event.preventDefault();
});

document.addEventListener("focusin", (event) => {
  const article = event.target.closest("article");
  if (article && article !== shot) go_to(article, false);
  const figure = event.target.closest("figure");
  if (figure) choose_take(figure);
});

for (const article of document.querySelectorAll("article")) {
  shown.set(article.id, article.outerHTML);
  take_in(article);
}
// The key stays neither in the address nor in what is bookmarked.
if (location.search) history.replaceState(null, "", `/${location.hash}`);
go_to(document.getElementById(location.hash.slice(1))?.closest("article"));

async function look_again() {
  try {
    if (!document.hidden) {
      const stamp = await (await fetch("/stamp")).text();
      if (stamp !== document.body.dataset.stamp) await refresh();
    }
  } catch (error) {
    tell("studio dailies has ended: start it again", true);
  }
  setTimeout(look_again, 2000);
}
setTimeout(look_again, 2000);
