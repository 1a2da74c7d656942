using Microsoft.EntityFrameworkCore.Design;

namespace StudioScheduler.Server.Storage;

// Only `dotnet ef` uses these: it needs the model, never a database.

internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteStudioDb>
{
    public SqliteStudioDb CreateDbContext(string[] args) => (SqliteStudioDb)StorageSetup.Open(StorageSettings.Of("Data Source=design.db"));
}

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresStudioDb>
{
    public PostgresStudioDb CreateDbContext(string[] args) => (PostgresStudioDb)StorageSetup.Open(StorageSettings.Of("Host=localhost;Database=design"));
}
