using System.Data.Common;

namespace StudioScheduler.Server.Storage;

/// <summary>Tells a failure of the database from a defect: EF and Hangfire wrap what the driver says.</summary>
internal static class DatabaseFailure
{
    /// <summary>What the driver said; null where the database has nothing to do with it.</summary>
    public static DbException? Of(Exception? failure) => failure is null or DbException ? (DbException?)failure : Of(failure.InnerException);
}
