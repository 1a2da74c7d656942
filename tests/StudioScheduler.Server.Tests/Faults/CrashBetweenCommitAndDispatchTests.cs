using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Faults;

/// <summary>
/// The server is a real process that ends by signal 9 at a point between a publication's commit and the mark "sent"; then it is
/// started again. Whatever the point: every crew's page ends with the plan, and has applied each notice once and in order.
/// </summary>
public class CrashBetweenCommitAndDispatchTests
{
    private const int Crews = 24;

    [Theory]
    [InlineData(CrashPoint.Committed)]
    [InlineData(CrashPoint.Leased)]
    [InlineData(CrashPoint.Confirmed)]
    [InlineData(CrashPoint.Marked)]
    public async Task Embedded_on_SQLite_nothing_is_lost_twice_or_out_of_order(string point)
    {
        var folder = Directory.CreateTempSubdirectory("studio-crash-");
        try
        {
            var database = Path.Combine(folder.FullName, "studio.db");
            await RunAsync(point, StorageSettings.Of(database), ["--database", database]);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    [SkippableFact]
    public async Task On_PostgreSQL_and_RabbitMQ_nothing_is_lost_twice_or_out_of_order()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await using var broker = await RabbitNode.StartAsync();
        foreach (var point in CrashPoint.All)
        {
            var database = await cluster.CreateDatabaseAsync();
            var host = await broker.CreateVirtualHostAsync(point);
            await RunAsync(point, StorageSettings.Of(database), ["--database", database, "--rabbit", broker.Address(host).ToString()]);
        }
    }

    private static async Task RunAsync(string point, StorageSettings storage, string[] settings)
    {
        var studio = await FaultBase.CreateAsync(storage, Crews, TimeProvider.System);
        var oracle = new Oracle(studio.Crews);
        using var publisher = new Publisher(studio, oracle);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await using var server = await ServerProcess.StartAsync(
            [.. settings, "--role", "web,deliver", "--sample", "false"], executable: TestServer.Executable);
        var pages = studio.Crews.Select(crew => new StreamRecorder(crew, studio.Sessions[crew], () => server.Address)).ToList();
        try
        {
            await Until.TrueAsync("every page is open", 60, () => pages.All(page => page.Record().Snapshots.Count > 0));
            await publisher.PublishAsync(() => server.Address, Move(studio, start: 0), limit.Token);
            await ConvergedAsync(oracle, pages);

            await server.TerminateAsync();
            await server.StartAgainAsync(environment: new Dictionary<string, string?> { [CrashPoint.Variable] = $"{point}:1" });
            await publisher.PublishAsync(() => server.Address, Move(studio, start: 5), limit.Token);
            await server.Process.WaitForExitAsync(60);
            Assert.Equal(128 + 9, server.Process.ExitCode);
            if (point != CrashPoint.Marked)
            {
                await using var db = studio.Open();
                Assert.Equal(Crews, await db.Outbox.CountAsync(o => o.SentAt == null, limit.Token));
                Assert.All(pages, page => Assert.Equal(1, page.Position.Sequence));
            }

            await server.StartAgainAsync(environment: new Dictionary<string, string?> { [CrashPoint.Variable] = null });
            await publisher.PublishAsync(() => server.Address, Move(studio, start: 9), limit.Token);
            await ConvergedAsync(oracle, pages);
            Assert.Equal(3, oracle.Version);
            var verdict = Verdict.Of(pages.Select(oracle.Judge));
            Assert.True(verdict.IsClean, verdict.ToString());
            Assert.All(pages, page => Assert.Equal([1, 2, 3], page.Record().Notices.Select(n => n.Sequence)));
        }
        finally
        {
            foreach (var page in pages)
            {
                await page.DisposeAsync();
            }
        }
    }

    private static Dictionary<string, Placed?> Move(FaultBase studio, int start) => studio.Crews
        .SelectMany(crew => Enumerable.Range(0, 2).Select(day => (Block: FaultBase.BlockOf(crew, day), Place: studio.Place(crew, day, start + day))))
        .ToDictionary(x => x.Block, x => (Placed?)x.Place);

    private static Task ConvergedAsync(Oracle oracle, IReadOnlyList<StreamRecorder> pages) => Until.TrueAsync(
        "every page shows the plan", 60, () => pages.All(oracle.IsConverged), () => Verdict.Of(pages.Select(oracle.Judge)).ToString());
}
