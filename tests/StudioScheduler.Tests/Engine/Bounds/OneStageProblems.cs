using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Tests.Engine.Bounds;

/// <summary>Small problems with one stage that all blocks together fill: every second one with presence alone, the others with wishes, windows, order and a published plan.</summary>
internal static class OneStageProblems
{
    private static readonly DateTimeOffset Start = new(2026, 3, 16, 0, 0, 0, TimeSpan.Zero);

    public static Problem Draw(int seed)
    {
        var random = new Random(seed);
        var isPlain = seed % 2 == 0;
        var hours = Enumerable.Range(0, random.Next(3, 8)).Select(_ => random.Next(1, 5)).ToArray();
        var end = Start.AddHours(hours.Sum());
        var people = Enumerable.Range(0, 5).Select(p => new Person
        {
            Id = new($"p{p}"), Name = $"p{p}", PresenceRate = p == 4 ? 0 : random.Next(1, 30),
            Unavailable = isPlain || random.Next(12) > 0 ? [] : [new TimeWindow(Start, Start.AddHours(2))],
        }).ToArray();
        var blocks = hours.Select((h, b) => new ShootingBlock
        {
            Id = new($"b{b}"), Name = $"b{b}", Production = "c", Crew = new("c"), DurationMinutes = 60 * h, Stages = [new("s")], Look = "any",
            Window = isPlain || random.Next(6) > 0 ? new(Start, end) : new(Start.AddHours(random.Next(0, 1 + hours.Sum() - h)), end),
            Wanted = isPlain || random.Next(3) > 0 ? null : new(Start.AddHours(3), Start.AddHours(4 + h)),
            Priority = 5, People = [.. people.Where(_ => random.Next(5) < 2).Select(p => p.Id)], Pools = [new(new("k"), random.Next(1, 3))],
            After = isPlain || b == 0 || random.Next(4) > 0 ? [] : [new(new($"b{random.Next(b)}"), 0)], Light = Light.Any, Sound = Sound.Any,
        }).ToArray();
        return new()
        {
            Name = $"one stage {seed}", TimeZone = "Asia/Shanghai", Start = Start, End = end, StepMinutes = 60,
            Night = new(new(22, 0), new(6, 0)), Daylight = [], Moves = new(0, []), Pins = [],
            Stages = [new() { Id = new("s"), Name = "s", Kind = "k", Zone = "z", Look = "bare", OpenToSky = false, HourlyRate = 77, Closed = [], SoundNeighbours = [] }],
            Changeovers = [new() { Kind = "k", SameMinutes = 0, OtherMinutes = 0, Pairs = [], Pool = new("k") }],
            Pools = [new(new("k"), "k", 2, [])], People = [.. people], Blocks = [.. blocks],
            Crews = [new() { Id = new("c"), Name = "c", Production = "c", Unavailable = [], Shift = new(60 * hours.Sum(), 600) }],
            Published = isPlain || random.Next(2) > 0 ? null : new(Start, [new(new("b0"), new("s"), Start.AddHours(1), Told.Seen)]),
            Weights = isPlain ? new() { Night = 0, Presence = 1 } : new() { Presence = random.Next(0, 2) },
        };
    }
}
