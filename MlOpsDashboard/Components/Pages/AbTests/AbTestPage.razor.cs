using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.AbTests;

namespace MlOpsDashboard.Components.Pages.AbTests;

/// <summary>An A/B test: the verdict first, then what it rests on.</summary>
public sealed partial class AbTestPage : ActingComponent
{
    private const double Percent = 100;

    private AbTest? _test;
    private bool _isKnown = true;

    /// <summary>The test, from the address.</summary>
    [Parameter]
    public string TestId { get; set; } = "";

    [Inject]
    private AbTestService Tests { get; set; } = default!;

    [Inject]
    private AbTestFeed Feed { get; set; } = default!;

    [Inject]
    private ConfirmService Confirm { get; set; } = default!;

    private string Title => _test is { } test ? $"{test.ModelName}: version {string.Join(" and ", test.ChallengerVersions)} against version {test.ChampionVersion}" : "A/B test";

    private string Headline => _test is { } test ? $"Compared by {AbWords.Name(test.Settings.Metric)}, begun by {test.StartedBy} on {Display.Moment(test.StartedAt)}." : "Which version is better?";

    /// <inheritdoc/>
    protected override void OnInitialized() => Watch(Feed.Subscribe(), test => _test = test.Id == TestId && test.Revision >= (_test?.Revision ?? 0) ? test : _test);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_test?.Id == TestId)
        {
            return;
        }

        try
        {
            (_test, _isKnown) = (await Tests.GetAsync(TestId, Lifetime), true);
        }
        catch (NotFoundException)
        {
            // Said on the page.
            (_test, _isKnown) = (null, false);
        }
    }

    private static string Answer(AbTest test) => test switch
    {
        { State: AbTestState.Stopped } => "Stopped",
        { State: AbTestState.Completed, Winner: { } winner } => winner == test.ChampionVersion ? $"Version {winner} stays" : $"Version {winner} won",
        { State: AbTestState.Completed } => "No winner",
        { Report.Verdict.Winner: { } winner } => $"Version {winner} is better",
        { Report.Verdict.Kind: AbVerdictKind.Blocked } => "Not to be judged yet",
        { Report.Verdict.Kind: AbVerdictKind.Undecided } => "Not decided yet",
        _ => "Too early to say",
    };

    private static string YTitle(AbTest test) => AbMetrics.IsShare(test.Settings.Metric) ? $"{AbWords.Name(test.Settings.Metric)}, points" : AbWords.Name(test.Settings.Metric);

    private static List<LineSeries> Series(AbTest test)
    {
        double scale = AbMetrics.IsShare(test.Settings.Metric) ? Percent : 1;
        var series = new List<LineSeries>();
        foreach (IGrouping<int, AbPoint> points in test.Report.Points.GroupBy(point => point.Version))
        {
            double[] samples = [.. points.Select(point => (double)point.Samples)];
            series.Add(new LineSeries($"version {points.Key}", samples, [.. points.Select(point => point.Estimate * scale)], points.Key));
            series.Add(new LineSeries($"version {points.Key}, at most", samples, [.. points.Select(point => (point.Upper ?? double.NaN) * scale)]) { IsBeside = true });
            series.Add(new LineSeries($"version {points.Key}, at least", samples, [.. points.Select(point => (point.Lower ?? double.NaN) * scale)]) { IsBeside = true });
        }

        return series;
    }

    private async Task CompleteAsync()
    {
        AbTest test = _test!;
        string what = test.Report.Verdict?.Winner is { } winner
            ? $"{test.IdOf(winner)} answers everything, at once; {test.IdOf(test.ChampionVersion)} is archived."
            : $"{test.IdOf(test.ChampionVersion)} answers everything again, at once.";
        if (await Confirm.AskAsync("Complete the test?", what, "Complete"))
        {
            await ActAsync(async actor => _test = await Tests.CompleteAsync(test.Id, actor, Lifetime));
        }
    }

    private async Task StopAsync()
    {
        AbTest test = _test!;
        if (await Confirm.AskAsync("Stop the test?", $"{test.IdOf(test.ChampionVersion)} answers everything again, at once, and nobody has won.", "Stop"))
        {
            await ActAsync(async actor => _test = await Tests.StopAsync(test.Id, actor, Lifetime));
        }
    }
}
