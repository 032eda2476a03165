using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.AbTests;

namespace MlOpsDashboard.Components.Pages.AbTests;

/// <summary>What keeps a winner from being named: the split, the labels, the guardrails.</summary>
public sealed partial class AbTestChecks : ComponentBase
{
    /// <summary>The test.</summary>
    [Parameter, EditorRequired]
    public AbTest Test { get; set; } = default!;

    private static string Name(AbGuardrail guardrail) =>
        guardrail.Name == "error_rate" ? $"Failed requests of version {guardrail.Version}" : $"Mean latency of version {guardrail.Version}";

    private static string Figure(AbGuardrail guardrail, double? value) =>
        value is { } number && guardrail.Name != "error_rate" ? $"{Display.Number(number, 3)} ms" : AbTestLook.Percent(value);
}
