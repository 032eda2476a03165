using Bunit;
using MlOpsDashboard.Components.Pages.Predict;
using MlOpsDashboard.Core.Serving.Batch;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Predict;

public sealed class BatchJobRowTests : ComponentTest
{
    [Fact]
    public void A_running_job_tells_its_pace_and_can_be_stopped()
    {
        BatchJob job = Job(BatchState.Running);
        (job.Progress, job.RowsDone, job.StartedAt) = (0.25, 50_000, Clock.GetUtcNow().AddSeconds(-10));
        BatchJob? stopped = null;
        IRenderedComponent<BatchJobRow> row = Render<BatchJobRow>(parameters => parameters.Add(p => p.Job, job).Add(p => p.OnStop, one => stopped = one));

        Assert.Contains("50,000 of 200,000 rows, 5,000 rows/s, 30.0 s left", row.Markup, StringComparison.Ordinal);
        row.Find("button").Click();
        Assert.Same(job, stopped);
    }

    [Fact]
    public void A_result_can_be_taken_until_it_is_removed()
    {
        BatchJob job = Job(BatchState.Succeeded);
        (job.RowsDone, job.ResultSha256, job.ResultExpiresAt) = (200_000, "ab", new DateTimeOffset(2026, 1, 8, 0, 0, 0, TimeSpan.Zero));
        IRenderedComponent<BatchJobRow> row = Render<BatchJobRow>(parameters => parameters.Add(p => p.Job, job));
        Assert.Equal(("api/predict/jobs/j1/result?spreadsheet=true", "people-predictions.csv"), (row.Find("td a[download]").GetAttribute("href"), row.Find("td a[download]").GetAttribute("download")));
        Assert.Contains("200,000 rows; kept until 2026-01-08", row.Markup, StringComparison.Ordinal);

        job.ResultSha256 = null;
        row.Render(parameters => parameters.Add(p => p.Job, job));
        Assert.Empty(row.FindAll("td a[download]"));
        Assert.Contains("the result was removed", row.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_says_why()
    {
        BatchJob job = Job(BatchState.Failed);
        job.Error = "Line 12: age must be a number.";
        IRenderedComponent<BatchJobRow> row = Render<BatchJobRow>(parameters => parameters.Add(p => p.Job, job));

        Assert.Equal("Line 12: age must be a number.", row.Find(".error").TextContent);
        Assert.Empty(row.FindAll("button"));
    }

    private static BatchJob Job(BatchState state) => new()
    {
        JobId = "j1",
        ModelName = "income",
        ModelVersion = 3,
        Source = "people.csv.gz",
        InputSha256 = "00",
        InputBytes = 4_000_000,
        Format = CsvFormat.Default,
        State = state,
        RowsTotal = 200_000,
        CreatedAt = DateTimeOffset.UnixEpoch,
        CreatedBy = "ada",
    };
}
