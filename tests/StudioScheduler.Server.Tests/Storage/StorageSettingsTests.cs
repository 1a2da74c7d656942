using Npgsql;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Tests.Storage;

public sealed class StorageSettingsTests
{
    [Theory]
    [InlineData("sslmode=require", SslMode.Require)]
    [InlineData("sslmode=verify-full", SslMode.VerifyFull)]
    [InlineData("SSL%20Mode=VerifyCA", SslMode.VerifyCA)]
    public void An_address_asks_for_encryption(string query, SslMode wanted) => Assert.Equal(wanted, Read($"postgres://studio:secret@db.example.com/studio?{query}").SslMode);

    [Fact]
    public void An_address_holds_everything_that_a_connection_needs()
    {
        var read = Read("postgresql://st%40dio:pass%3Aword@db.example.com:6432/studio?application_name=plan&connect_timeout=7");
        Assert.Equal(
            ("db.example.com", 6432, "studio", "st@dio", "pass:word", "plan", 7),
            (read.Host, read.Port, read.Database, read.Username, read.Password, read.ApplicationName, read.Timeout));
    }

    [Theory]
    [InlineData("sslmod=require", "sslmod")]
    [InlineData("sslmode=yes-please", "sslmode")]
    [InlineData("sslmode=require&colour=blue", "colour")]
    [InlineData("connect_timeout=soon", "connect_timeout")]
    public void What_no_connection_knows_is_refused_by_name(string query, string named)
    {
        var refused = Assert.Throws<UnknownKeyException>(() => StorageSettings.Of($"postgres://studio:secret@db.example.com/studio?{query}"));
        Assert.Equal(named, refused.Key);
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
    }

    private static NpgsqlConnectionStringBuilder Read(string address) => new(StorageSettings.Of(address).ConnectionString);
}
