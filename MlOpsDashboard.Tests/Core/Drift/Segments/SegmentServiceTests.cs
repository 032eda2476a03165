using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Drift.Segments;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Drift.Segments;

public sealed class SegmentServiceTests
{
    [Fact]
    public async Task Drift_and_quality_are_told_by_part()
    {
        await using CoreHost core = await DriftHost.StartAsync(("Drift:MinRows", "100"));

        // Only blue ones have moved.
        (double X, string Colour)[] rows = [.. DriftHost.Rows(450, 2).Select(row => (row.X + (row.Colour == "blue" ? 5 : 0), row.Colour)), (1, "green")];
        var items = new List<FeedbackItem>();
        foreach ((double x, string colour) in rows)
        {
            var reply = await ServingHost.AskAsync(core, $$$"""{"model_name":"shop","features":{"x":{{{DriftHost.Number(x)}}},"colour":"{{{colour}}}"}}""");
            items.Add(new FeedbackItem(reply.GetProperty("request_id").GetString()!, colour == "red" ? reply.GetProperty("prediction").GetString()! : "yes", items.Count));
        }

        var log = core.Get<MlOpsDashboard.Core.Serving.Logging.PredictionLog>();
        await Wait.UntilAsync(() => log.Stored == log.Accepted);
        await core.Get<FeedbackService>().AddAsync(items, Actor.Program("ada"), default);

        SegmentReport report = await core.Get<SegmentService>().ReadAsync("shop", "colour", null, default);

        Assert.Equal(("colour", 451, "accuracy", 0), (report.Column, report.Rows, report.Metric, report.Left));
        Assert.Equal(
            [("red", DriftVerdict.None, 315), ("blue", DriftVerdict.Drift, 135), (DriftRules.NewWords, DriftVerdict.TooFewRows, 1)],
            report.Segments.Select(part => (part.Value!, part.Verdict, part.Rows)));
        Assert.Equal(["x"], report.Segments[1].Drifted);
        Assert.Equal((1.0, 315), (report.Segments[0].Quality!.Value, report.Segments[0].Labelled));
        Assert.InRange(report.Segments[1].Quality!.Value, 0.3, 1);
        Assert.Null(report.Segments[2].Quality);
    }

    [Fact]
    public async Task What_is_wrong_is_told_with_its_field()
    {
        await using CoreHost core = await DriftHost.StartAsync();
        var segments = core.Get<SegmentService>();

        Assert.Contains("column", (await Assert.ThrowsAsync<InvalidException>(() => segments.ReadAsync("shop", "x", null, default))).Errors);
        Assert.Contains("rows", (await Assert.ThrowsAsync<InvalidException>(() => segments.ReadAsync("shop", null, 0, default))).Errors);
        Assert.Contains("model", (await Assert.ThrowsAsync<InvalidException>(() => segments.ReadAsync(" ", null, null, default))).Errors);
        await Assert.ThrowsAsync<NotFoundException>(() => segments.ReadAsync("nobody", null, null, default));
        Assert.Equal(["colour"], await segments.ListColumnsAsync("shop", default));
    }
}
