using System.Globalization;
using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Drift;

namespace MlOpsDashboard.Components.Pages.Drift;

/// <summary>The features of a report, the most suspicious first, and both distributions of the chosen one.</summary>
public sealed partial class DriftFeatures : ComponentBase
{
    private const string PredictionKey = "\nprediction";

    private string? _chosen;

    /// <summary>The report, with a verdict.</summary>
    [Parameter, EditorRequired]
    public DriftReport Report { get; set; } = default!;

    /// <summary>The order of the features.</summary>
    [Parameter]
    public DriftOrder Order { get; set; }

    private IEnumerable<(string Name, bool Chosen, string Href)> Orders =>
    [
        ("severity", Order == DriftOrder.Severity, Address("")),
        ("expected loss", Order == DriftOrder.ExpectedLoss, Address("&sort=expected_loss")),
    ];

    private string LossRule => Report.Performance is { } performance
        ? $"(share of rows that moved × importance × {(performance.Metric == "rmse" ? "RMSE" : performance.Metric)} of {Display.Number(performance.Value, 3)}, "
            + (performance.By == "estimate" ? "estimated without labels)" : "as at its promotion)")
        : "";

    private IEnumerable<FeatureDrift> Rows => Report.Prediction is { } prediction ? [prediction, .. Report.Features] : Report.Features;

    private FeatureDrift? Shown => Rows.FirstOrDefault(row => Key(row) == _chosen) ?? (Report.Features.Count > 0 ? Report.Features[0] : Report.Prediction);

    private string Rule =>
        $"All comparisons together raise a false alarm in at most {Display.Number(Report.FalseAlarmRate * 100, 3)} % of the checks (Benjamini and Hochberg). "
        + "Beyond 1,000 training rows a feature must also have moved far enough to matter.";

    private static IReadOnlyList<string>? Labels(FeatureDrift row) => row.Bins[0].Label is null ? null : [.. row.Bins.Select(bin => bin.Label!)];

    private static IReadOnlyList<double> Edges(FeatureDrift row) =>
        row.Bins[0].From is { } first ? [first, .. row.Bins.Select(bin => bin.To!.Value)] : [];

    private static string StatusOf(FeatureDrift row) => row.Drifted ? "warn" : row.Method == DriftMethod.NotCompared ? "muted" : "ok";

    private static string WordOf(FeatureDrift row) => row.Drifted ? "drifted" : row.Method == DriftMethod.NotCompared ? "not compared" : "as before";

    private static string Method(DriftMethod method) => method switch
    {
        DriftMethod.KolmogorovSmirnov => "Kolmogorov–Smirnov",
        DriftMethod.ChiSquare => "chi-square",
        DriftMethod.Wasserstein => "Wasserstein",
        DriftMethod.JensenShannon => "Jensen–Shannon",
        DriftMethod.MissingShare => "missing values",
        DriftMethod.TextTokens => "words",
        _ => Display.Nothing,
    };

    private static string Short(double limit) => limit.ToString("0.####", CultureInfo.InvariantCulture);

    private string Limit(FeatureDrift row) => row.Threshold is not { } threshold ? Display.Nothing
        : row.ThresholdOf == ThresholdKind.Score ? $"score ≥ {Short(threshold)} and p ≤ {Short(Report.FalseAlarmRate)}"
        : $"p ≤ {Short(threshold)}";

    private string Address(string more) => $"drift?model={Uri.EscapeDataString(Report.ModelName)}{more}";

    // A feature may have the name of the target of another model, but not of its own.
    private string Key(FeatureDrift row) => row == Report.Prediction ? PredictionKey : row.Name;

    private string Name(FeatureDrift row) => row == Report.Prediction ? $"prediction ({row.Name})" : row.Name;
}
