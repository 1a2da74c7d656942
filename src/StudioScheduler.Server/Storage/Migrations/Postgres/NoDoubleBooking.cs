using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace StudioScheduler.Server.Storage.Migrations.Postgres;

/// <summary>
/// Two claims on one stage, crew or person never overlap, whatever path wrote them. Written by hand, because EF knows no exclusion
/// constraints; it stays when the initial migration is made anew.
/// </summary>
[DbContext(typeof(PostgresStudioDb))]
[Migration("20261101000001_NoDoubleBooking")]
public sealed class NoDoubleBooking : Migration
{
    public const string ConstraintName = "EX_Claims_NoDoubleBooking";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("CREATE EXTENSION IF NOT EXISTS btree_gist;");
        migrationBuilder.Sql(
            $"""
             ALTER TABLE "Claims" ADD CONSTRAINT "{ConstraintName}"
             EXCLUDE USING gist ("BaseId" WITH =, "Resource" WITH =, tstzrange("Start", "End") WITH &&);
             """);
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql($"""ALTER TABLE "Claims" DROP CONSTRAINT "{ConstraintName}";""");
}
