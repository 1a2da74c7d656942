using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Planning;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Planning;

/// <summary>The server's parts without its web: a database, the commands, and a queue that only remembers.</summary>
internal sealed class TestStudio : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly string? folder;

    private TestStudio(StorageSettings settings, TimeProvider time, string? folder, Action<IServiceCollection>? change)
    {
        this.folder = folder;
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton(time);
        collection.AddStudioStorage(settings);
        collection.AddStudioCommands();
        collection.AddSingleton<RememberedRuns>();
        collection.AddSingleton<IRunQueue>(provider => provider.GetRequiredService<RememberedRuns>());
        change?.Invoke(collection);
        services = collection.BuildServiceProvider();
    }

    public IDbContextFactory<StudioDbContext> Databases => services.GetRequiredService<IDbContextFactory<StudioDbContext>>();

    public static async Task<TestStudio> SqliteAsync(TimeProvider time, Action<IServiceCollection>? change = null)
    {
        var folder = Directory.CreateTempSubdirectory("studio-test-").FullName;
        return await ReadyAsync(new(StorageSettings.Of(Path.Combine(folder, "studio.db")), time, folder, change));
    }

    public static async Task<TestStudio> PostgresAsync(string connection, TimeProvider time, Action<IServiceCollection>? change = null) =>
        await ReadyAsync(new(StorageSettings.Of(connection), time, null, change));

    /// <summary>On either, as a theory asks for it.</summary>
    public static async Task<TestStudio> OpenAsync(StorageKind kind, PostgresCluster cluster, TimeProvider time) =>
        kind == StorageKind.Sqlite ? await SqliteAsync(time) : await PostgresAsync(await cluster.CreateDatabaseAsync(), time);

    /// <summary>A command with a context of its own, as a request has it.</summary>
    public async Task<TResult> RunAsync<T, TResult>(Func<T, Task<TResult>> run)
        where T : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<T>());
    }

    public async Task<T> ReadAsync<T>(Func<StudioDbContext, Task<T>> read)
    {
        await using var db = await Databases.CreateDbContextAsync();
        return await read(db);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (folder is not null)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    private static async Task<TestStudio> ReadyAsync(TestStudio studio)
    {
        await using var db = await studio.Databases.CreateDbContextAsync();
        await db.Database.MigrateAsync();
        await SampleBase.EnsureAsync(db, studio.Get<TimeProvider>());
        return studio;
    }

    internal sealed class RememberedRuns : IRunQueue
    {
        public List<Guid> Ids { get; } = [];

        public void Enqueue(Guid runId) => Ids.Add(runId);
    }
}
