using System.Collections.Concurrent;
using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using StudioScheduler.Server.Storage.Model;

namespace StudioScheduler.Server.Storage;

/// <summary>A transaction that will write. Disposed without a commit it leaves nothing behind.</summary>
public sealed class WriteTransaction : IAsyncDisposable
{
    private readonly IDbContextTransaction transaction;
    private SemaphoreSlim? gate;

    internal WriteTransaction(IDbContextTransaction transaction, SemaphoreSlim? gate) => (this.transaction, this.gate) = (transaction, gate);

    public Task CommitAsync(CancellationToken cancellation = default) => transaction.CommitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        Interlocked.Exchange(ref gate, null)?.Release();
    }
}

public static class Transactions
{
    // SQLite has one writer a file. Writers of this process queue here without holding a thread; others wait in busy_timeout.
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new(StringComparer.Ordinal);

    /// <summary>SQLite: BEGIN IMMEDIATE, so nothing that was read inside can change. PostgreSQL: read committed, with row locks.</summary>
    public static async Task<WriteTransaction> BeginWriteAsync(this StudioDbContext db, CancellationToken cancellation = default)
    {
        if (db is PostgresStudioDb)
        {
            return new(await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation), null);
        }

        var gate = Gates.GetOrAdd(db.Database.GetDbConnection().DataSource, _ => new(1, 1));
        await gate.WaitAsync(cancellation);
        try
        {
            return new(await db.Database.BeginTransactionAsync(cancellation), gate);
        }
        catch
        {
            gate.Release();
            throw;
        }
    }

    /// <summary>The base's row, held until the transaction ends: publications and options of one base happen one after the other.</summary>
    public static async Task<Base?> TakeBaseAsync(this StudioDbContext db, string baseId, CancellationToken cancellation = default)
    {
        await db.HoldBaseAsync(baseId, cancellation);
        return await FreshAsync(db, db.Bases.Where(b => b.Id == baseId), cancellation);
    }

    /// <summary>The same without reading the row. On SQLite the transaction itself is held.</summary>
    public static async Task HoldBaseAsync(this StudioDbContext db, string baseId, CancellationToken cancellation = default)
    {
        if (db is PostgresStudioDb)
        {
            await db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Bases" WHERE "Id" = {baseId} FOR UPDATE""", cancellation);
        }
    }

    /// <summary>These recipients' rows, held until the transaction ends: their next numbers are taken under them. Always in the order of ids, so that nobody waits in a circle.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Recipient>> TakeRecipientsAsync(this StudioDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellation = default)
    {
        var wanted = ids.ToArray();
        if (db is PostgresStudioDb)
        {
            await db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Recipients" WHERE "Id" = ANY({wanted}) ORDER BY "Id" FOR UPDATE""", cancellation);
        }

        // Rows that this context has read before the lock are old: read them again.
        foreach (var old in db.ChangeTracker.Entries<Recipient>().Where(r => wanted.Contains(r.Entity.Id)).ToList())
        {
            await old.ReloadAsync(cancellation);
        }

        var rows = await db.Recipients.Where(r => wanted.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancellation);
        return wanted.FirstOrDefault(id => !rows.ContainsKey(id)) is var gone && gone != Guid.Empty
            ? throw new InvalidOperationException($"recipient {gone} is gone. Maybe its crew was deleted while it was told.")
            : rows;
    }

    /// <summary>The same for one.</summary>
    public static async Task<Recipient> TakeRecipientAsync(this StudioDbContext db, Guid id, CancellationToken cancellation = default) =>
        (await db.TakeRecipientsAsync([id], cancellation))[id];

    // A row that this context has read before the lock is old: read it again.
    private static async Task<T?> FreshAsync<T>(StudioDbContext db, IQueryable<T> query, CancellationToken cancellation)
        where T : class
    {
        var mayBeOld = db.ChangeTracker.Entries<T>().Any();
        var row = await query.SingleOrDefaultAsync(cancellation);
        if (row is not null && mayBeOld)
        {
            await db.Entry(row).ReloadAsync(cancellation);
        }

        return row;
    }
}
