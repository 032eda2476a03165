using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Tests.Support;

/// <summary>Describes tables, columns, keys and indexes of a database, a line each, so that two can be compared.</summary>
internal static class DatabaseSchema
{
    private const string Sqlite = """
        SELECT 'column ' || m.name || '.' || c.name || ' ' || c.type || CASE c."notnull" WHEN 1 THEN ' not null' ELSE '' END
               || CASE c.pk WHEN 0 THEN '' ELSE ' pk' || c.pk END
               || CASE WHEN c.pk > 0 AND m.sql LIKE '%AUTOINCREMENT%' THEN ' counts up' ELSE '' END
          FROM sqlite_master m, pragma_table_info(m.name) c
         WHERE m.type = 'table' AND m.name NOT LIKE '\_\_EF%' ESCAPE '\' AND m.name NOT LIKE 'sqlite\_%' ESCAPE '\'
           AND m.name NOT LIKE 'QRTZ\_%' ESCAPE '\'
        UNION ALL
        SELECT 'index ' || m.name || '.' || i.name || CASE i."unique" WHEN 1 THEN ' unique' ELSE '' END || ' '
               || (SELECT group_concat(coalesce(x.name, '<expression>') || CASE x."desc" WHEN 1 THEN ' desc' ELSE '' END, ',') FROM pragma_index_xinfo(i.name) x WHERE x.key = 1)
               || coalesce((SELECT ' where ' || substr(s.sql, instr(s.sql, ' WHERE ') + 7) FROM sqlite_master s
                            WHERE s.name = i.name AND i.partial = 1), '')
          FROM sqlite_master m, pragma_index_list(m.name) i
         WHERE m.type = 'table' AND i.origin = 'c' AND m.name NOT LIKE 'QRTZ\_%' ESCAPE '\'
        UNION ALL
        SELECT 'reference ' || m.name || '.' || f."from" || ' -> ' || f."table" || '.' || coalesce(f."to", '?') || ' on delete ' || f.on_delete
          FROM sqlite_master m, pragma_foreign_key_list(m.name) f
         WHERE m.type = 'table' AND m.name NOT LIKE 'QRTZ\_%' ESCAPE '\'
        """;

    private const string Postgres = """
        SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type
               || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE '' END
               || CASE is_identity WHEN 'YES' THEN ' counts up' ELSE '' END
          FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name NOT LIKE '\_\_EF%' AND table_name NOT LIKE 'qrtz\_%'
        UNION ALL
        SELECT 'index ' || indexdef FROM pg_indexes
         WHERE schemaname = 'public' AND tablename NOT LIKE '\_\_EF%' AND tablename NOT LIKE 'qrtz\_%'
        UNION ALL
        SELECT 'constraint ' || c.relname || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
          FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
         WHERE c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE '\_\_EF%' AND c.relname NOT LIKE 'qrtz\_%'
        """;

    public static async Task<IReadOnlyList<string>> ReadAsync(MlOpsDbContext context)
    {
        var connection = context.Database.GetDbConnection();
        await context.Database.OpenConnectionAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = context.Database.IsSqlite() ? Sqlite : Postgres;
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }
}
