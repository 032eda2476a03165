using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>What happened, who did it, when and why.</summary>
public sealed partial class StageHistory : ComponentBase
{
    /// <summary>The events, the latest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<StageEvent> Events { get; set; } = [];

    private static string What(StageEvent entry) => entry.Kind switch
    {
        StageEventKind.Registered => "was registered",
        StageEventKind.Moved => $"moved from {Word(entry.FromStage)} to {Word(entry.ToStage)}",
        StageEventKind.Superseded => "was archived",
        StageEventKind.Deleted => "was moved to the trash",
        StageEventKind.Restored => $"was restored to {Word(entry.ToStage)}",
        StageEventKind.AliasSet => $"is {entry.Name}@{entry.Alias}",
        StageEventKind.AliasRemoved => $"is no longer {entry.Name}@{entry.Alias}",
        StageEventKind.Purged => "was removed for good",
        _ => entry.Kind.ToString(),
    };

    private static string Word(ModelStage? stage) => stage is { } known ? StageRules.Word(known) : "";
}
