// iCalendar on stdin, its events as JSON on stdout, read by ical.js with the zones that the calendar itself carries.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
const utc = time => time.convertToZone(ICAL.Timezone.utcTimezone).toString();
const events = calendar.getAllSubcomponents("vevent").map(part => new ICAL.Event(part)).map(event => ({
  uid: event.uid,
  sequence: event.sequence,
  status: event.component.getFirstPropertyValue("status"),
  summary: event.summary,
  location: event.location,
  start: utc(event.startDate),
  end: utc(event.endDate),
}));
process.stdout.write(JSON.stringify({ errors: [], events }));
