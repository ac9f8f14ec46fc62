// SPDX-License-Identifier: MIT
// Prints when ical.js finds a calendar's person busy, as a list of [start, end].
//
//     node read_busy.mjs FROM UNTIL FILE…
//
// One line of JSON for each file: a list, or null where ical.js cannot read it. Times are in UTC with a
// Z; without one they are a floating time or a day. ical.js is taken from $TEST_BUILD/feeds.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const folder = resolve(process.env.TEST_BUILD ?? "build/dev", "feeds", "package.json");
const ICAL = createRequire(folder)("ical.js");
const [from, until, ...files] = process.argv.slice(2);
const MOST = 20000;

function instant(time) {
  if (time.isDate || time.zone === ICAL.Timezone.localTimezone) return time.toString();
  return new Date(time.toUnixTime() * 1000).toISOString().replace(".000Z", "Z");
}

function isFree(component) {
  const says = (name, value) =>
    component.getFirstPropertyValue(name)?.toString().toUpperCase() === value;
  return (
    says("transp", "TRANSPARENT") ||
    says("status", "CANCELLED") ||
    says("x-microsoft-cdo-busystatus", "FREE")
  );
}

function* instances(event) {
  if (!event.isRecurring()) {
    yield [event.startDate, event.endDate, event.component];
    return;
  }
  const iterator = event.iterator();
  for (let next, count = 0; (next = iterator.next()) && count < MOST; count++) {
    if (instant(next) >= until) return;
    const details = event.getOccurrenceDetails(next);
    yield [details.startDate, details.endDate, details.item.component];
  }
}

function busy(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone"))
    ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents("vevent").map((part) => new ICAL.Event(part));
  const series = events.filter((event) => !event.isRecurrenceException());
  for (const moved of events.filter((event) => event.isRecurrenceException()))
    series.find((event) => event.uid === moved.uid)?.relateException(moved) ?? series.push(moved);
  const found = [];
  for (const event of series)
    for (const [start, end, component] of instances(event))
      if (!isFree(component)) found.push([instant(start), instant(end)]);
  return found.filter(([start, end]) => end > from && start < until);
}

for (const file of files) {
  let found = null;
  try {
    found = busy(await readFile(file, "utf8"));
  } catch {
    // Another reader's opinion is asked for where it has one.
  }
  console.log(JSON.stringify(found));
}
