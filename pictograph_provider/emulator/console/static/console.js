// Keeps the page like the emulator: each "page" event brings the whole content again, and only
// what differs is touched, so that focus, scrolling and selections stay where they are.
"use strict";

const content = document.getElementById("content");
const connection = document.getElementById("connection");
const announcer = document.getElementById("announcer");
const RETRY = 1000; // milliseconds

let source = null;
let newest = highestRequest();

function show(state, text) {
  if (connection.dataset.state === state) return; // a status that is set again is read out again
  connection.dataset.state = state;
  connection.textContent = text;
}

function connect() {
  if (source || document.hidden) return;
  source = new EventSource("/_console/events");
  source.addEventListener("open", () => show("live", "Live"));
  source.addEventListener("page", (event) => update(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    show("lost", "Connection lost, trying again");
    if (source?.readyState === EventSource.CLOSED) {
      disconnect(); // for good, as after an answer that was no stream
      setTimeout(connect, RETRY);
    }
  });
}

function disconnect() {
  source?.close();
  source = null;
}

// A page in the background holds none of the few connections a browser has for one server.
document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));

function update(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").body;
  const known = newest;
  matchChildren(content, fresh);
  tick();
  newest = highestRequest();
  const told = [...content.querySelectorAll("tr[data-changes]")]
    .filter((row) => number(row) > known)
    .map((row) => {
      row.classList.add("fresh");
      return row.dataset.changes;
    });
  if (told.length) announcer.textContent = told.reverse().join(". ");
}

function matchChildren(old, fresh) {
  const wanted = [...fresh.childNodes];
  const keyed = new Map([...old.children].filter((node) => node.id).map((node) => [node.id, node]));
  let place = old.firstChild;
  for (const node of wanted) {
    const same = (node.id && keyed.get(node.id)) || (fits(place, node) ? place : null);
    if (!same) {
      old.insertBefore(document.importNode(node, true), place);
    } else {
      // Only what stands elsewhere is moved: moving a node takes the focus from it.
      while (place && place !== same && !isWanted(place, wanted)) place = removed(place);
      if (place === same) place = same.nextSibling;
      else old.insertBefore(same, place);
      match(same, node);
    }
  }
  while (place) place = removed(place);
}

function fits(old, node) {
  return old && !old.id && !node.id && old.nodeName === node.nodeName;
}

function isWanted(node, wanted) {
  return node.id && wanted.some((other) => other.id === node.id);
}

function removed(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

function match(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.nodeValue = fresh.nodeValue;
    return;
  }
  for (const { name } of [...old.attributes]) {
    // Whether it is open is the reader's business.
    if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (name === "open") continue;
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  matchChildren(old, fresh);
}

function number(row) {
  return Number(row.id.replace("request-", ""));
}

function highestRequest() {
  return Math.max(0, ...[...content.querySelectorAll("tr[id]")].map(number));
}

// Buttons act without leaving the page. Without script they are plain forms.
document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  try {
    const answer = await fetch(form.action, { method: "POST", body: fields, redirect: "manual" });
    if (answer.status >= 400) announcer.textContent = await answer.text();
  } catch {
    announcer.textContent = "The emulator did not answer.";
  }
});

function tick() {
  const clock = document.getElementById("now");
  const moment = new Date(Date.now() + Number(clock.dataset.offset) * 1000);
  if (Number.isNaN(moment.getTime())) return;
  clock.textContent = moment.toISOString().replace("T", " ").replace(/\..*/, " UTC");
}

setInterval(tick, 1000);
connect();
