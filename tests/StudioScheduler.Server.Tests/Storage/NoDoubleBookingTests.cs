using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Requests;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Claims;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;
using StudioScheduler.Server.Tests.Planning;
using Xunit.Abstractions;

namespace StudioScheduler.Server.Tests.Storage;

/// <summary>Rounds: <c>STUDIO_CLAIM_ROUNDS</c>, 1,000 by the promise, fewer on every build.</summary>
[Collection("PostgreSQL")]
public class NoDoubleBookingTests(PostgresCluster cluster, ITestOutputHelper output)
{
    private const int Writers = 50;

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("STUDIO_CLAIM_ROUNDS"), out var rounds) ? rounds : 20;

    [SkippableTheory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task Of_fifty_writers_for_one_place_one_wins_and_the_others_learn_who(StorageKind kind)
    {
        await using var studio = await OpenAsync(kind);
        var (stage, blocks) = await RivalsAsync(studio);
        var from = BaseWeek.Containing("Asia/Shanghai", DateTimeOffset.UnixEpoch.AddDays(23_000)).From;
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < Rounds; round++)
        {
            var start = from.AddHours(round * 24);
            var answers = await Task.WhenAll(blocks.Select(block => Task.Run(() => studio.RunAsync<TakeOption, Answer<Hold>>(
                take => take.RunAsync(SampleBase.Id, block, stage, start, null)))));

            var winner = Assert.Single(answers, a => !a.IsRefused).Value;
            Assert.All(answers.Where(a => a.IsRefused), a => Assert.Equal(winner.BlockId, Assert.IsType<PlaceTaken>(a.Refusal).HolderBlockId));
            Assert.Equal(1, await studio.ReadAsync(db => db.Claims.CountAsync(c => c.Resource == ClaimResource.OfStage(stage))));
            await ClearAsync(studio);
        }

        output.WriteLine($"{kind}: {Rounds} rounds of {Writers} writers in {clock.Elapsed.TotalSeconds:0.0} s");
    }

    [SkippableFact]
    public async Task Past_every_command_the_database_itself_refuses_an_overlap()
    {
        await using var studio = await OpenAsync(StorageKind.Postgres);
        var (stage, blocks) = await RivalsAsync(studio);
        var start = DateTimeOffset.UnixEpoch.AddDays(23_000);
        for (var round = 0; round < 5; round++)
        {
            var at = start.AddDays(round);
            var won = await Task.WhenAll(blocks.Select(block => Task.Run(() => InsertAsync(studio, block, stage, at))));
            Assert.Single(won, w => w);
        }
    }

    [SkippableTheory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task Touching_is_not_overlapping(StorageKind kind)
    {
        await using var studio = await OpenAsync(kind);
        var (stage, blocks) = await RivalsAsync(studio);
        var start = DateTimeOffset.UnixEpoch.AddDays(23_000);
        var minutes = await studio.ReadAsync(db => db.Blocks.Where(b => b.Id == blocks[0]).Select(b => b.DurationMinutes).SingleAsync());

        var first = await studio.RunAsync<TakeOption, Answer<Hold>>(t => t.RunAsync(SampleBase.Id, blocks[0], stage, start, null));
        var next = await studio.RunAsync<TakeOption, Answer<Hold>>(t => t.RunAsync(SampleBase.Id, blocks[1], stage, start.AddMinutes(minutes), null));

        Assert.False(first.IsRefused);
        Assert.False(next.IsRefused);
    }

    private static async Task<bool> InsertAsync(TestStudio studio, string block, string stage, DateTimeOffset at)
    {
        await using var db = await studio.Databases.CreateDbContextAsync();
        db.Claims.Add(new()
        {
            Id = Guid.CreateVersion7(at), BaseId = SampleBase.Id, Resource = ClaimResource.OfStage(stage), BlockId = block, Start = at, End = at.AddHours(1),
        });
        try
        {
            await db.SaveChangesAsync();
            return true;
        }
        catch (Exception refused) when (refused is DbUpdateException or InvalidOperationException { InnerException: DbUpdateException })
        {
            // 23P01, or a deadlock between two losers, which comes wrapped as transient
            return false;
        }
    }

    private static Task<int> ClearAsync(TestStudio studio) => studio.ReadAsync(async db =>
        await db.Claims.ExecuteDeleteAsync() + await db.Holds.ExecuteDeleteAsync());

    /// <summary>A stage and fifty blocks that may be shot on it, each of another crew so that only the stage is contested.</summary>
    private static async Task<(string Stage, List<string> Blocks)> RivalsAsync(TestStudio studio)
    {
        await using var db = await studio.Databases.CreateDbContextAsync();
        var stage = await db.Stages.OrderBy(s => s.Id).FirstAsync();
        var production = await db.Productions.FirstAsync();
        for (var i = 0; i < Writers; i++)
        {
            var crew = new Crew { BaseId = SampleBase.Id, Id = $"rival-{i:00}", ProductionId = production.Id, Name = $"rival {i}" };
            var request = new StageRequest
            {
                Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddDays(20_000)), BaseId = SampleBase.Id, ProductionId = production.Id, CrewId = crew.Id,
                Title = "rival", SubmittedAt = DateTimeOffset.UnixEpoch.AddDays(20_000),
            };
            db.AddRange(crew, request, new ShootingBlock
            {
                BaseId = SampleBase.Id, Id = $"r-{i:00}", RequestId = request.Id, ProductionId = production.Id, CrewId = crew.Id, Name = "rival",
                DurationMinutes = 120, Stages = [stage.Id], Look = "x", WindowFrom = DateTimeOffset.UnixEpoch, WindowTo = DateTimeOffset.UnixEpoch.AddDays(40_000),
            });
        }

        await db.SaveChangesAsync();
        return (stage.Id, [.. Enumerable.Range(0, Writers).Select(i => $"r-{i:00}")]);
    }

    private async Task<TestStudio> OpenAsync(StorageKind kind) => kind == StorageKind.Sqlite
        ? await TestStudio.SqliteAsync(TimeProvider.System)
        : await TestStudio.PostgresAsync(await cluster.CreateDatabaseAsync(), TimeProvider.System);
}
