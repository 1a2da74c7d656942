"""iCalendar on stdin, its events as JSON on stdout, read by Debian's python3-icalendar."""
import json
import sys
from datetime import timezone

from icalendar import Calendar


def utc(value):
    return value.dt.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


calendar = Calendar.from_ical(sys.stdin.buffer.read())
events = [
    {
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "status": str(event["STATUS"]),
        "summary": str(event["SUMMARY"]),
        "location": str(event["LOCATION"]),
        "start": utc(event["DTSTART"]),
        "end": utc(event["DTEND"]),
    }
    for event in calendar.walk("VEVENT")
]
errors = [repr(error) for part in calendar.walk() for error in part.errors]
sys.stdout.buffer.write(json.dumps({"errors": errors, "events": events}, ensure_ascii=False).encode())
