using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage.Mapping;

namespace StudioScheduler.Server.Storage;

/// <summary>One file, nothing to install. Instants are UTC microseconds, because SQLite cannot order text with offsets.</summary>
public sealed class SqliteStudioDb(DbContextOptions<SqliteStudioDb> options) : StudioDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantAsMicroseconds>();
    }
}
