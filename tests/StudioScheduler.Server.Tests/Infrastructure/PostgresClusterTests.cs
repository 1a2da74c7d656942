using Npgsql;

namespace StudioScheduler.Server.Tests.Infrastructure;

[Collection("PostgreSQL")]
public class PostgresClusterTests(PostgresCluster cluster, PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [SkippableFact]
    public async Task A_class_has_a_database_of_its_own()
    {
        var first = await database.ConnectionStringAsync();
        var second = await cluster.CreateDatabaseAsync();
        await ExecuteAsync(first, "CREATE TABLE only_here (id int)");

        Assert.Equal(first, await database.ConnectionStringAsync());
        var missing = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(second, "SELECT * FROM only_here"));
        Assert.Equal(PostgresErrorCodes.UndefinedTable, missing.SqlState);
    }

    [SkippableFact]
    public async Task What_was_committed_survives_every_kind_of_end()
    {
        await using var own = await PostgresCluster.StartAsync();
        var connectionString = await own.CreateDatabaseAsync() + ";Pooling=false";
        await ExecuteAsync(connectionString, "CREATE TABLE survivors (name text)");

        foreach (var (name, end) in new (string, Func<Task>)[] { ("stopped", own.StopAsync), ("stopped at once", own.StopAtOnceAsync), ("killed", own.KillAsync) })
        {
            await ExecuteAsync(connectionString, $"INSERT INTO survivors VALUES ('{name}')");
            await end();
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => ExecuteAsync(connectionString, "SELECT 1"));
            await own.StartServerAsync();
        }

        Assert.Equal(3L, await ExecuteAsync(connectionString, "SELECT count(*) FROM survivors"));
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
