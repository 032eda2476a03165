using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>What the hand-written migrations say the same way for SQLite and PostgreSQL.</summary>
internal static class MigrationSchema
{
    private const string Sqlite = "Microsoft.EntityFrameworkCore.Sqlite";

    /// <summary>Makes a column count up by itself.</summary>
    public static OperationBuilder<AddColumnOperation> CountUp(this OperationBuilder<AddColumnOperation> column) => column
        .Annotation("Sqlite:Autoincrement", true)
        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);

    /// <summary>Makes the database itself refuse to change or remove a row of a table.</summary>
    public static void MakeAppendOnly(this MigrationBuilder migration, string table)
    {
        if (migration.ActiveProvider == Sqlite)
        {
            foreach (string verb in (string[])["update", "delete"])
            {
                migration.Sql($"""
                    CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
                    BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
                    """);
            }

            return;
        }

        migration.Sql($"""
            CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '{table} is append-only'; END $$;
            CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_refuse();
            CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse();
            """);
    }
}
