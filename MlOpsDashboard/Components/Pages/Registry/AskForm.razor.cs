using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Approvals;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>Asks an approver for a version to go into production.</summary>
public sealed partial class AskForm : ActingComponent
{
    private string? _comment;

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public ModelVersion Version { get; set; } = default!;

    /// <summary>What its model asks for.</summary>
    [Parameter, EditorRequired]
    public StagePolicy Policy { get; set; } = default!;

    [Inject]
    private ApprovalService Approvals { get; set; } = default!;

    private Task AskAsync() => ActAsync(actor => Approvals.AskAsync(Version.ModelId, ModelStage.Production, _comment, actor, CancellationToken.None));
}
