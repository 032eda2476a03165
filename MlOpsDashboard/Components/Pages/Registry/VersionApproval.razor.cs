using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Approvals;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>Asks for a version to go into production, and shows what becomes of it.</summary>
public sealed partial class VersionApproval : LiveComponent
{
    private ApprovalRequest? _shown;

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public ModelVersion Version { get; set; } = default!;

    /// <summary>What its model asks for.</summary>
    [Parameter, EditorRequired]
    public StagePolicy Policy { get; set; } = default!;

    [Inject]
    private ApprovalService Approvals { get; set; } = default!;

    [Inject]
    private ApprovalFeed Feed { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Watch(Feed.Subscribe(Version.Name), request => _shown = request.ModelId == Version.ModelId ? request : _shown);
        _shown = await Approvals.FindPendingAsync(Version.ModelId, Lifetime);
    }
}
