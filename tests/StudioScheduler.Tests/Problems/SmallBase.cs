using System.Text.Json.Nodes;
using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Problems;

namespace StudioScheduler.Tests.Problems;

/// <summary>A valid problem that has every member of the contract once, for tests to break.</summary>
internal static class SmallBase
{
    public const string Json = """
        {
          "format": "studio-problem/1", "name": "small", "timeZone": "Asia/Shanghai",
          "start": "2026-03-16T00:00:00+08:00", "end": "2026-03-19T00:00:00+08:00", "now": "2026-03-15T09:07:00+08:00", "stepMinutes": 15,
          "night": { "from": "22:00", "to": "06:00" },
          "daylight": [ { "from": "2026-03-16T06:15:00+08:00", "to": "2026-03-16T18:00:00+08:00" } ],
          "moves": { "sameZoneMinutes": 15, "zones": [ { "from": "north", "to": "south", "minutes": 30 } ] },
          "stages": [
            { "id": "s1", "name": "LED 虚拟棚", "kind": "led", "zone": "north", "look": "v-car", "openToSky": false, "hourlyRate": 1800,
              "closed": [ { "from": "2026-03-17T04:00:00+08:00", "to": "2026-03-17T08:00:00+08:00", "reason": "fire inspection" } ],
              "soundNeighbours": ["s2"] },
            { "id": "s2", "name": "Street", "kind": "backlot", "zone": "south", "openToSky": true, "hourlyRate": 400, "closed": [], "soundNeighbours": [] }
          ],
          "changeovers": [
            { "kind": "led", "sameMinutes": 15, "otherMinutes": 60, "pairs": [ { "from": "v-car", "to": "v-sky", "minutes": 45 } ], "pool": "loaders" }
          ],
          "pools": [
            { "id": "loaders", "name": "Loaders", "capacity": 2, "exceptions": [
              { "from": "2026-03-16T00:00:00+08:00", "to": "2026-03-16T08:00:00+08:00", "capacity": 1 },
              { "from": "2026-03-16T08:00:00+08:00", "to": "2026-03-16T12:00:00+08:00", "capacity": 0 } ] }
          ],
          "people": [
            { "id": "p1", "name": "王 Wang", "unavailable": [ { "from": "2026-03-18T00:00:00+08:00", "to": "2026-03-19T00:00:00+08:00" } ],
              "shift": { "maxMinutes": 720, "minRestMinutes": 600 },
              "lastWorked": { "from": "2026-03-15T08:00:00+08:00", "to": "2026-03-15T20:00:00+08:00" }, "presenceRate": 300 },
            { "id": "p2", "name": "Li", "unavailable": [] }
          ],
          "crews": [
            { "id": "c1", "name": "Unit 1", "production": "x", "unavailable": [], "shift": { "maxMinutes": 720, "minRestMinutes": 600 },
              "lastWorked": { "from": "2026-03-15T20:00:00+08:00", "to": "2026-03-16T02:00:00+08:00" } },
            { "id": "c2", "name": "Unit 2", "production": "y", "unavailable": [], "shift": { "maxMinutes": 720, "minRestMinutes": 600 } }
          ],
          "blocks": [
            { "id": "b1", "name": "Chase", "production": "x", "crew": "c1", "durationMinutes": 120, "stages": ["s1", "s2"], "look": "v-sky",
              "window": { "from": "2026-03-16T00:00:00+08:00", "to": "2026-03-18T00:00:00+08:00" },
              "wanted": { "from": "2026-03-16T08:00:00+08:00", "to": "2026-03-16T18:00:00+08:00" },
              "priority": 5, "people": ["p1", "p2"], "pools": [ { "pool": "loaders", "units": 1 } ], "after": [], "light": "day", "sound": "quiet" },
            { "id": "b2", "name": "Farewell", "production": "x", "crew": "c1", "durationMinutes": 60, "stages": ["s2"], "look": "street",
              "window": { "from": "2026-03-16T00:00:00+08:00", "to": "2026-03-19T00:00:00+08:00" },
              "priority": 10, "people": [], "pools": [], "after": [ { "block": "b1", "minGapMinutes": 30 } ], "light": "any", "sound": "any" },
            { "id": "b3", "name": "Office", "production": "y", "crew": "c2", "durationMinutes": 60, "stages": ["s1"], "look": "v-car",
              "window": { "from": "2026-03-16T00:00:00+08:00", "to": "2026-03-19T00:00:00+08:00" },
              "priority": 1, "people": [], "pools": [], "after": [ { "block": "b2", "minGapMinutes": 0 } ], "light": "night", "sound": "loud" }
          ],
          "pins": [ { "block": "b3", "stage": "s1", "start": "2026-03-16T09:07:00+08:00" } ],
          "published": { "frozenUntil": "2026-03-16T12:00:00+08:00", "assignments": [
            { "block": "b1", "stage": "s1", "start": "2026-03-16T12:00:00+08:00", "told": "seen" },
            { "block": "b2", "stage": "s2", "start": "2026-03-16T16:00:00+08:00" } ] },
          "weights": { "wanted": 2, "changed": 0 }
        }
        """;

    public static Problem Problem { get; } = ProblemFile.Read(Json).Required();

    /// <summary>The file after an edit of its JSON.</summary>
    public static string Edited(Action<JsonNode> edit)
    {
        var json = JsonNode.Parse(Json)!;
        edit(json);
        return json.ToJsonString();
    }

    public static Reading<Problem> Broken(Action<JsonNode> edit) => ProblemFile.Read(Edited(edit));

    /// <summary>Asserts that the edit gives exactly one fault, there and of that kind, with a sentence and a hint in both languages.</summary>
    public static Fault OnlyFault(Action<JsonNode> edit, string path, string key)
    {
        var fault = Assert.Single(Broken(edit).Faults);
        Assert.Equal((path, "fault." + key), (fault.Path, fault.Key));
        FaultTexts.AssertSaid(fault);
        return fault;
    }
}
