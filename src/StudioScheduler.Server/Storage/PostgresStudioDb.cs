using Microsoft.EntityFrameworkCore;
using StudioScheduler.Server.Storage.Mapping;

namespace StudioScheduler.Server.Storage;

/// <summary>Instants are <c>timestamptz</c>; Npgsql takes only offset 0.</summary>
public sealed class PostgresStudioDb(DbContextOptions<PostgresStudioDb> options) : StudioDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantInUtc>();
    }
}
