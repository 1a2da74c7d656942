using System.Text.Json.Nodes;
using static StudioScheduler.Tests.Problems.SmallBase;

namespace StudioScheduler.Tests.Problems;

/// <summary>Stages, changeovers, pools, people, crews, pins and the published plan.</summary>
public sealed class PlaceAndWorkerFaultTests
{
    [Fact]
    public void A_rate_is_not_negative() => OnlyFault(p => p["stages"]![0]!["hourlyRate"] = -1, "stages[0].hourlyRate", "range");

    [Fact]
    public void A_neighbour_is_a_stage() => OnlyFault(p => p["stages"]![0]!["soundNeighbours"]![0] = "hall", "stages[0].soundNeighbours[0]", "unknownId");

    [Fact]
    public void A_closure_begins_before_it_ends() =>
        OnlyFault(p => p["stages"]![0]!["closed"]![0]!["to"] = "2026-03-17T04:00:00+08:00", "stages[0].closed[0].from", "windowOrder");

    [Fact]
    public void A_kind_has_one_table() =>
        OnlyFault(p => p["changeovers"]!.AsArray().Add(p["changeovers"]![0]!.DeepClone()), "changeovers[1].kind", "idTwice");

    [Fact]
    public void A_pair_has_two_looks() => OnlyFault(p => p["changeovers"]![0]!["pairs"]![0]!["to"] = "v-car", "changeovers[0].pairs[0]", "samePair");

    [Fact]
    public void A_pair_of_looks_is_listed_once() =>
        OnlyFault(
            p => p["changeovers"]![0]!["pairs"]!.AsArray().Add(p["changeovers"]![0]!["pairs"]![0]!.DeepClone()), "changeovers[0].pairs[1]", "lookPairTwice");

    [Fact]
    public void Pairs_of_looks_are_directed() =>
        Assert.Empty(Broken(p => p["changeovers"]![0]!["pairs"]!.AsArray()
            .Add(new JsonObject { ["from"] = "v-sky", ["to"] = "v-car", ["minutes"] = 30 })).Faults);

    [Fact]
    public void A_changeover_is_a_multiple_of_the_step() => OnlyFault(p => p["changeovers"]![0]!["sameMinutes"] = 5, "changeovers[0].sameMinutes", "offStep");

    [Fact]
    public void A_changeover_pool_is_known() => OnlyFault(p => p["changeovers"]![0]!["pool"] = "nothing", "changeovers[0].pool", "unknownId");

    [Fact]
    public void A_capacity_is_not_negative() => OnlyFault(p => p["pools"]![0]!["exceptions"]![1]!["capacity"] = -1, "pools[0].exceptions[1].capacity", "range");

    [Fact]
    public void Exceptions_of_one_pool_do_not_overlap() =>
        OnlyFault(p => p["pools"]![0]!["exceptions"]![0]!["to"] = "2026-03-16T08:15:00+08:00", "pools[0].exceptions[1]", "exceptionsOverlap");

    [Fact]
    public void An_exception_overlaps_a_long_one_behind_a_short_one() =>
        Assert.Equal(2, Broken(p =>
        {
            p["pools"]![0]!["exceptions"]![0]!["to"] = "2026-03-18T00:00:00+08:00";
            p["pools"]![0]!["exceptions"]!.AsArray().Add(new JsonObject
            {
                ["from"] = "2026-03-17T00:00:00+08:00",
                ["to"] = "2026-03-17T01:00:00+08:00",
                ["capacity"] = 1,
            });
        }).Faults.Count(f => f.Key == "fault.exceptionsOverlap"));

    [Fact]
    public void A_shift_is_longer_than_0() => OnlyFault(p => p["crews"]![0]!["shift"]!["maxMinutes"] = 0, "crews[0].shift.maxMinutes", "range");

    [Fact]
    public void A_rest_is_longer_than_0() => OnlyFault(p => p["people"]![0]!["shift"]!["minRestMinutes"] = 0, "people[0].shift.minRestMinutes", "range");

    [Fact]
    public void A_rest_is_a_multiple_of_the_step() =>
        OnlyFault(p => p["people"]![0]!["shift"]!["minRestMinutes"] = 601, "people[0].shift.minRestMinutes", "offStep");

    [Fact]
    public void Last_work_begins_before_the_horizon() =>
        OnlyFault(p => p["crews"]![0]!["lastWorked"]!["from"] = "2026-03-16T00:00:00+08:00", "crews[0].lastWorked.from", "lastWorkedLate");

    [Fact]
    public void A_crew_must_have_a_shift() => OnlyFault(p => p["crews"]![0]!.AsObject().Remove("shift"), "crews[0].shift", "missing");

    [Fact]
    public void A_pin_names_a_known_block() => OnlyFault(p => p["pins"]![0]!["block"] = "nothing", "pins[0].block", "unknownId");

    [Fact]
    public void A_pin_names_a_known_stage() => OnlyFault(p => p["pins"]![0]!["stage"] = "nothing", "pins[0].stage", "unknownId");

    [Fact]
    public void A_block_is_pinned_once() => OnlyFault(p => p["pins"]!.AsArray().Add(p["pins"]![0]!.DeepClone()), "pins[1].block", "namedTwice");

    [Fact]
    public void A_block_is_published_once() =>
        OnlyFault(p => p["published"]!["assignments"]![1]!["block"] = "b1", "published.assignments[1].block", "namedTwice");

    [Fact]
    public void A_published_start_is_not_before_the_horizon() =>
        OnlyFault(p => p["published"]!["assignments"]![0]!["start"] = "2026-03-15T23:45:00+08:00", "published.assignments[0].start", "publishedEarly");

    [Fact]
    public void Told_is_on_its_list() => OnlyFault(p => p["published"]!["assignments"]![0]!["told"] = "read", "published.assignments[0].told", "noChoice");

    [Fact]
    public void A_pin_far_from_the_horizon_is_refused() => OnlyFault(p => p["pins"]![0]!["start"] = "2062-03-16T09:07:00+08:00", "pins[0].start", "startFar");
}
