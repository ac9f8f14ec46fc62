// SPDX-License-Identifier: MIT
// Prints the events of an iCalendar feed as ical.js sees them, as canonical JSON.
//
//     node read_feed.mjs [--all] [--from DATE] [--until DATE] URL-or-FILE
//
// The same output as read_feed.py. ical.js is taken from $TEST_BUILD/feeds, where check_feeds.py
// installs it.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { parseArgs } from "node:util";

const folder = resolve(process.env.TEST_BUILD ?? "build/dev", "feeds", "package.json");
const ICAL = createRequire(folder)("ical.js");

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: "boolean", default: false },
    from: { type: "string", default: "2000-01-01" },
    until: { type: "string", default: "2040-01-01" },
  },
});

async function read(source) {
  if (!source.includes("://")) return readFile(source, "utf8");
  const answer = await fetch(source, { signal: AbortSignal.timeout(30000) });
  if (!answer.ok) throw new Error(`the feed answered ${answer.status}`);
  return answer.text();
}

function instant(time) {
  if (!time) return null;
  if (time.isDate) return time.toString();
  if (time.zone === ICAL.Timezone.localTimezone) return time.toString();
  return new Date(time.toUnixTime() * 1000).toISOString().replace(".000Z", "Z");
}

const value = (component, name) => component.getFirstPropertyValue(name);
const text = (component, name) => value(component, name)?.toString() ?? null;

// ical.js does not know NAME and leaves it escaped.
const unescaped = (string) =>
  string?.replace(/\\([\\,;nN])/g, (_, escaped) => (/n/i.test(escaped) ? "\n" : escaped));

function eventOf(component, start, end) {
  const shown = {
    uid: text(component, "uid"),
    start: instant(start),
    end: instant(end),
    status: text(component, "status"),
    summary: text(component, "summary"),
    sequence: value(component, "sequence") ?? 0,
    transparent: text(component, "transp") === "TRANSPARENT",
  };
  if (options.all)
    Object.assign(shown, {
      stamp: instant(value(component, "dtstamp")),
      created: instant(value(component, "created")),
      changed: instant(value(component, "last-modified")),
      class: text(component, "class"),
      busy: text(component, "x-microsoft-cdo-busystatus"),
      description: text(component, "description"),
      location: text(component, "location"),
    });
  return shown;
}

function calendarOf(calendar) {
  return {
    version: text(calendar, "version"),
    product: text(calendar, "prodid"),
    scale: text(calendar, "calscale"),
    method: text(calendar, "method"),
    name: unescaped(text(calendar, "name")) ?? null,
    shownName: text(calendar, "x-wr-calname"),
    zone: text(calendar, "x-wr-timezone"),
    changed: instant(value(calendar, "last-modified")),
    refresh: text(calendar, "refresh-interval"),
    timeToLive: text(calendar, "x-published-ttl"),
    uid: text(calendar, "uid"),
    zones: calendar.getAllSubcomponents("vtimezone").map((zone) => text(zone, "tzid")).sort(),
    components: [...new Set(calendar.getAllSubcomponents().map((c) => c.name.toUpperCase()))].sort(),
  };
}

function occurrences(event, from, until) {
  if (!event.isRecurring()) return [[event.startDate, event.endDate]];
  const found = [];
  const iterator = event.iterator();
  for (let next; (next = iterator.next()); ) {
    if (next.toUnixTime() >= until) break;
    const details = event.getOccurrenceDetails(next);
    found.push([details.startDate, details.endDate]);
  }
  return found;
}

function canonical(any) {
  if (Array.isArray(any)) return any.map(canonical);
  if (any === null || typeof any !== "object") return any;
  return Object.fromEntries(Object.keys(any).sort().map((key) => [key, canonical(any[key])]));
}

const calendar = new ICAL.Component(ICAL.parse(await read(positionals[0])));
for (const zone of calendar.getAllSubcomponents("vtimezone"))
  ICAL.TimezoneService.register(zone);
const from = Date.parse(options.from) / 1000;
const until = Date.parse(options.until) / 1000;
const events = calendar
  .getAllSubcomponents("vevent")
  .flatMap((component) =>
    occurrences(new ICAL.Event(component), from, until)
      .filter(([start, end]) => end.toUnixTime() > from && start.toUnixTime() < until)
      .map(([start, end]) => eventOf(component, start, end)),
  )
  .sort((a, b) => (a.start + a.uid < b.start + b.uid ? -1 : 1));
const shown = options.all ? { calendar: calendarOf(calendar), events } : events;
console.log(JSON.stringify(canonical(shown), null, 1));
