using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Datasets.Profiling;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>What speaks against training on the table as it is?</summary>
public sealed partial class ValidationTab : LiveComponent
{
    private const int ShownClasses = 30;

    private ValidationReport? _report;
    private int _shown = 50;

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public DatasetVersion Version { get; set; } = default!;

    [Inject]
    private DatasetService Datasets { get; set; } = default!;

    private string Verdict => (_report!.Findings.Count(finding => finding.Severity == Severity.Error),
            _report.Findings.Count(finding => finding.Severity == Severity.Warning)) switch
    {
        (0, 0) => "Nothing speaks against training on it.",
        (0, 1) => "One thing to look at before training.",
        (0, var warnings) => $"{warnings} things to look at before training.",
        (1, _) => "One thing would mislead a training.",
        var (errors, _) => $"{errors} things would mislead a training.",
    };

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() =>
        _report = await Datasets.ValidationAsync(Version.Dataset, Version.Version, Lifetime);

    private static string Status(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warn",
        _ => "info",
    };

    private static string Kind(FindingKind kind) => kind switch
    {
        FindingKind.Constant => "constant",
        FindingKind.Identifier => "identifier",
        FindingKind.DuplicateColumn => "duplicate column",
        FindingKind.MixedTypes => "mixed types",
        FindingKind.Missing => "missing",
        FindingKind.DuplicateRows => "duplicate rows",
        FindingKind.ClassBalance => "target",
        _ => "leak",
    };
}
