using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Requests;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;
using StudioScheduler.Server.Tests.Planning;

namespace StudioScheduler.Server.Tests.Requests;

/// <summary>One producer's odd request would keep the whole base from being planned: it is refused, and it says where.</summary>
[Collection("PostgreSQL")]
public sealed class RequestFaultsTests(PostgresCluster cluster)
{
    private static readonly DateTimeOffset From = new(2026, 3, 15, 16, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(new(2026, 3, 12, 4, 0, 0, TimeSpan.Zero));

    [SkippableTheory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task What_a_problem_file_may_not_hold_a_request_may_not_either(StorageKind kind)
    {
        await using var studio = await TestStudio.OpenAsync(kind, cluster, time);
        var plain = await PlainAsync(studio);
        var pool = await studio.ReadAsync(db => db.Pools.AsNoTracking().FirstAsync());
        var known = await studio.ReadAsync(db => db.Blocks.AsNoTracking().FirstAsync(b => b.ProductionId == plain.ProductionId));
        var far = new DateTimeOffset(2300, 1, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (var (path, key, change) in new (string, string, Func<BlockInput, BlockInput>)[]
        {
            ("light", "fault.noChoice", b => b with { Light = (Light)7 }),
            ("sound", "fault.noChoice", b => b with { Sound = (Sound)9 }),
            ("wantedFrom", "fault.timeFar", b => b with { WantedFrom = far, WantedTo = far.AddHours(1) }),
            ("wantedTo", "fault.timeFar", b => b with { WantedFrom = From, WantedTo = far }),
            ("wantedFrom", "fault.windowOrder", b => b with { WantedFrom = From, WantedTo = From }),
            ("windowFrom", "fault.timeFar", b => b with { WindowFrom = new(1800, 1, 1, 0, 0, 0, TimeSpan.Zero) }),
            ("windowTo", "fault.timeFar", b => b with { WindowTo = DateTimeOffset.MaxValue.AddTicks(1 - TimeSpan.TicksPerMinute) }),
            ("windowFrom", "fault.seconds", b => b with { WindowFrom = From.AddSeconds(1) }),
            ("windowTo", "fault.windowShort", b => b with { WindowTo = From.AddMinutes(30) }),
            ("after[0].minGapMinutes", "fault.range", b => b with { After = [new(known.Id, null, 1_500_000)] }),
            ("after[0].minGapMinutes", "fault.offStep", b => b with { After = [new(known.Id, null, 7)] }),
            ("pools[0].units", "fault.range", b => b with { Pools = [new(pool.Id, 2_000_000)] }),
            ("pools[0].units", "fault.range", b => b with { Pools = [new(pool.Id, 0)] }),
            ("priority", "fault.range", b => b with { Priority = 11 }),
            ("durationMinutes", "fault.offStep", b => b with { DurationMinutes = 61 }),
            ("durationMinutes", "fault.range", b => b with { DurationMinutes = -15 }),
            ("durationMinutes", "refusal.duration", b => b with { DurationMinutes = 1455 }),
            ("stages", "fault.noStage", b => b with { Stages = [] }),
            ("stages[1]", "refusal.unknown-or-twice", b => b with { Stages = [b.Stages[0], b.Stages[0]] }),
            ("name", "refusal.too-long", b => b with { Name = new('x', 2_000_000) }),
            ("name", "refusal.required", b => b with { Name = " " }),
            ("name", "refusal.control-character", b => b with { Name = "a\0b" }),
            ("look", "refusal.control-character", b => b with { Look = "a\nb" }),
            ("look", "fault.halfCharacter", b => b with { Look = "\ud83d" }),
            ("after[0].blockId", "refusal.control-character", b => b with { After = [new("b\0", null, 0)] }),
        })
        {
            var fault = Assert.Single(await FaultsAsync(studio, plain with { Blocks = [change(plain.Blocks[0])] }), f => f.Path == $"$.blocks[0].{path}");
            Assert.Equal((path, key), (path, fault.Key));
            Assert.All(new[] { Wording.English, Wording.Chinese }, words =>
            {
                var said = fault.Say(words);
                Assert.StartsWith(fault.Path, said, StringComparison.Ordinal);
                Assert.InRange(said.Length, fault.Path.Length + 5, 400);
                Assert.DoesNotContain('{', said);
            });
        }

        foreach (var (path, input) in new (string, RequestInput)[]
        {
            ("$.title", plain with { Title = "a\0b" }),
            ("$.title", plain with { Title = new('x', 201) }),
            ("$.note", plain with { Note = "a\0b" }),
            ("$.note", plain with { Note = new('x', 4_001) }),
            ("$.crewId", plain with { CrewId = "c\0" }),
            ("$.productionId", plain with { ProductionId = "p\0" }),
            ("$.blocks", plain with { Blocks = [] }),
            ("$.blocks", plain with { Blocks = [.. Enumerable.Repeat(plain.Blocks[0], 501)] }),
        })
        {
            Assert.Equal(path, Assert.Single(await FaultsAsync(studio, input)).Path);
        }

        Assert.Empty(await FaultsAsync(studio, plain with { Title = "夜戏 😀", Note = "two\r\n\tlines" }));
        Assert.Equal(RunOutcome.Finished, await PlannedAsync(studio));
    }

    private static async Task<RequestInput> PlainAsync(TestStudio studio)
    {
        var crew = await studio.ReadAsync(db => db.Crews.AsNoTracking().OrderBy(c => c.Id).FirstAsync());
        var stage = await studio.ReadAsync(db => db.Stages.AsNoTracking().OrderBy(s => s.Id).FirstAsync());
        return new()
        {
            ProductionId = crew.ProductionId, CrewId = crew.Id, Title = "odd",
            Blocks = [new() { Name = "odd", DurationMinutes = 60, Stages = [stage.Id], Look = "odd", WindowFrom = From, WindowTo = From.AddDays(7) }],
        };
    }

    private static async Task<IReadOnlyList<InputFault>> FaultsAsync(TestStudio studio, RequestInput input) =>
        (await studio.RunAsync<SubmitRequest, Answer<StageRequest>>(s => s.RunAsync(SampleBase.Id, input, null))).Refusal switch
        {
            null => [],
            Invalid invalid => invalid.Faults,
            var other => throw new InvalidOperationException(other.Key),
        };

    private static async Task<RunOutcome?> PlannedAsync(TestStudio studio)
    {
        var draft = await PlanAndPublishTests.PlannedAsync(studio);
        return await studio.ReadAsync(db => db.Runs.Where(r => r.DraftId == draft.Id).Select(r => r.Outcome).SingleAsync());
    }
}
