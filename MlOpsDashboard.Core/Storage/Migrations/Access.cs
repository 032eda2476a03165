using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>Users and API keys.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261120110000_Access")]
internal sealed class Access : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "users",
            table => new
            {
                user_id = table.Column<string>(),
                name = table.Column<string>(),
                role = table.Column<string>(),
                created_at = table.Column<long>(),
                signed_in_at = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_users", e => e.user_id));
        migrationBuilder.CreateIndex("ix_users_name", "users", "name", unique: true);
        migrationBuilder.CreateTable(
            "api_keys",
            table => new
            {
                key_id = table.Column<string>(),
                name = table.Column<string>(),
                prefix = table.Column<string>(),
                secret_sha256 = table.Column<string>(),
                role = table.Column<string>(),
                created_at = table.Column<long>(),
                created_by = table.Column<string>(),
                expires_at = table.Column<long>(nullable: true),
                last_used_at = table.Column<long>(nullable: true),
                revoked_at = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_api_keys", e => e.key_id));
        migrationBuilder.CreateIndex("ix_api_keys_secret_sha256", "api_keys", "secret_sha256", unique: true);
    }
}
