using System.Text;
using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Serving.Batch;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Serving.Batch;

public sealed class BatchServiceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(30_000)]
    public async Task The_result_is_what_the_rows_get_one_by_one(int rows)
    {
        await using CoreHost core = await BatchHost.StartAsync();
        await ServingHost.PromoteAsync(core, "shop", 1);
        string csv = BatchHost.Csv(rows);
        BatchJob job = await BatchHost.EndAsync(core, (await BatchHost.AskAsync(core, csv)).JobId);

        Assert.Null(job.Error);
        Assert.Equal((BatchState.Succeeded, (long)rows, (long?)rows, 1.0), (job.State, job.RowsDone, job.RowsTotal, job.Progress));
        var alone = new MemoryStream();
        await core.Get<TablePredictions>().PredictCsvAsync("shop", null, new MemoryStream(Encoding.UTF8.GetBytes(csv)), () => alone, default);
        string expected = WithoutLastColumn(Encoding.UTF8.GetString(alone.ToArray()));
        Assert.Equal(expected, await BatchHost.ResultAsync(core, job.JobId));
        Assert.StartsWith("id,x,colour,prediction,confidence,probability_<no>,probability_yes\n", expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quotes_missing_values_and_other_encodings_come_through()
    {
        await using CoreHost core = await BatchHost.StartAsync();
        await ServingHost.PromoteAsync(core, "shop", 1);
        BatchJob job = await BatchHost.EndAsync(core, (await BatchHost.AskAsync(core, "note;x;colour\n\"a;\"\"b\"\"\nc\";1.5;red\nü;-9;violet\n")).JobId);

        Assert.Null(job.Error);
        string[] lines = (await BatchHost.ResultAsync(core, job.JobId)).Split('\n');
        Assert.StartsWith("note;x;colour;prediction;confidence;", lines[0], StringComparison.Ordinal);
        Assert.Equal("\"a;\"\"b\"\"", lines[1]);
        Assert.StartsWith("c\";1.5;red;yes;", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("ü;-9;violet;<no>;", lines[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20_000, "abc", "red", "x must be a number")]
    [InlineData(3, "", "red", "x is missing")]
    [InlineData(20_000, "1,2", "red", "the row has 4 fields, and the header has 3")]
    public async Task A_bad_row_fails_the_whole_with_its_line(int at, string x, string colour, string words)
    {
        await using CoreHost core = await BatchHost.StartAsync();
        await ServingHost.PromoteAsync(core, "shop", 1);
        string[] lines = BatchHost.Csv(30_000).Split('\n');
        lines[at] = $"bad,{x},{colour}";
        lines[25_000] = "bad,too,late";
        BatchJob job = await BatchHost.EndAsync(core, (await BatchHost.AskAsync(core, string.Join('\n', lines))).JobId);

        Assert.Equal((BatchState.Failed, at + 1L), (job.State, job.ErrorLine));
        Assert.StartsWith($"Line {at + 1}: ", job.Error, StringComparison.Ordinal);
        Assert.Contains(words, job.Error, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ConflictException>(() => BatchHost.ResultAsync(core, job.JobId));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(core.Folder, "artifacts", "tmp")));
    }

    [Fact]
    public async Task A_running_job_is_stopped_and_leaves_nothing()
    {
        await using CoreHost core = await BatchHost.StartAsync();
        await ServingHost.PromoteAsync(core, "shop", 1);
        string jobId = (await BatchHost.AskAsync(core, BatchHost.Csv(2_000_000))).JobId;
        await Wait.UntilAsync(async () => (await core.Get<BatchService>().GetAsync(jobId, default)) is { State: BatchState.Running, RowsDone: > 0 });
        await core.Get<BatchService>().CancelAsync(jobId, "bob", default);
        BatchJob job = await BatchHost.EndAsync(core, jobId);

        Assert.Equal((BatchState.Cancelled, "bob"), (job.State, job.CancelledBy));
        Assert.Null(job.ResultSha256);
        await Assert.ThrowsAsync<ConflictException>(() => core.Get<BatchService>().CancelAsync(jobId, "bob", default));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(core.Folder, "artifacts", "tmp")));
    }

    [Fact]
    public async Task A_waiting_job_is_stopped_before_it_begins_and_the_next_gets_its_turn()
    {
        await using CoreHost core = await BatchHost.StartAsync(null, null, ("Jobs:WorkerThreads", "1"));
        await ServingHost.PromoteAsync(core, "shop", 1);
        string first, second, third;
        using (BatchHost.Hold(core.Get<BackgroundThreads>()))
        {
            first = (await BatchHost.AskAsync(core, BatchHost.Csv(10))).JobId;
            second = (await BatchHost.AskAsync(core, BatchHost.Csv(11))).JobId;
            third = (await BatchHost.AskAsync(core, BatchHost.Csv(12))).JobId;
            Assert.Equal(BatchState.Cancelled, (await core.Get<BatchService>().CancelAsync(second, "bob", default)).State);
            Assert.Equal(BatchState.Queued, (await core.Get<BatchService>().GetAsync(third, default)).State);
        }

        BatchJob one = await BatchHost.EndAsync(core, first);
        BatchJob three = await BatchHost.EndAsync(core, third);
        Assert.Equal((BatchState.Succeeded, 10L), (one.State, one.RowsDone));
        Assert.Equal((BatchState.Succeeded, 12L), (three.State, three.RowsDone));
        Assert.Equal(0, (await core.Get<BatchService>().GetAsync(second, default)).Attempts);
    }

    [Fact]
    public async Task A_stored_data_set_is_predicted_by_a_version_that_stays_the_same()
    {
        await using CoreHost core = await BatchHost.StartAsync(null, null, ("Jobs:WorkerThreads", "1"));
        await ServingHost.PromoteAsync(core, "shop", 1);
        await core.Get<DatasetService>().StoreAsync(new DatasetUpload("rows", "rows.csv"), new MemoryStream(Encoding.UTF8.GetBytes(BatchHost.Csv(500))), "ada", default);
        BatchJob asked;
        using (BatchHost.Hold(core.Get<BackgroundThreads>()))
        {
            asked = await core.Get<BatchService>().StartAsync(new BatchRequest { ModelId = "shop:production", Dataset = "rows" }, null, null, "ada", null, default);
            await ServingHost.PromoteAsync(core, "shop", 2);
        }

        BatchJob job = await BatchHost.EndAsync(core, asked.JobId);
        Assert.Equal((BatchState.Succeeded, "shop:1", "rows:1", "rows-1-predictions.csv"), (job.State, job.ModelId, job.Source, job.ResultFileName));
        Assert.Equal(500, asked.RowsTotal);
        Assert.Equal(501, (await BatchHost.ResultAsync(core, job.JobId)).Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task A_key_starts_one_job()
    {
        await using CoreHost core = await BatchHost.StartAsync();
        await ServingHost.PromoteAsync(core, "shop", 1);
        BatchJob first = await BatchHost.AskAsync(core, BatchHost.Csv(10), key: "k");
        await ServingHost.PromoteAsync(core, "shop", 2);
        BatchJob again = await BatchHost.AskAsync(core, BatchHost.Csv(10), key: "k");

        Assert.Equal(first.JobId, again.JobId);
        await Assert.ThrowsAsync<ConflictException>(() => BatchHost.AskAsync(core, BatchHost.Csv(11), key: "k"));
    }

    [Fact]
    public async Task What_cannot_work_is_told_at_once()
    {
        await using CoreHost core = await BatchHost.StartAsync();
        await ServingHost.PromoteAsync(core, "shop", 1);
        var batch = core.Get<BatchService>();

        var missing = await Assert.ThrowsAsync<InvalidException>(() => BatchHost.AskAsync(core, "id,colour\n1,red\n"));
        Assert.Equal(["features.x"], missing.Errors.Keys);
        await Assert.ThrowsAsync<InvalidException>(() => BatchHost.AskAsync(core, "  \n"));
        await Assert.ThrowsAsync<NotFoundException>(() => BatchHost.AskAsync(core, BatchHost.Csv(1), "nobody"));
        await Assert.ThrowsAsync<InvalidException>(() => batch.StartAsync(new BatchRequest { Dataset = "rows" }, null, null, "ada", null, default));
        await Assert.ThrowsAsync<InvalidException>(() => batch.StartAsync(new BatchRequest { ModelName = "shop" }, null, null, "ada", null, default));
        await Assert.ThrowsAsync<NotFoundException>(() => batch.StartAsync(new BatchRequest { ModelName = "shop", Dataset = "rows" }, null, null, "ada", null, default));
        Assert.Empty((await batch.ListAsync(new PageQuery(10), default)).Items);
    }

    [Fact]
    public async Task Results_go_when_their_time_is_over_and_so_do_the_files_of_ended_jobs()
    {
        await using CoreHost core = await BatchHost.StartAsync(null, null, ("Batch:KeepResultsForDays", "2"));
        await ServingHost.PromoteAsync(core, "shop", 1);
        BatchJob job = await BatchHost.EndAsync(core, (await BatchHost.AskAsync(core, BatchHost.Csv(10))).JobId);
        string result = job.ResultSha256!;
        Assert.Equal(job.FinishedAt!.Value.AddDays(2), job.ResultExpiresAt!.Value, TimeSpan.FromMinutes(1));

        // Files of the last hour may belong to a row that is about to be stored, so the sweep leaves them alone.
        MakeOld(core);
        await core.Get<BatchRetention>().RunOnceAsync(default);
        Assert.Equal((false, true), (core.Artifacts.Exists(job.InputSha256), core.Artifacts.Exists(result)));

        await using (var context = await core.Contexts.CreateDbContextAsync())
        {
            DateTimeOffset before = core.Clock.GetUtcNow().AddSeconds(-1);
            await context.Set<BatchJob>().ExecuteUpdateAsync(set => set.SetProperty(one => one.ResultExpiresAt, before));
        }

        await core.Get<BatchRetention>().RunOnceAsync(default);
        Assert.False(core.Artifacts.Exists(result));
        await Assert.ThrowsAsync<NotFoundException>(() => BatchHost.ResultAsync(core, job.JobId));
    }

    private static void MakeOld(CoreHost core)
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(core.Folder, "artifacts"), "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, core.Clock.GetUtcNow().UtcDateTime.AddHours(-2));
        }
    }

    // The last column is the request's identifier, which only single predictions have.
    private static string WithoutLastColumn(string csv) =>
        string.Concat(csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..line.LastIndexOf(',')] + "\n"));
}
