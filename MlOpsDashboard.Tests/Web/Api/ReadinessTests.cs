using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>What a load balancer is told when something below the program fails.</summary>
public sealed class ReadinessTests
{
    // A little more than the two seconds that are promised: machines that run tests are busy.
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Locked_database_is_told_within_two_seconds_each_time()
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateClient();
        await Wait.UntilAsync(async () => (await ReadyAsync(client)).Status == HttpStatusCode.OK);
        await using var other = new SqliteConnection($"Data Source={Path.Combine(app.DataFolder, "mlops.db")};Pooling=False");
        await other.OpenAsync();
        await ExecuteAsync(other, "BEGIN EXCLUSIVE");

        for (int i = 0; i < 3; i++)
        {
            long started = Stopwatch.GetTimestamp();
            (HttpStatusCode status, JsonElement reply) = await ReadyAsync(client);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            Assert.Equal("unhealthy", reply.GetProperty("checks").GetProperty("database").GetProperty("status").GetString());
            Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, s_limit);
        }

        await ExecuteAsync(other, "ROLLBACK");
        await Wait.UntilAsync(async () => (await ReadyAsync(client)).Status == HttpStatusCode.OK);
    }

    [SmallDiskFact]
    public async Task Full_disk_and_one_that_takes_nothing_are_told()
    {
        using SmallDisk disk = SmallDisk.Mount(64);
        await using var app = new AppFactory(("Storage:DataDirectory", disk.Folder));
        using HttpClient client = app.CreateClient();
        await Wait.UntilAsync(async () => (await ReadyAsync(client)).Status == HttpStatusCode.OK);

        string filler = disk.Fill();
        (HttpStatusCode full, JsonElement reply) = await ReadyAsync(client);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unhealthy"), (full, Store(reply).GetProperty("status").GetString()));
        Assert.Contains("cannot be written to", Store(reply).GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(disk.Folder, ".write-probe-*"));

        File.Delete(filler);
        await Wait.UntilAsync(async () => (await ReadyAsync(client)).Status == HttpStatusCode.OK);
    }

    private static JsonElement Store(JsonElement reply) => reply.GetProperty("checks").GetProperty("artifact_store");

    private static async Task<(HttpStatusCode Status, JsonElement Reply)> ReadyAsync(HttpClient client)
    {
        using HttpResponseMessage reply = await client.GetAsync("/health/ready");
        return (reply.StatusCode, await reply.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
