using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Components.Pages.Experiments;

/// <summary>The parameters of a run; those that tell the members of an ensemble as a table of members.</summary>
public sealed partial class ParameterList : LiveComponent
{
    private IReadOnlyList<EnsembleMember> _members = [];
    private IReadOnlyDictionary<string, string> _runs = new Dictionary<string, string>(StringComparer.Ordinal);
    private KeyValuePair<string, string>[] _others = [];
    private string? _found;

    /// <summary>The run, or the run that a version came from.</summary>
    [Parameter, EditorRequired]
    public string RunId { get; set; } = "";

    /// <summary>Its parameters.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyDictionary<string, string> Parameters { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    [Inject]
    private RunQueries Queries { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _members = EnsembleMember.Of(Parameters);
        _others = [.. Parameters.Where(parameter => !EnsembleMember.Tells(parameter.Key))];
        if (_members.Count == 0 || _found == RunId)
        {
            return;
        }

        _found = RunId;
        _runs = await Queries.NamedPartsAsync(RunId, [.. _members.Select(member => member.RunName)], Lifetime);
    }
}
