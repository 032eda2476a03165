using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.AbTests;

namespace MlOpsDashboard.Components.Pages.AbTests;

/// <summary>What each version of a test did, and how the challengers compare.</summary>
public sealed partial class AbTestArms : ComponentBase
{
    /// <summary>The test.</summary>
    [Parameter, EditorRequired]
    public AbTest Test { get; set; } = default!;

    private IReadOnlyList<AbArm> Arms => Test.Report.Arms.Count > 0 ? Test.Report.Arms : [.. Test.Versions.Select((version, i) => new AbArm { Version = version, Share = Test.Shares[i] })];
}
