using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MlOpsDashboard.Core.Storage.Migrations;

/// <summary>Passwords, lockout and the end of users; invitations; where sessions are from.</summary>
[DbContext(typeof(MlOpsDbContext))]
[Migration("20261130213000_People")]
internal sealed class PeopleTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("normalized_name", "users", nullable: false, defaultValue: "");
        migrationBuilder.AddColumn<string>("created_by", "users", nullable: true);
        migrationBuilder.AddColumn<long>("disabled_at", "users", nullable: true);
        migrationBuilder.AddColumn<string>("password_hash", "users", nullable: true);
        migrationBuilder.AddColumn<int>("failed_tries", "users", nullable: false, defaultValue: 0);
        migrationBuilder.AddColumn<long>("locked_until", "users", nullable: true);
        migrationBuilder.Sql("UPDATE users SET normalized_name = upper(name)");
        migrationBuilder.CreateIndex("ix_users_normalized_name", "users", "normalized_name", unique: true);
        migrationBuilder.AddColumn<string>("browser", "sessions", nullable: true);
        migrationBuilder.AddColumn<string>("address", "sessions", nullable: true);
        migrationBuilder.AddColumn<long>("seen_at", "sessions", nullable: true);
        migrationBuilder.CreateIndex("ix_sessions_user_id", "sessions", "user_id");
        migrationBuilder.CreateTable(
            "invitations",
            table => new
            {
                invitation_id = table.Column<string>(),
                secret_sha256 = table.Column<string>(),
                role = table.Column<string>(),
                user_id = table.Column<string>(nullable: true),
                note = table.Column<string>(nullable: true),
                created_at = table.Column<long>(),
                created_by = table.Column<string>(),
                expires_at = table.Column<long>(),
                ended_at = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_invitations", i => i.invitation_id));
        migrationBuilder.CreateIndex("ix_invitations_secret_sha256", "invitations", "secret_sha256", unique: true);
    }
}
